class Power(int):
    def __pow__(self, other, modulus=None):
        return 'pow', int(self), int(other), modulus
    def __rpow__(self, other, modulus=None):
        return 'rpow', int(self), other, modulus

print(pow(2, Power(3), 5))  # expect: ('rpow', 3, 2, 5)
print(pow(Power(2), 3, 5))  # expect: ('pow', 2, 3, 5)
print(pow(2, 3, Power(5)))  # expect: 3
print(2 ** Power(3))  # expect: ('rpow', 3, 2, None)
