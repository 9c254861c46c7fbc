import sys, types
def show(f):
    try:
        print(f.clear(), f.f_locals)
    except RuntimeError as e: print(e)
def unwound(x):
    y = [x]
    raise ValueError
try: unwound(1)
except ValueError as e: f = e.__traceback__.tb_next.tb_frame
print(f.f_lineno, f.f_locals)  # expect: 8 {'x': 1, 'y': [1]}
show(f)  # expect: None {}
kept = []
def caught(x):
    try: 1/0
    except ZeroDivisionError as e:
        kept.append(e.__traceback__.tb_frame)
        show(kept[-1])
    return x
caught(2)  # expect: cannot clear an executing frame
show(kept.pop())  # expect: None {}
def handling(x):
    try: 1/0
    except ZeroDivisionError as e:
        return e
show(handling(3).__traceback__.tb_frame)  # expect: None {}
def me(): return sys._getframe()
f = me(); print(f.f_lineno); show(f)
# expect: 27
# expect: None {}
def gen():
    kept.append(sys._getframe())
    show(kept[0])
    yield 1
    raise KeyError
g = gen(); next(g)  # expect: cannot clear an executing frame
show(kept[0])  # expect: cannot clear a suspended frame
try: next(g)
except KeyError as e: show(e.__traceback__.tb_next.tb_frame)  # expect: None {}
show(kept.pop())  # expect: None {}
g = gen()
f = g.gi_frame
show(f)  # expect: None {}
print(list(g), g.gi_frame, kept)  # expect: [] None []
def calls_clear():
    f = sys._getframe()
    def inner(): show(f)
    inner()
calls_clear()  # expect: cannot clear an executing frame
def ff():
    try: return 1
    finally:
        kept.append(sys._getframe())
ff(); show(kept.pop())  # expect: None {}
