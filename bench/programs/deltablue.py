"""An incremental constraint solver: one-way constraints of different strengths, planned and replanned.

A constraint hierarchy over variables is kept satisfied as constraints come and go: a chain of equalities, and a
projection through scale and offset. Each constraint has methods that compute one variable from the others; the solver
chooses which, so that stronger constraints win, and extracts a plan that is run again and again.
"""
from time import perf_counter

REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = range(7)
NONE, FORWARD, BACKWARD = range(3)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.walkabout = WEAKEST
        self.stay = True


class Constraint:
    def __init__(self, strength, planner):
        self.strength = strength
        self.planner = planner

    def post(self):
        for variable in self.variables():
            variable.constraints.append(self)
        self.detach_choice()
        self.planner.add(self)

    def destroy(self):
        for variable in self.variables():
            variable.constraints.remove(self)
        if self.satisfied():
            self.planner.remove(self)

    def is_input(self):
        return False

    def satisfy(self, mark):
        self.choose(mark)
        if not self.satisfied():
            if self.strength == REQUIRED:
                raise ValueError('a required constraint cannot be satisfied')
            return None
        for variable in self.inputs():
            variable.mark = mark
        output = self.output()
        overridden = output.determined_by
        if overridden is not None:
            overridden.detach_choice()
        output.determined_by = self
        if not self.planner.propagate(self, mark):
            raise ValueError('a cycle')
        output.mark = mark
        return overridden

    def inputs_known(self, mark):
        return all(v.mark == mark or v.stay or v.determined_by is None for v in self.inputs())


class Unary(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength, planner)
        self.variable = variable
        self.chosen = False
        self.post()

    def variables(self):
        return (self.variable,)

    def detach_choice(self):
        self.chosen = False

    def choose(self, mark):
        self.chosen = self.variable.mark != mark and self.strength < self.variable.walkabout

    def satisfied(self):
        return self.chosen

    def inputs(self):
        return ()

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.walkabout = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()


class Stay(Unary):
    def execute(self):
        pass


class Edit(Unary):
    def is_input(self):
        return True

    def execute(self):
        pass


class Binary(Constraint):
    def __init__(self, first, second, strength, planner):
        super().__init__(strength, planner)
        self.first = first
        self.second = second
        self.direction = NONE
        self.post()

    def variables(self):
        return self.first, self.second

    def detach_choice(self):
        self.direction = NONE

    def choose(self, mark):
        first, second = self.first, self.second
        self.direction = NONE
        if first.mark == mark:
            if second.mark != mark and self.strength < second.walkabout:
                self.direction = FORWARD
        elif second.mark == mark:
            if self.strength < first.walkabout:
                self.direction = BACKWARD
        elif first.walkabout > second.walkabout:
            if self.strength < first.walkabout:
                self.direction = BACKWARD
        elif self.strength < second.walkabout:
            self.direction = FORWARD

    def satisfied(self):
        return self.direction != NONE

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def inputs(self):
        return (self.input(),)

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walkabout = max(self.strength, source.walkabout)
        target.stay = source.stay
        if target.stay:
            self.execute()


class Equal(Binary):
    def execute(self):
        self.output().value = self.input().value


class Scale(Binary):
    """second = first * factor + offset"""

    def __init__(self, first, factor, offset, second, strength, planner):
        self.factor = factor
        self.offset = offset
        super().__init__(first, second, strength, planner)

    def variables(self):
        return self.first, self.second, self.factor, self.offset

    def inputs(self):
        return self.input(), self.factor, self.offset

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.factor.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.factor.value

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walkabout = max(self.strength, source.walkabout)
        target.stay = source.stay and self.factor.stay and self.offset.stay
        if target.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark)
        while overridden is not None:
            overridden = overridden.satisfy(mark)

    def remove(self, constraint):
        output = constraint.output()
        constraint.detach_choice()
        unsatisfied = self.remove_from(output)
        for strength in range(WEAKEST + 1):
            for other in unsatisfied:
                if other.strength == strength:
                    self.add(other)

    def remove_from(self, output):
        output.determined_by = None
        output.walkabout = WEAKEST
        output.stay = True
        unsatisfied = []
        todo = [output]
        while todo:
            variable = todo.pop()
            unsatisfied += [c for c in variable.constraints if not c.satisfied()]
            for constraint in self.consumers(variable):
                constraint.recalculate()
                todo.append(constraint.output())
        return unsatisfied

    def consumers(self, variable):
        determining = variable.determined_by
        return [c for c in variable.constraints if c is not determining and c.satisfied()]

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().mark == mark:
                return False
            current.recalculate()
            todo += self.consumers(current.output())
        return True

    def plan(self, sources):
        mark = self.new_mark()
        plan = []
        todo = [c for c in sources if c.is_input() and c.satisfied()]
        while todo:
            constraint = todo.pop()
            output = constraint.output()
            if output.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                output.mark = mark
                todo += self.consumers(output)
        return plan


def change(planner, variable, value):
    edit = Edit(variable, PREFERRED, planner)
    plan = planner.plan([edit])
    for _ in range(10):
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.destroy()


def chain(length):
    planner = Planner()
    variables = [Variable(f'v{i}') for i in range(length + 1)]
    for a, b in zip(variables, variables[1:]):
        Equal(a, b, REQUIRED, planner)
    Stay(variables[-1], STRONG_DEFAULT, planner)
    edit = Edit(variables[0], PREFERRED, planner)
    plan = planner.plan([edit])
    total = 0
    for value in range(200):
        variables[0].value = value
        for constraint in plan:
            constraint.execute()
        total += variables[-1].value
    edit.destroy()
    return total


def projection(count):
    planner = Planner()
    factor, offset = Variable('factor', 10), Variable('offset', 1000)
    sources, targets = [], []
    for i in range(count):
        source, target = Variable(f'source{i}', i), Variable(f'target{i}', i)
        sources.append(source)
        targets.append(target)
        Stay(source, NORMAL, planner)
        Scale(source, factor, offset, target, REQUIRED, planner)
    change(planner, sources[-1], 17)
    found = [targets[-1].value]
    change(planner, targets[-1], 1050)
    found.append(sources[-1].value)
    change(planner, factor, 5)
    found.append(sum(target.value for target in targets))
    change(planner, offset, 2000)
    found.append(sum(target.value for target in targets))
    return found


def run():
    return chain(4_000), projection(4_000)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (19900, [1170, 5, 43970030, 47970030])
