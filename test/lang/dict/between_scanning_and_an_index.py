# Dicts of 9 to 16 keys are scanned for a while before they get an index.
class S(str):
    pass


for n in 8, 9, 15, 16, 17, 18:
    d = {str(i): i for i in range(n)}
    numbers = {i * 3: i for i in range(n)}
    for _ in range(20):
        assert d['0'] == 0 and d[str(n - 1)] == n - 1 and 'x' not in d
        assert d[S('3')] == 3
        assert numbers[3.0] == 1 and 1 not in numbers and True not in numbers
    del d['2'], numbers[6]
    d['2'] = 'again'
    d[S('x')] = 'x'
    assert d['x'] == 'x' and list(d)[-2:] == ['2', 'x']
    assert 6 not in numbers and len(numbers) == n - 1
    copy = dict(d)
    copy['y'] = 1
    d.clear()
    d.update((str(i), i) for i in range(12))
    assert 'y' not in d and copy['y'] == 1 and d['11'] == 11
    mixed = {k: None for pair in zip(copy, numbers) for k in pair}
    assert all(k in mixed for k in list(mixed)) and (1,) not in mixed and 'z' not in mixed
print('ok')  # expect: ok
