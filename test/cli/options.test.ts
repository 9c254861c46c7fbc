// The command line and the environment, as python3 takes them: what is refused with which words, and what shows in sys.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const COMMAND = join(process.cwd(), 'bin/stackless');
const folder = mkdtempSync(join(tmpdir(), 'stackless-options-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  out: string;
  err: string;
  code: number | null;
}

function run(args: string[], environment: Record<string, string> = {}, input = ''): Ended {
  const env: Record<string, string | undefined> = { PATH: process.env['PATH'], HOME: folder, ...environment };
  const { stdout, stderr, status } = spawnSync(COMMAND, args, { cwd: folder, env, input, encoding: 'utf8' });
  return { out: stdout, err: stderr, code: status };
}

function shell(command: string): Ended {
  const { stdout, stderr, status } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
  return { out: stdout, err: stderr, code: status };
}

describe('the command line', () => {
  it('refuses what it does not know', () => {
    const usage = `usage: ${COMMAND} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`;
    const cases: [string[], string][] = [
      [['-z'], 'Unknown option: -z'],
      [['--unknown'], 'Unknown option: --unknown'],
      [['-c'], 'Argument expected for the -c option'],
      [['--check-hash-based-pycs'], 'Argument expected for the --check-hash-based-pycs options'],
      [
        ['--check-hash-based-pycs', 'x'],
        "--check-hash-based-pycs must be one of 'default', 'always', or 'never'",
      ],
    ];
    for (const [args, message] of cases)
      expect(run(args)).toEqual({ out: '', err: `${message}\n${usage}`, code: 2 });
  });

  it('ends at once with values that are wrong', () => {
    const program = ['-c', 'pass'];
    const cases: [string[], Record<string, string>, string][] = [
      [
        [],
        { PYTHONHASHSEED: 'x' },
        'config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]',
      ],
      [
        ['-X', 'cpu_count=0'],
        {},
        'config_init_cpu_count: -X cpu_count=n option: n is missing or an invalid number, n must be greater than 0',
      ],
      [
        ['-X', 'int_max_str_digits=5'],
        {},
        'config_init_int_max_str_digits: -X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.',
      ],
      [['-X', 'frozen_modules=x'], {}, 'bad value for option -X frozen_modules (expected "on" or "off")'],
      [[], { PYTHON_GIL: '0' }, 'config_read_gil: Disabling the GIL is not supported by this build'],
    ];
    for (const [args, environment, message] of cases) {
      const err = `Fatal Python error: ${message}\nPython runtime state: preinitialized\n\n`;
      expect(run([...args, ...program], environment)).toEqual({ out: '', err, code: 1 });
    }
  });

  it('shows in sys.flags and sys._xoptions', () => {
    const program = `
import os, sys
f = sys.flags
print(f.debug, f.inspect, f.optimize, f.verbose, f.quiet, f.dev_mode, f.isolated, f.safe_path, f.hash_randomization)
print(f.utf8_mode, f.int_max_str_digits, f.context_aware_warnings, os.cpu_count(), sys._xoptions, sys.warnoptions)`;
    const environment = {
      PYTHONOPTIMIZE: '2',
      PYTHONDEBUG: 'yes',
      PYTHONHASHSEED: '0',
      PYTHONWARNINGS: 'once,ignore',
    };
    const options = '-q -X dev -X cpu_count=7 -X int_max_str_digits=0 -W error -b'.split(' ');
    expect(run([...options, '-c', program], environment).out).toBe(
      "1 0 2 0 1 True 0 False 0\n1 0 0 7 {'dev': True, 'cpu_count': '7', 'int_max_str_digits': '0'} " +
        "['default', 'once', 'ignore', 'error', 'default::BytesWarning']\n",
    );
    expect(run(['-I', '-c', program], environment).out).toMatch(
      /^0 0 0 0 0 False 1 True 1\n1 4300 0 \d+ \{\} \[\]\n$/,
    );
  });

  it('hashes text differently in each process unless told otherwise', () => {
    const hash = (seed: string): string => run(['-c', 'print(hash("spam"))'], { PYTHONHASHSEED: seed }).out;
    expect(hash('5')).toBe(hash('5'));
    expect(new Set([hash('random'), hash('random'), hash('')]).size).toBeGreaterThan(1);
  });

  it('decides on the encoding of the standard streams', () => {
    const program =
      'import sys; print(sys.stdout.encoding, sys.stdin.errors, sys.stderr.errors, ascii(sys.stdin.read()))';
    expect(run(['-c', program], { LC_ALL: 'de_DE.UTF-8' }, 'é').out).toBe(
      "utf-8 strict backslashreplace '\\xe9'\n",
    );
    expect(run(['-c', program], { LC_ALL: 'C' }).out).toBe("utf-8 surrogateescape backslashreplace ''\n");
    expect(run(['-c', program], { PYTHONIOENCODING: 'latin-1:replace' }, 'é').out).toBe(
      "iso8859-1 replace backslashreplace '\\xc3\\xa9'\n",
    );
  });
});

describe('a program', () => {
  it('knows its file by the whole path, as long as it runs', () => {
    const path = join(folder, 'own.py');
    writeFileSync(
      path,
      'import atexit, sys\natexit.register(lambda: print("__file__" in globals()))\nprint(__file__, sys.argv, type(__loader__).__name__)\n',
    );
    expect(run(['own.py', 'a']).out).toBe(`${path} ['own.py', 'a'] SourceFileLoader\nFalse\n`);
    expect(run(['-c', 'print(__loader__)']).out).toBe("<class '_frozen_importlib.BuiltinImporter'>\n");
  });

  it('may have its first line skipped, and must not have null bytes', () => {
    writeFileSync(join(folder, 'first.py'), 'no python\nprint(1); 1/0\n');
    expect(run(['-x', 'first.py'])).toMatchObject({
      out: '1\n',
      err: expect.stringContaining('line 2') as string,
    });
    writeFileSync(join(folder, 'null.py'), 'x = 1\ny = "a\0b"\n');
    const message = `  File "${join(folder, 'null.py')}", line 2\n    y = "a\nSyntaxError: source code cannot contain null bytes\n`;
    expect(run(['null.py']).err).toBe(message);
  });

  it('is dedented if it is an argument', () => {
    expect(run(['-c', '\n    if 1:\n      print(1)\n\n    print(2)\n']).out).toBe('1\n2\n');
  });

  it('can be compiled, or a directory with __main__', () => {
    writeFileSync(join(folder, 'module.py'), 'print(__file__.endswith(".pyc"))');
    run(['-c', 'import py_compile; py_compile.compile("module.py", cfile="module.pyc")']);
    expect(run(['module.pyc']).out).toBe('True\n');
    mkdirSync(join(folder, 'program'));
    expect(run(['program'])).toEqual({
      out: '',
      err: `${COMMAND}: can't find '__main__' module in '${join(folder, 'program')}'\n`,
      code: 1,
    });
    writeFileSync(join(folder, 'program/__main__.py'), 'import sys; print(sys.path[0], sys.argv[0])');
    expect(run(['program']).out).toBe(`${join(folder, 'program')} program\n`);
  });

  it('has no streams whose descriptors are closed', () => {
    const shown = shell(
      `${COMMAND} -c 'import sys; print(sys.stdin, sys.stdout, file=sys.stderr); sys.stderr.flush()' <&- >&-`,
    );
    expect(shown).toEqual({ out: '', err: 'None None\n', code: 0 });
    expect(shell(`${COMMAND} -c 'import sys; print(sys.stderr); 1/0' 2>&-`)).toEqual({
      out: 'None\n',
      err: '',
      code: 1,
    });
  });

  it('is followed by a prompt with -i, and its SystemExit is shown then', () => {
    const { out, err, code } = run(
      ['-i', '-q', '-c', 'import sys; sys.exit(3)'],
      {},
      'print(sys.flags.inspect)\n_ + 1\n',
    );
    expect([out, code]).toEqual(['0\n', 0]);
    expect(err).toContain(
      'SystemExit: 3\n>>> >>> Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n    _ + 1\n',
    );
  });
});
