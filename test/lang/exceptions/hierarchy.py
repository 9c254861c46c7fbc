for t in (ZeroDivisionError, KeyError, ModuleNotFoundError, UnicodeError, RecursionError, FileNotFoundError, BrokenPipeError, IndentationError):
    print(*[c.__name__ for c in t.__mro__[:-2]])
# expect: ZeroDivisionError ArithmeticError Exception
# expect: KeyError LookupError Exception
# expect: ModuleNotFoundError ImportError Exception
# expect: UnicodeError ValueError Exception
# expect: RecursionError RuntimeError Exception
# expect: FileNotFoundError OSError Exception
# expect: BrokenPipeError ConnectionError OSError Exception
# expect: IndentationError SyntaxError Exception
print(IOError is OSError, issubclass(KeyboardInterrupt, Exception))  # expect: True False
