"""The codecs of East Asia: what they call may block, and a tasklet in the middle of that can be pickled."""
import codecs
import io
import pickle
import unittest

import stackless
from support import StacklessTestCase


class Blocking:
    """A stream of bytes that gives others their turn at each call."""

    def __init__(self, data=b''):
        self.inner = io.BytesIO(data)

    def read(self, size=-1):
        stackless.schedule()
        return self.inner.read(size)

    def readline(self, size=-1):
        stackless.schedule()
        return self.inner.readline(size)

    def write(self, data):
        stackless.schedule()
        return self.inner.write(data)


def give_turn(error):
    stackless.schedule()
    return '?', error.end


RESULTS = []
codecs.register_error('test_multibyte.give_turn', give_turn)


class Multibyte(StacklessTestCase):
    def in_tasklet(self, function):
        found = []
        stackless.tasklet(lambda: found.append(function()))()
        stackless.run()
        return found[0]

    def test_streams_that_block(self):
        text = '中文\na中'
        data = text.encode('gbk')
        self.assertEqual(self.in_tasklet(lambda: codecs.getreader('gbk')(Blocking(data)).read()), text)
        self.assertEqual(self.in_tasklet(lambda: codecs.getreader('gbk')(Blocking(data)).read(1)), '中')
        self.assertEqual(self.in_tasklet(lambda: codecs.getreader('gbk')(Blocking(data)).readlines()), ['中文\n', 'a中'])
        stream = Blocking()
        self.in_tasklet(lambda: codecs.getwriter('iso2022_jp')(stream).writelines(['日', 'a']))
        self.assertEqual(stream.inner.getvalue(), b'\x1b$BF|\x1b(Ba')

    def test_handlers_that_block(self):
        handler = 'test_multibyte.give_turn'
        self.assertEqual(self.in_tasklet(lambda: b'a\xff\xffb'.decode('big5', handler)), 'a??b')
        self.assertEqual(self.in_tasklet(lambda: '中\xff文'.encode('hz', handler)), b'~{VP~}?~{ND~}')

    def test_pickled_in_a_handler(self):
        handler = 'test_multibyte.give_turn'
        task = stackless.tasklet(work)(handler)
        stackless.schedule()
        self.assertTrue(task.alive)
        task.remove()
        revived = pickle.loads(pickle.dumps(task))
        task.kill()
        revived.insert()
        stackless.run()
        self.assertEqual(RESULTS, [('a?中?', b'?\x1b$BCf', '?')])


def work(handler):
    decoder = codecs.getincrementaldecoder('gbk')(handler)
    encoder = codecs.getincrementalencoder('iso2022_jp')(handler)
    text = decoder.decode(b'a\xff\xd6') + decoder.decode(b'\xd0\xff', True)
    RESULTS.append((text, encoder.encode('\xff中'), b'\xff'.decode('big5', handler)))


if __name__ == '__main__':
    unittest.main()
