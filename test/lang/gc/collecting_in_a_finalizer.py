# A finalizer that collects garbage while garbage is collected: that call does nothing.
import gc


class Resource:
    def __init__(self):
        self.itself = self

    def __del__(self):
        calls.append(gc.collect())


calls = []
phases = []
gc.collect()
gc.callbacks.append(lambda phase, info: phases.append(phase))
for _ in range(20):
    Resource()
gc.collect()
print(calls == [0] * 20, phases)  # expect: True ['start', 'stop']
gc.callbacks.clear()


# It collects again afterwards.
class Other:
    def __init__(self):
        self.itself = self

    def __del__(self):
        calls.append('again')


Other()
gc.collect()
print(calls[-1])  # expect: again
