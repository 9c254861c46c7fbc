# What a subclass of str says of itself as a number comes before its text, for float() and int().


class Text(str):
    def __float__(self):
        return 1.5

    def __int__(self):
        return 2


class Index(str):
    def __index__(self):
        return 3


print(float(Text('8')), int(Text('8')))  # expect: 1.5 2
print(float(Index('8')), int(Index('8')))  # expect: 3.0 3


class Plain(str):
    pass


print(float(Plain(' 8 ')), int(Plain(' 8 ')))  # expect: 8.0 8
try:
    float(Plain('x'))
except ValueError as error:
    print(error)  # expect: could not convert string to float: 'x'
