# A traceback shows the line with the attribute's name, and the whole head of a clause.
import sys
import traceback


def show(function):
    try:
        function()
    except Exception:
        traceback.print_exc(file=sys.stdout)


def method():
    (None
     .upper
     ())


def attribute():
    return (None
            .upper)


def call():
    (''
     .join)(
        1)


def bound_call():
    (''
     .join(
        1))


def store():
    (None
     .x) = 1


def add():
    (None
     .x) += 1


def clause():
    try:
        1 / 0
    except (1,
            2):
        pass


def star():
    try:
        1 / 0
    except* ZeroDivisionError:
        raise


for function in method, attribute, call, bound_call, store, add, clause, star:
    show(function)
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:     function()
# expect:     ~~~~~~~~^^
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 15, in method
# expect:     .upper
# expect:      ^^^^^
# expect: AttributeError: 'NoneType' object has no attribute 'upper'
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:     function()
# expect:     ~~~~~~~~^^
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 21, in attribute
# expect:     .upper)
# expect:      ^^^^^
# expect: AttributeError: 'NoneType' object has no attribute 'upper'
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:     function()
# expect:     ~~~~~~~~^^
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 26, in call
# expect:     .join)(
# expect:      ^^^^^^
# expect:        1)
# expect:        ^^
# expect: TypeError: can only join an iterable
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:     function()
# expect:     ~~~~~~~~^^
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 32, in bound_call
# expect:     .join(
# expect:      ~~~~^
# expect:        1))
# expect:        ^^
# expect: TypeError: can only join an iterable
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:     function()
# expect:     ~~~~~~~~^^
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 38, in store
# expect:     .x) = 1
# expect:      ^
# expect: AttributeError: 'NoneType' object has no attribute 'x' and no __dict__ for setting new attributes
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:     function()
# expect:     ~~~~~~~~^^
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 43, in add
# expect:     .x) += 1
# expect:      ^
# expect: AttributeError: 'NoneType' object has no attribute 'x'
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 48, in clause
# expect:     1 / 0
# expect:     ~~^~~
# expect: ZeroDivisionError: division by zero
# expect:
# expect: During handling of the above exception, another exception occurred:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:     function()
# expect:     ~~~~~~~~^^
# expect:   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 49, in clause
# expect:     except (1,
# expect:             2):
# expect:         pass
# expect: TypeError: catching classes that do not inherit from BaseException is not allowed
# expect:   + Exception Group Traceback (most recent call last):
# expect:   |   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 8, in show
# expect:   |     function()
# expect:   |     ~~~~~~~~^^
# expect:   |   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 57, in star
# expect:   |     except* ZeroDivisionError:
# expect:   |         raise
# expect:   | ExceptionGroup:  (1 sub-exception)
# expect:   +-+---------------- 1 ----------------
# expect:     | Traceback (most recent call last):
# expect:     |   File "test/lang/exceptions/places_of_attributes_on_several_lines.py", line 56, in star
# expect:     |     1 / 0
# expect:     |     ~~^~~
# expect:     | ZeroDivisionError: division by zero
# expect:     +------------------------------------
