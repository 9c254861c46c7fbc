import csv

for quoting in csv.QUOTE_NONNUMERIC, csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL:
    for line in '1,,3', '', '"",1', '1,"",':
        print(list(csv.reader([line], quoting=quoting)))
# expect: [[1.0, '', 3.0]]
# expect: [[]]
# expect: [['', 1.0]]
# expect: [[1.0, '', '']]
# expect: [[1.0, None, 3.0]]
# expect: [[]]
# expect: [['', 1.0]]
# expect: [[1.0, '', None]]
# expect: [['1', None, '3']]
# expect: [[]]
# expect: [['', '1']]
# expect: [['1', '', None]]
