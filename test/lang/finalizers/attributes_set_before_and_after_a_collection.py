# An object with `__del__` has all that was set before and after a collection that it has survived, whatever has become of its
# class and of its `__dict__` by then.
import gc


class Plain:
    pass


class Final(Plain):
    def __del__(self):
        print('del', self.__dict__)


class Tells(Plain):
    def __setattr__(self, name, value):
        print('set', name)
        super().__setattr__(name, value)

    def __del__(self):
        print('tells', self.__dict__)


def end(objects):
    objects.clear()
    gc.collect()


objects = [Final()]
objects[0].x = 1
gc.collect()
objects[0].y = 2
del objects[0].x
end(objects)  # expect: del {'y': 2}

objects = [Final()]
objects[0].x = 1
objects[0].__dict__ = {'z': 3}
objects[0].__dict__['k'] = 4
end(objects)  # expect: del {'z': 3, 'k': 4}

objects = [Final()]
objects[0].a = 1
objects[0].__class__ = Tells
objects[0].b = 2  # expect: set b
gc.collect()
objects[0].c = 3  # expect: set c
end(objects)  # expect: tells {'a': 1, 'b': 2, 'c': 3}

# A class that gets a `__setattr__` when its objects have been watched for some time, or not at all.
old = [Final()]
gc.collect()
new = [Final()]


def late(self, name, value):
    print('late', name)
    object.__setattr__(self, name, value)


old[0].x = new[0].x = 1
Final.__setattr__ = late
old[0].y = new[0].y = 2
# expect: late y
# expect: late y
del Final.__setattr__
old[0].z = new[0].z = 3
objects = old
end(objects)  # expect: del {'x': 1, 'y': 2, 'z': 3}
objects = new
end(objects)  # expect: del {'x': 1, 'y': 2, 'z': 3}
