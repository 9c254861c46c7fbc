// @ts-check

// The oracle: CPython 3.14 itself, as the package pyodide has it. `npm run oracle -- program.py [arguments]` runs a
// program on it; `createOracle()` serves the tools that compare.
//
// One interpreter runs many programs, each in a `__main__` of its own; modules a program imports stay loaded. Files
// are the host's. What depends on the platform below CPython (sockets, processes, sys.platform) is not to be asked here.

import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';

/**
 * @typedef {object} OracleResult
 * @property {string} stdout
 * @property {string} stderr
 * @property {number} exitCode
 * @property {boolean} exited whether it ended by SystemExit
 * @property {{line: number, text: string}[]} events every piece of standard output, with the line of the program's
 *   module level that was running (0: none was)
 */

const HARNESS = `
import io, os, sys, traceback, types

class Recorder(io.TextIOBase):
    encoding = 'utf-8'
    errors = 'strict'

    def __init__(self, filename, events):
        self.filename = filename
        self.events = events

    def writable(self):
        return True

    def write(self, text):
        if self.events is not None:
            self.events.append([self.line(sys._getframe(1)), text])
        return len(text)

    def line(self, frame):
        found = 0
        while frame is not None:
            code = frame.f_code
            if code.co_name == '<module>' and code.co_filename == self.filename:
                found = frame.f_lineno
            frame = frame.f_back
        return found

def run(source, filename, argv, stdin):
    out, err = [], []
    main = types.ModuleType('__main__')
    main.__file__ = filename
    main.__builtins__ = sys.modules['builtins']
    saved = sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.modules['__main__'], sys.path[:], sys.getrecursionlimit()
    sys.modules['__main__'] = main
    sys.argv = [filename, *argv]
    sys.path.insert(0, os.path.dirname(filename))
    sys.stdin = io.StringIO(stdin)
    sys.stdout = Recorder(filename, out)
    sys.stderr = Recorder(filename, err)
    try:
        code, error = execute(source, filename, main)
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.modules['__main__'], sys.path[:], limit = saved
        sys.setrecursionlimit(limit)
    return [out, ''.join(text for line, text in err), code & 0xff, isinstance(error, SystemExit)]

def execute(source, filename, main):
    import linecache
    lines = source.splitlines(True)
    linecache.cache[filename] = len(source), None, lines, filename
    try:
        exec(compile(source, filename, 'exec', dont_inherit=True), main.__dict__)
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            return error.code or 0, error
        print(error.code, file=sys.stderr)
        return 1, error
    except BaseException as error:
        top = error.__traceback__.tb_next
        if isinstance(error, SyntaxError) and top is None:
            error.__traceback__ = None
        else:
            error.__traceback__ = top
        traceback.print_exception(error)
        return 1, error
    return 0, None

def layout(source):
    import ast, tokenize
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return [[], []]
    starts = lambda node: [node.lineno, *(each.lineno for each in getattr(node, 'decorator_list', ()))]
    inside = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.STRING, tokenize.FSTRING_MIDDLE, tokenize.TSTRING_MIDDLE):
            inside.update(range(token.start[0], token.end[0]))
    inside.update(number for number, line in enumerate(source.split('\\n'), 1) if line.endswith('\\\\'))
    return [[[min(starts(node)), node.end_lineno] for node in body], sorted(inside)]

[run, layout]
`;

/** Starts the oracle; relative file names in programs are relative to this process's directory. */
export async function createOracle() {
  const python = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONINSPECT: '' } });
  python.FS.mkdirTree('/host');
  python.FS.mount(python.FS.filesystems.NODEFS, { root: '/' }, '/host');
  python.FS.chdir(`/host${process.cwd()}`);
  const [run, layout] = python.runPython(HARNESS, { globals: python.toPy({}) });
  return {
    /**
     * Runs a program and tells what it printed.
     * @param {string} source
     * @param {{filename: string, argv?: string[], stdin?: string}} options
     * @returns {OracleResult}
     */
    run(source, { filename, argv = [], stdin = '' }) {
      const proxy = run(source, filename, python.toPy(argv), stdin);
      const [pieces, stderr, exitCode, exited] = proxy.toJs();
      proxy.destroy();
      const events = /** @type {[number, string][]} */ (pieces).map(([line, text]) => ({ line, text }));
      const stdout = events.map((event) => event.text).join('');
      return { stdout, stderr, exitCode, exited, events };
    },
    /**
     * Where the statements of a program's module level begin and end, and which lines cannot end in a comment.
     * @param {string} source
     * @returns {{statements: [number, number][], closed: number[]}}
     */
    layout(source) {
      const proxy = layout(source);
      const [statements, closed] = proxy.toJs();
      proxy.destroy();
      return { statements, closed };
    },
  };
}

/** @param {string[]} args */
async function main([filename, ...argv]) {
  if (filename === undefined) throw new Error('usage: npm run oracle -- program.py [arguments]');
  const oracle = await createOracle();
  const path = isAbsolute(filename) ? filename : resolve(process.env.INIT_CWD ?? '.', filename);
  const { stdout, stderr, exitCode } = oracle.run(readFileSync(path, 'utf8'), { filename, argv });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
