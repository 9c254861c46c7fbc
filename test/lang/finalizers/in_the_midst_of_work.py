# Nobody asks for a collection.
class Thing:
    left = 0
    def __init__(self, data):
        Thing.left += 1
        self.data = data
    def __del__(self):
        Thing.left -= 1
        assert self.data[0] == len(self.data)

made = 0
while Thing.left == made:
    made += 1
    Thing([20000] * 20000)
print('some have gone')  # expect: some have gone
