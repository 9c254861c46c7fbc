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
while min(rounds) == 0:  # the first may have had all of the time
    stackless.run_slice(0.02)
print(time.perf_counter() - began < 1000)  # expect: True
stop = True
print(stackless.run_slice(1000), stackless.runcount)  # expect: None 1
# It does not wait longer for those that sleep.
sleeper = stackless.tasklet(time.sleep)(1000)
began = time.perf_counter()
stackless.run_slice(0.01)
print(sleeper.alive, time.perf_counter() - began >= 0.01)  # expect: True True
sleeper.kill()
sleeper = stackless.tasklet(time.sleep)(0.01)
stackless.run()
print(sleeper.alive)  # expect: False
# Nor when the time was over before, where it could not be stopped.
def late():
    began = time.perf_counter()
    with stackless.atomic():
        while time.perf_counter() - began < 0.02:
            pass
    time.sleep(1000)
sleeper = stackless.tasklet(late)()
print(stackless.run_slice(0.01), sleeper.alive)  # expect: None True
sleeper.kill()
try:
    stackless.run_slice(0)
except ValueError as e:
    print(e)  # expect: seconds must be positive
