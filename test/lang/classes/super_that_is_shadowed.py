# What has the name super is called as it is written, without arguments.
class C:
    def method(self):
        return super().message


class Loud(super):
    message = 'loud'


def shadowed():
    class super:
        message = 'local'

    class C:
        def method(self):
            return super().message

        def alone(self):
            return super()

    print(C().method(), type(C().alone()).__name__)


shadowed()  # expect: local super
super = Loud
print(C().method())  # expect: loud
super = lambda *args: type('Found', (), {'message': args})
print(C().method())  # expect: ()
super = lambda: 3
try:
    C().method()
except AttributeError as error:
    print(error)  # expect: 'int' object has no attribute 'message'
