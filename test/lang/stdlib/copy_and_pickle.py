import copy, pickle
a = [1, [2]]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(3)
print(b, c, pickle.loads(pickle.dumps({'a': (1, None, {2})})), len(pickle.dumps(b'x' * 10)) < 40)  # expect: [1, [2, 3]] [1, [2]] {'a': (1, None, {2})} True
pickle.loads(b"no")  # expect error: _pickle.UnpicklingError: invalid load key, 'n'.
