# stdin: Ann
# stdin: 42
name = input()
print(name, int(input()) + 1)  # expect: Ann 43
input()  # expect error: EOFError: EOF when reading a line
