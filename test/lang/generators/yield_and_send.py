def g():
    x = yield 1
    print('got', x)
    y = yield x * 2
    return y
it = g()
print(next(it))  # expect: 1
print(it.send(5))
# expect: got 5
# expect: 10
try:
    it.send('end')
except StopIteration as e:
    print('value', e.value)  # expect: value end
