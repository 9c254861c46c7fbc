# A host gives its tasklets some milliseconds now and then: what has not ended stays ready, and goes on the next time.
import stackless
import time
rounds = [0, 0]
def spin(n):
    while not stop:
        rounds[n] += 1
        if rounds[n] % 1000 == 0:
            stackless.schedule()
stop = False
for n in 0, 1:
    stackless.tasklet(spin)(n)
began = time.perf_counter()
print(stackless.run_slice(0.02), stackless.runcount)  # expect: None 3
print(time.perf_counter() - began < 5, min(rounds) > 0)  # expect: True True
stop = True
print(stackless.run_slice(5), stackless.runcount)  # expect: None 1
# It does not wait longer for those that sleep.
sleeper = stackless.tasklet(time.sleep)(0.1)
began = time.perf_counter()
stackless.run_slice(0.01)
print(sleeper.alive, time.perf_counter() - began >= 0.01)  # expect: True True
stackless.run()
print(sleeper.alive)  # expect: False
try:
    stackless.run_slice(0)
except ValueError as e:
    print(e)  # expect: seconds must be positive
