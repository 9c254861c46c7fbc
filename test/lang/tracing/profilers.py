# cProfile and profile count calls, of natives too, and time with the program's timer.
import cProfile
import profile
import pstats

ticks = 0


def timer():
    global ticks
    return ticks


def work(n):
    global ticks
    ticks += 10
    if n:
        work(n - 1)
    [].append(len('x'))
    max(1, 2)


def gen():
    yield 1
    yield 2


def program():
    work(3)
    list(gen())
    try:
        int('x')
    except ValueError:
        pass


for module in cProfile, profile:
    profiler = module.Profile(timer)
    profiler.runcall(program)
    profiler.create_stats()
    for (_, line, name), (cc, nc, tt, ct, callers) in sorted(profiler.stats.items(), key=lambda item: item[0][1:]):
        if 'function' not in name and 'profile' not in name and 'lsprof' not in name:
            print(name, cc, nc, tt, ct, sorted(c[2] for c in callers if ' at ' not in c[2]))
# expect: <built-in method builtins.len> 4 4 0.0 0.0 ['work']
# expect: <built-in method builtins.max> 4 4 0.0 0.0 ['work']
# expect: <method 'append' of 'list' objects> 4 4 0.0 0.0 ['work']
# expect: work 1 4 40.0 40.0 ['program', 'work']
# expect: gen 3 3 0.0 0.0 ['program']
# expect: program 1 1 0.0 40.0 []
# expect: append 4 4 0 0 ['work']
# expect: len 4 4 0 0 ['work']
# expect: max 4 4 0 0 ['work']
# expect: work 1 4 40 40 ['program', 'work']
# expect: gen 3 3 0 0 ['program']
# expect: program 1 1 0 40 []
