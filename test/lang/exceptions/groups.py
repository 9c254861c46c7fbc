eg = ExceptionGroup('g', [ValueError(1), ExceptionGroup('in', [TypeError(2), ValueError(3)])])
print(repr(eg), eg, eg.exceptions[0])  # expect: ExceptionGroup('g', [ValueError(1), ExceptionGroup('in', [TypeError(2), ValueError(3)])]) g (2 sub-exceptions) 1
m, rest = eg.split(ValueError)
print(repr(m), repr(rest), eg.subgroup(KeyError), repr(eg.subgroup(lambda e: isinstance(e, TypeError))))  # expect: ExceptionGroup('g', [ValueError(1), ExceptionGroup('in', [ValueError(3)])]) ExceptionGroup('g', [ExceptionGroup('in', [TypeError(2)])]) None ExceptionGroup('g', [ExceptionGroup('in', [TypeError(2)])])
ExceptionGroup('empty', [])  # expect error: ValueError: second argument (exceptions) must be a non-empty sequence
