a, b: int  # expect error: SyntaxError: only single target (not tuple) can be annotated
