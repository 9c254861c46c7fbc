out = []
for x in (1, 0, 2):
    try:
        out.append(4 // x)
    except ZeroDivisionError:
        continue
    finally:
        out.append('f')
print(out)  # expect: [4, 'f', 'f', 2, 'f']
