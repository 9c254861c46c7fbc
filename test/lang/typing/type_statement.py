type Pair[T] = tuple[T, T]
type Lazy = undefined_name  # expect error: NameError: name 'undefined_name' is not defined
print(Pair, Pair.__value__, Pair[int], Pair.__type_params__)  # expect: Pair tuple[T, T] Pair[int] (T,)
Lazy.__value__
