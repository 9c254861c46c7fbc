# A loop over range(...) that is suspended is copied and pickled with its counter.
import copy
import pickle
import stackless

def counting(out, n):
    for i in range(n):
        for j in range(n, 0, -2):
            out.append((i, j))
            stackless.schedule_remove()
    out.append([k for k in range(n) if stackless.schedule() is None or True])

def finish(t):
    while t.alive:
        t.insert()
        stackless.run()

out = []
t = stackless.tasklet(counting)(out, 3)
for _ in range(3):
    t.insert()
    stackless.run()
print(out)  # expect: [(0, 3), (0, 1), (1, 3)]
twin = copy.copy(t)
finish(t)
print(out)  # expect: [(0, 3), (0, 1), (1, 3), (1, 1), (2, 3), (2, 1), [0, 1, 2]]
del out[3:]
finish(twin)
print(out)  # expect: [(0, 3), (0, 1), (1, 3), (1, 1), (2, 3), (2, 1), [0, 1, 2]]

out = []
t = stackless.tasklet(counting)(out, 2)
t.insert()
stackless.run()
twin = pickle.loads(pickle.dumps((t, out)))
finish(twin[0])
print(out, twin[1])  # expect: [(0, 2)] [(0, 2), (1, 2), [0, 1]]
