# repr and pickling of t-strings.


def template_repr(self):
    return f'Template(strings={self.strings!r}, interpolations={self.interpolations!r})'


def interpolation_repr(self):
    return f'Interpolation({self.value!r}, {self.expression!r}, {self.conversion!r}, {self.format_spec!r})'


def template_reduce(self):
    import string.templatelib
    return (string.templatelib._template_unpickle, (self.strings, self.interpolations))
