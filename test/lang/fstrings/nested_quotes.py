d = {'a': 1}
print(f'{d['a']} {f'{f'{1 + 1}'}'} {'\n'.join(['a', 'b'])!r}')  # expect: 1 2 'a\nb'
