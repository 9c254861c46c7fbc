# Any string can be a name in a tree that a program builds, and one of a newer Unicode than the host's in a source.
import ast
src = "def f(aa, *bb, **cc):\n    dd = aa\n    class K: ee = 1\n    aa.ff = dd\n    def g(): return hh\n    hh = 3\n    del hh\n    return dd, aa.ff, g, [ii for ii in bb], K\njj = f\nimport ast as kk\nfor ll in (): pass\nx: mm = 3\ntry: 1/0\nexcept ZeroDivisionError as nn: pass\nmatch 3:\n    case oo: pass\ndef pp[qq](): pass"
t = ast.parse(src)
import re
for bad in ('@', ' x', '1', '\0', '\ud800', '"', '\n', 'a-b', '\u2028', '', '`', '\\', '${x}', '*/'):
    class V(ast.NodeTransformer):
        def generic_visit(self, n):
            for k, v in list(ast.iter_fields(n)):
                if isinstance(v, str) and re.fullmatch(r'(.)\1', v): setattr(n, k, bad + v)
            return super().generic_visit(n)
    t = V().visit(ast.parse(src))
    try:
        ns = {}
        exec(compile(t, 'x', 'exec'), ns)
        print(ascii(sorted(k for k in ns if k != '__builtins__')))
        print(ascii(ns[bad + 'jj'].__code__.co_varnames), ascii(ns[bad + 'jj'].__code__.co_cellvars))
        class O:
            def __repr__(self): return 'O'
        print(ascii([v if isinstance(v, (O, list)) else v.__qualname__ for v in ns[bad + 'jj'](O())]))
    except Exception as e: print(ascii(bad), type(e), ascii(e))
# expect: ['@jj', '@kk', '@oo', '@pp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('@aa', '@bb', '@cc', '@dd', 'K', 'g', '@ii') ('@hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: [' xjj', ' xkk', ' xoo', ' xpp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: (' xaa', ' xbb', ' xcc', ' xdd', 'K', 'g', ' xii') (' xhh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['1jj', '1kk', '1oo', '1pp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('1aa', '1bb', '1cc', '1dd', 'K', 'g', '1ii') ('1hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['\x00jj', '\x00kk', '\x00oo', '\x00pp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('\x00aa', '\x00bb', '\x00cc', '\x00dd', 'K', 'g', '\x00ii') ('\x00hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['__annotate__', '__conditional_annotations__', 'f', 'x', '\ud800jj', '\ud800kk', '\ud800oo', '\ud800pp']
# expect: ('\ud800aa', '\ud800bb', '\ud800cc', '\ud800dd', 'K', 'g', '\ud800ii') ('\ud800hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['"jj', '"kk', '"oo', '"pp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('"aa', '"bb', '"cc', '"dd', 'K', 'g', '"ii') ('"hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['\njj', '\nkk', '\noo', '\npp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('\naa', '\nbb', '\ncc', '\ndd', 'K', 'g', '\nii') ('\nhh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['__annotate__', '__conditional_annotations__', 'a-bjj', 'a-bkk', 'a-boo', 'a-bpp', 'f', 'x']
# expect: ('a-baa', 'a-bbb', 'a-bcc', 'a-bdd', 'K', 'g', 'a-bii') ('a-bhh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['__annotate__', '__conditional_annotations__', 'f', 'x', '\u2028jj', '\u2028kk', '\u2028oo', '\u2028pp']
# expect: ('\u2028aa', '\u2028bb', '\u2028cc', '\u2028dd', 'K', 'g', '\u2028ii') ('\u2028hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['__annotate__', '__conditional_annotations__', 'f', 'jj', 'kk', 'oo', 'pp', 'x']
# expect: ('aa', 'bb', 'cc', 'dd', 'K', 'g', 'ii') ('hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['__annotate__', '__conditional_annotations__', '`jj', '`kk', '`oo', '`pp', 'f', 'x']
# expect: ('`aa', '`bb', '`cc', '`dd', 'K', 'g', '`ii') ('`hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['\\jj', '\\kk', '\\oo', '\\pp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('\\aa', '\\bb', '\\cc', '\\dd', 'K', 'g', '\\ii') ('\\hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['${x}jj', '${x}kk', '${x}oo', '${x}pp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('${x}aa', '${x}bb', '${x}cc', '${x}dd', 'K', 'g', '${x}ii') ('${x}hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']
# expect: ['*/jj', '*/kk', '*/oo', '*/pp', '__annotate__', '__conditional_annotations__', 'f', 'x']
# expect: ('*/aa', '*/bb', '*/cc', '*/dd', 'K', 'g', '*/ii') ('*/hh',)
# expect: [O, O, 'f.<locals>.g', [], 'f.<locals>.K']


# A name that looks like the hidden first parameter of generator expressions.
def pairs(it0):
    return list(it0 + x for x in [it0]), list((it0, x) for it0 in [1, 2] for x in [3])

print(pairs(3))  # expect: ([6], [(1, 3), (2, 3)])
exec("""
\u1c89 = 1
class A: \u1c89 = 2
def f(\u1c89): return \u1c89, (lambda: \u1c89)()
print(\u1c89, A().\u1c89, A.\u1c89, f(3))
""")
# expect: 1 2 2 (3, 3)
