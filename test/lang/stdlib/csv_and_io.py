import csv, io
print(list(csv.reader(['a,"b,c",d', '1,,"x""y"'])))  # expect: [['a', 'b,c', 'd'], ['1', '', 'x"y']]
s = io.StringIO()
csv.writer(s).writerow([1, 'a b', 'c,d', None])
print(repr(s.getvalue()))  # expect: '1,a b,"c,d",\r\n'
