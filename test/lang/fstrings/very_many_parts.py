x = 5
print(len(eval("f'" + '{x}' * 66_000 + "'")))  # expect: 66000
