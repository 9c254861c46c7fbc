"""Every statement of the specification has a test, or a reason why it has none."""
import os
import re
import unittest

FIRST, LAST = 1, 282
WITHOUT_TEST = {
    268: 'names that exist only to test the C implementation are not required',
    273: 'daemon threads at interpreter exit: nothing can be observed from inside the program',
}


def test_methods(folder):
    """(file, method name, docstring) for all test methods of the folder's test_s*.py files."""
    method = re.compile(r'^    def (test_\w+)\(self\):\n +"""(.*)"""$', re.MULTILINE)
    anything = re.compile(r'^ *def (test_\w+)\(', re.MULTILINE)
    for name in sorted(os.listdir(folder)):
        if re.fullmatch(r'test_s\d\d_\w+\.py', name):
            with open(os.path.join(folder, name), encoding='utf-8') as file:
                text = file.read()
            documented = dict(method.findall(text))
            for found in anything.findall(text):
                yield name, found, documented.get(found)


class Index(unittest.TestCase):

    def setUp(self):
        self.methods = list(test_methods(os.path.dirname(os.path.abspath(__file__))))

    def test_every_statement_has_a_test(self):
        """No number is missing, and no exception is out of date."""
        tested = set()
        for file, name, doc in self.methods:
            match = re.match(r'test_S(\d+)_', name)
            if match:
                tested.add(int(match[1]))
        numbers = set(range(FIRST, LAST + 1))
        self.assertEqual(sorted(numbers - tested - set(WITHOUT_TEST)), [])
        self.assertEqual(sorted(tested - numbers), [])
        self.assertEqual(sorted(tested & set(WITHOUT_TEST)), [])

    def test_names_and_docstrings(self):
        """Every test is named after a statement or an example, and has a docstring of one line."""
        for file, name, doc in self.methods:
            with self.subTest(file=file, name=name):
                self.assertTrue(re.match(r'test_(S\d+|example)_\w', name))
                self.assertTrue(doc)


if __name__ == '__main__':
    unittest.main()
