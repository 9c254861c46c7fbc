class Even:
    def __new__(cls, n):
        if n % 2:
            raise ValueError(n)
        return super().__new__(cls)

for n in range(8):
    try:
        print(type(Even(n)).__name__, end=' ')  # expect: Even 1 Even 3 Even 5 Even 7 
    except ValueError as e:
        print(e, end=' ')
print()
for n in range(8):
    try:
        print(type(Even(n=n)).__name__, end=' ')  # expect: Even 1 Even 3 Even 5 Even 7 
    except ValueError as e:
        print(e, end=' ')
print()
