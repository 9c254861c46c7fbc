log = []
class G:
    def __init__(self, n): self.n = n
    def __lt__(self, other): log.append(f'{self.n}<{other.n}'); return NotImplemented
    def __gt__(self, other): log.append(f'{self.n}>{other.n}'); return self.n > other.n
class Sub(G): pass
class E(G):
    def __eq__(self, other): log.append(f'{self.n}={other.n}'); return self.n == other.n
class I(int):
    def __lt__(self, other): log.append(f'{int(self)} lt'); return NotImplemented
def calls(items, **options):
    log.clear()
    try: items.sort(**options)
    except TypeError as e: log.append(str(e))
    print(*log)
calls([G(3), G(1), G(2)])  # expect: 1<3 1<3 3>1 2<1 2<1 1>2 1<2 1<2 2>1 2<3 2<3 3>2 2<3 2<3 3>2 2<1 2<1 1>2
calls([G(1), G(2)], reverse=True)  # expect: 1<2 1<2 2>1
calls([0, 1], key=[G(2), G(1)].__getitem__)  # expect: 1<2 1<2 2>1

# Not if keys are of several classes; the plain operator asks once.
calls([G(2), Sub(1)])  # expect: 1<2 2>1
calls([I(2), 1])  # expect:
calls([I(2), I(1)])  # expect: 1 lt 1 lt
log.clear(); G(1) < G(2); print(*log)  # expect: 1<2 2>1

# The first items of tuples; the others are compared as ever.
calls([(G(2), 1), (G(1), 0)])  # expect: 1<2 1<2 2>1
calls([(E(2), 1), (E(1), 0), (E(1), -1)])  # expect: 1=2 1<2 1<2 2>1 1=1
calls([(1, G(2)), (1, G(1))])  # expect: 1<2 2>1
calls([(G(2),), (Sub(1),)])  # expect: 1<2 2>1
calls([(E(2),), ()])  # expect:
calls([((G(2),),), ((G(1),),)])  # expect: 1<2 2>1
calls([[G(2)], [G(1)]])  # expect: 1<2 2>1

class N:
    def __lt__(self, other): log.append('lt'); return NotImplemented
calls([N(), N()])  # expect: lt lt '<' not supported between instances of 'N' and 'N'

# Classes have one, too; and what is no bool counts by its truth.
class Meta(type):
    def __lt__(self, other): log.append('meta'); return NotImplemented
    def __gt__(self, other): return []
calls([Meta('A', (), {}), Meta('B', (), {})])  # expect: meta meta

# The second answer may be another.
class Once:
    def __lt__(self, other): log.append('once'); return True if len(log) % 2 == 0 else NotImplemented
calls([Once(), Once()])  # expect: once once
