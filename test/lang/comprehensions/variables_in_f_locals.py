import sys


def variables():
    return dict(sys._getframe(1).f_locals)


def f():
    a = 'outer'
    print([[variables() for c in [2]] for a in [0]], a)
    print([variables() for b in [0] for a in [b + 1]], a)
    print([(lambda: a)() and variables() for a in [0, 1]], a)
    proxy = sys._getframe().f_locals
    print([proxy['a'] for a in [0, 1]], proxy['a'])
    print([proxy.update({'a': 5}) or a for a in [0, 1]], a)
    try:
        [1 / 0 for b in [1]]
    except ZeroDivisionError as e:
        print('b' in proxy, 'b' in e.__traceback__.tb_frame.f_locals)


f()
# expect: [[{'a': 0, 'c': 2}]] outer
# expect: [{'a': 1, 'b': 0}] outer
# expect: [0, {'a': 1}] outer
# expect: [0, 1] outer
# expect: [5, 5] outer
# expect: False False
print([variables() for a in [0, 1]])  # expect: [{'a': 0}, {'a': 1}]
kept = [sys._getframe().f_locals for b in [2]][0]
print(dict(kept), type(kept).__name__)  # expect: {} FrameLocalsProxy


class C:  # expect: [[['a', 'b']]]
    x = 1
    print([[sorted(variables())[-2:] for b in [0]] for a in [3]])


async def coroutine():
    print([variables() for a in [0] if await pause() is None])


class pause:
    def __await__(self):
        yield


c = coroutine()
c.send(None)
print(c.cr_frame.f_locals)  # expect: {'a': 0}
try:
    c.send(None)  # expect: [{'a': 0}]
except StopIteration:
    pass
