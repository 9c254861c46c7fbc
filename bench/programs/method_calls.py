"""Method calls that read and write attributes, with inheritance and a property."""
from time import perf_counter


class Account:
    def __init__(self):
        self.balance = 0
        self.moves = 0

    def deposit(self, amount):
        self.balance += amount
        self.moves += 1
        return self

    def fee(self):
        return 1

    @property
    def open(self):
        return self.balance >= 0

    def charge(self):
        if self.open:
            self.balance -= self.fee()


class Gold(Account):
    def fee(self):
        return super().fee() - 1


def run():
    accounts = [Account(), Gold()]
    for i in range(400_000):
        for account in accounts:
            account.deposit(i).charge()
    return [(account.balance, account.moves) for account in accounts]


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: [(79999400000, 400000), (79999800000, 400000)]
