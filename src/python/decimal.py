# The part of _decimal that is Python: its exception classes and SignalDict, and what asks objects of other classes.


def setup():
    # What a first import needs: all classes by name.
    from collections import namedtuple
    from collections.abc import MutableMapping

    class DecimalException(ArithmeticError):
        pass

    class InvalidOperation(DecimalException):
        pass

    class FloatOperation(DecimalException, TypeError):
        pass

    class DivisionByZero(DecimalException, ZeroDivisionError):
        pass

    class Subnormal(DecimalException):
        pass

    class Inexact(DecimalException):
        pass

    class Rounded(DecimalException):
        pass

    class Clamped(DecimalException):
        pass

    class Overflow(Inexact, Rounded):
        pass

    class Underflow(Inexact, Rounded, Subnormal):
        pass

    class ConversionSyntax(InvalidOperation):
        pass

    class DivisionImpossible(InvalidOperation):
        pass

    class DivisionUndefined(InvalidOperation, ZeroDivisionError):
        pass

    class InvalidContext(InvalidOperation):
        pass

    exceptions = [DecimalException, InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal,
                  Inexact, Rounded, Clamped, ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext]
    for cls in exceptions:
        cls.__qualname__ = cls.__name__
        cls.__module__ = 'decimal'
    DecimalTuple = namedtuple('DecimalTuple', ['sign', 'digits', 'exponent'], module='decimal')
    SignalDict = type(MutableMapping)('SignalDict', (decimal_signal_dict_mixin(), MutableMapping), {'__module__': 'abc'})
    return {cls.__name__: cls for cls in [*exceptions, DecimalTuple, SignalDict]}


def execute(module):
    import numbers
    numbers.Number.register(module.Decimal)
    decimal_fill(module, None if decimal_is_set_up() else setup())


# --- Dicts of signals -------------------------------------------------------------------------------------------------

def signals_in(signals, mapping):
    # The signals that a dict says are set; None when it is not a dict of all signals.
    if len(mapping) != len(signals):
        return None
    result = []
    for signal in signals:
        if signal not in mapping:
            return None
        if mapping[signal]:
            result.append(signal)
    return result


def set_signals(context, which, mapping):
    signals = signals_in(list(context.flags), mapping)
    if signals is None:
        raise KeyError('invalid signal dict')
    decimal_set_signals(context, which, signals)


def init(context, flags, traps):
    # Signals of a new context: lists or dicts.
    for which, value in ('flags', flags), ('traps', traps):
        if type(value) is list:
            decimal_set_signals(context, which, value)
        elif value is not None:
            setattr(context, which, value)


def equals_dict(self, conditions, mapping):
    signals = signals_in(list(self), mapping)
    if signals is None:
        if not mapping:
            raise ValueError('invalid signal dict')
        return NotImplemented
    return decimal_same_signals(conditions, signals)


def differs_from_dict(self, conditions, mapping):
    result = equals_dict(self, conditions, mapping)
    return result if result is NotImplemented else not result


# --- Rational numbers -------------------------------------------------------------------------------------------------

def compare_rational(self, other, op):
    # A comparison with an instance of numbers.Rational: both times the denominator, which has to be exact.
    import numbers
    if not isinstance(other, numbers.Rational):
        return NotImplemented
    return decimal_compare_scaled(self, other.numerator, other.denominator, op)


# --- Formatting -------------------------------------------------------------------------------------------------------

def format_deprecated(self, spec, override):
    import warnings
    warnings.warn("Format specifier 'N' is deprecated", DeprecationWarning, stacklevel=1)
    return decimal_format(self, spec, override)
