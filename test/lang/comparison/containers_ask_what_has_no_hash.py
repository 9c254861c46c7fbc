# A class with an __eq__ and no __hash__ is asked wherever it stands in what is compared.


class Anything:
    def __eq__(self, other):
        return True


anything = Anything()
for value in ValueError(), object(), 3, 'x', b'x', None, [], (), {}, int, 1.5, 1j:
    print(
        {'key': anything} == {'key': value},
        {'key': (anything,)} == {'key': (value,)},
        {'key': (value,)} == {'key': (anything,)},
        [(anything,)] == [(value,)],
        ((value,),) == ((anything,),),
        value in [anything],
        anything in [value],
    )
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
# expect: True True True True True True True
