# _tokenize.TokenizerIter: reads all lines first, since tokens may span them, then gives the tokens one by one.


class TokenizerIter:
    __module__ = "_tokenize"

    def __init__(self, readline, *, encoding=None, extra_tokens=False):
        self._readline = readline
        self._encoding = encoding
        self._extra = bool(extra_tokens)
        self._tokens = None

    def __iter__(self):
        return self

    def __next__(self):
        if self._tokens is None:
            self._tokens = self._read()
        return next(self._tokens)

    def _read(self):
        lines = []
        while True:
            try:
                line = self._readline()
            except StopIteration:
                break
            if self._encoding is not None:
                if not isinstance(line, bytes):
                    raise TypeError("readline() returned a non-bytes object")
                line = line.decode(self._encoding, "replace")
            elif not isinstance(line, str):
                raise TypeError("readline() returned a non-string object")
            if not line:
                break
            lines.append(line)
        tokens, failure = tokenize_source("".join(lines), self._extra)
        yield from tokens
        if failure is not None:
            kind, message, lineno, offset, end_lineno, end_offset = failure
            text = "".join(lines).splitlines(True)
            line = text[lineno - 1] if 0 < lineno <= len(text) else ""
            error = {"IndentationError": IndentationError, "TabError": TabError}.get(kind, SyntaxError)
            raise error(message, ("<string>", lineno, offset, line, end_lineno, end_offset))
