"""Runs one of CPython's own test modules and prints a line for every outcome as soon as it is known.

    driver.py DIRECTORY MODULE [SKIPPED ...]

DIRECTORY is put on the path, so that `test.support` and the test modules come from there. Lines of outcomes begin with
a tab, so that nothing a test prints can look like one:

    <tab>start <name>                 <tab>failed <name> <reason>        <tab>done <seconds>
    <tab>passed <name>                <tab>skipped <name> <reason>

A test that is started and has no outcome is the one during which the process ended. SKIPPED are names not to run.
"""
import sys
import time
import unittest


def report(*words):
    line = ' '.join(str(word) for word in words).replace('\n', '\\n')
    sys.__stdout__.write('\n\t' + line + '\n')
    sys.__stdout__.flush()


def short(test, module):
    """Class.test, the same wherever the module was loaded from."""
    if isinstance(test, unittest.case._SubTest):
        test = test.test_case
    name = test.id()
    for prefix in ('test.' + module + '.', module + '.'):
        if name.startswith(prefix):
            return name[len(prefix):]
    return name


class Outcomes(unittest.TestResult):
    """One outcome for every test: a test of which any part failed has failed."""

    def __init__(self, module):
        super().__init__()
        self.module = module
        self.bad = None

    def startTest(self, test):
        super().startTest(test)
        self.bad = None
        report('start', self.module + '.' + short(test, self.module))

    def note(self, test, error):
        self.bad = f'{error[0].__name__}: {error[1]}'[:300]
        if '.' not in test.id() or isinstance(test, unittest.suite._ErrorHolder):
            report('failed', self.module + '.' + short(test, self.module).replace(' ', '_'), self.bad)

    def addError(self, test, error):
        self.note(test, error)

    def addFailure(self, test, error):
        self.note(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.note(subtest, error)

    def addUnexpectedSuccess(self, test):
        self.bad = 'passed, though it is marked as one that fails'

    def addSkip(self, test, reason):
        report('skipped', self.module + '.' + short(test, self.module), reason)
        self.bad = False

    def stopTest(self, test):
        super().stopTest(test)
        if self.bad is None:
            report('passed', self.module + '.' + short(test, self.module))
        elif self.bad:
            report('failed', self.module + '.' + short(test, self.module), self.bad)


def without(suite, names, module):
    """The suite without the tests named, flat."""
    kept = unittest.TestSuite()
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            kept.addTest(without(test, names, module))
        elif not any((module + '.' + short(test, module)).startswith(name) for name in names):
            kept.addTest(test)
    return kept


def main(directory, module, *skipped):
    sys.path.insert(0, directory)
    sys.argv[1:] = []
    start = time.perf_counter()
    try:
        from test import support
        support.verbose = 0
        suite = unittest.defaultTestLoader.loadTestsFromName('test.' + module)
    except unittest.SkipTest as reason:
        report('skipped', module, reason)
    except BaseException as error:
        report('failed', module, f'{type(error).__name__}: {error}'[:300])
    else:
        without(suite, skipped, module).run(Outcomes(module))
    report('done', round(time.perf_counter() - start, 3))


main(*sys.argv[1:])
