# copy.copy of a tasklet: its own frames and positions of loops; the objects that variables refer to are shared.
import copy
import stackless


def squares(log):
    for square in (n * n for n in range(4)):
        stackless.schedule_remove()
        log.append(square)


def twice(function):
    """What the tasklet and a copy of it, made in the second turn, write down."""
    log = []
    t = stackless.tasklet(function)(log)
    t.run()
    t.run()
    twin = copy.copy(t)
    for tasklet in t, twin:
        log.append('|')
        while tasklet.alive:
            tasklet.run()
    return log


print(twice(squares))  # expect: [0, '|', 1, 4, 9, '|', 1, 4, 9]


# What a variable holds is shared, be it an iterator.
def from_a_variable(log):
    numbers = iter(range(4))
    for n in numbers:
        stackless.schedule_remove()
        log.append(n)


print(twice(from_a_variable))  # expect: [0, '|', 1, 2, 3, '|', 1]


def from_a_generator_in_a_variable(log):
    numbers = iter(range(4))
    for n in (10 * n for n in numbers):
        stackless.schedule_remove()
        log.append(n)


print(twice(from_a_generator_in_a_variable))  # expect: [0, '|', 10, 20, 30, '|', 10]
