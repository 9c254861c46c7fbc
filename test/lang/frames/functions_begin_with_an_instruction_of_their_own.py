import dis
import opcode


def one(x):

    return x


class Two:
    def method(self): return 1


def lines(code):
    # The first instruction, and the line of the next.
    first, second, *_ = dis.get_instructions(code)
    return first.opname, first.positions.lineno, second.positions.lineno


print(lines(one.__code__), lines(Two.method.__code__), lines((lambda: 5).__code__))  # expect: ('RESUME', 5, 7) ('RESUME', 11, 11) ('RESUME', 20, 20)
print(opcode.opname[one.__code__.co_code[0]])  # expect: RESUME
