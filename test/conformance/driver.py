"""Runs one of CPython's own test modules and prints a line for every outcome as soon as it is known.

    driver.py DIRECTORY MODULE [+NAME ...] [-NAME ...]

DIRECTORY is put on the path, so that `test.support` and the test modules come from there. Lines of outcomes begin with
a tab, so that nothing a test prints can look like one:

    <tab>start <name>                 <tab>failed <name> <reason>        <tab>done <seconds>
    <tab>passed <name>                <tab>skipped <name> <reason>

A test that is started and has no outcome is the one during which the process ended. +NAME are the only tests or
classes to run, -NAME those not to run. A test that is marked as an expected failure counts by what it does: the copies
of CPython's tests that other implementations keep have marks of their own, which say nothing about this one.
"""
import doctest
import importlib
import sys
import time
import unittest


def report(*words):
    line = ' '.join(str(word) for word in words).replace('\n', '\\n').encode('ascii', 'backslashreplace').decode()
    sys.__stdout__.write('\n\t' + line + '\n')
    sys.__stdout__.flush()


def described(kind, value):
    return f'{kind.__name__}: {value}'[:300]


class Names:
    """The names of tests: module.Class.test, the same wherever the module was loaded from."""

    def __init__(self, module, only, skipped):
        self.module = module
        self.only = only
        self.skipped = skipped

    def __call__(self, test):
        if isinstance(test, unittest.case._SubTest):
            test = test.test_case
        name = test.id()
        if isinstance(test, unittest.suite._ErrorHolder):
            # 'setUpClass (test.test_x.Class)', 'setUpModule (test.test_x)'
            name = name[name.index('(') + 1:].rstrip(')')
        for prefix in ('test.' + self.module, self.module):
            if name == prefix or name.startswith(prefix + '.'):
                name = name[len(prefix) + 1:]
                break
        return (self.module + '.' + name).rstrip('.').replace(' ', '_')

    def wanted(self, test):
        name = self(test)
        covers = lambda names: any(name == one or name.startswith(one + '.') for one in names)
        return (not self.only or covers(self.only)) and not covers(self.skipped)


class Outcomes(unittest.TestResult):
    """One outcome for every test: a test of which any part failed has failed."""

    def __init__(self, names):
        super().__init__()
        self.names = names
        self.outcome = None

    def startTest(self, test):
        super().startTest(test)
        self.outcome = None
        report('start', self.names(test))

    def note(self, outcome, test, reason):
        if isinstance(test, unittest.suite._ErrorHolder):
            report(outcome, self.names(test), f'{test.id().split()[0]}: {reason}')
        elif self.outcome is None or outcome == 'failed' and self.outcome[0] != outcome:
            self.outcome = outcome, reason

    def addError(self, test, error):
        self.note('failed', test, described(*error[:2]))

    def addFailure(self, test, error):
        self.note('failed', test, described(*error[:2]))

    def addExpectedFailure(self, test, error):
        self.note('failed', test, described(*error[:2]))

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.note('failed', subtest, described(*error[:2]))

    def addUnexpectedSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.note('skipped', test, reason)

    def stopTest(self, test):
        super().stopTest(test)
        outcome, reason = self.outcome or ('passed', '')
        report(outcome, self.names(test), reason)


def flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def heed_no_foreign_marks():
    """Marks by which other implementations say what fails or cannot run there; their skips begin with TODO."""
    plain_skip, plain_skip_if, plain_skip_unless = unittest.skip, unittest.skipIf, unittest.skipUnless
    foreign = lambda reason: isinstance(reason, str) and reason.startswith('TODO')
    same = lambda test: test
    unittest.skip = lambda reason='': same if foreign(reason) else plain_skip(reason)
    unittest.skipIf = lambda condition, reason: plain_skip_if(condition and not foreign(reason), reason)
    unittest.skipUnless = lambda condition, reason: plain_skip_unless(condition or foreign(reason), reason)
    unittest.expectedFailureIf = lambda condition, reason: same
    unittest.expectedSuccess = same
    unittest.expectedFailureIfWindows = lambda reason: same
    doctest.OPTIONFLAGS_BY_NAME['EXPECTED_FAILURE'] = 0


def main(directory, module, *selection):
    sys.path.insert(0, directory)
    sys.argv[1:] = []
    only = [name[1:] for name in selection if name[0] == '+']
    names = Names(module, only, [name[1:] for name in selection if name[0] == '-'])
    start = time.perf_counter()
    heed_no_foreign_marks()
    try:
        from test import support
        support.verbose = 0
        tests = unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module('test.' + module))
        suite = unittest.TestSuite(test for test in flat(tests) if names.wanted(test))
    except unittest.SkipTest as reason:
        report('skipped', module, reason)
    except BaseException as error:
        report('failed', module, described(type(error), error))
    else:
        suite.run(Outcomes(names))
    report('done', round(time.perf_counter() - start, 3))


main(*sys.argv[1:])
