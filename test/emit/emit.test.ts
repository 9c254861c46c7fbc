// Golden emitted code: Python and the JavaScript made from it, together, in the files *.snap beside this one.
//
// A case is Python, a line `==>`, and the fast bodies of its functions in the order they begin; a line of dashes ends it. A body
// stands without the class of its frames and what follows it for resuming. `npm run accept` (UPDATE_SNAPSHOTS=1) writes what the
// compiler makes now: read the diff, since a change there is a change in what every program pays. Adding a case is adding
// Python, `==>` and dashes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileSource, lowerTree } from '../../src/compiler/compile.ts';
import { emitFast, emitResume } from '../../src/compiler/emit.ts';
import { parseModule } from '../../src/syntax/parser.ts';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const DASHES = '-'.repeat(80);

interface Case {
  source: string;
  expected: string;
}

function readCases(text: string): Case[] {
  return text
    .split(`${DASHES}\n`)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const at = part.indexOf('==>\n');
      if (at < 0) throw new Error(`no line ==> in the case ${part.split('\n')[0]}`);
      return { source: part.slice(0, at), expected: part.slice(at + 4) };
    });
}

/** The fast bodies of all functions in the source; of a generator, whose calls only make a frame, the resume body. */
function emitted(source: string): string {
  const { codes } = lowerTree(parseModule(source, 'case.py').tree, 'case.py');
  const bodies = codes.filter((code) => code.kind !== 'once');
  return bodies.map((code) => `${code.kind === 'function' ? emitFast(code) : emitResume(code)}\n`).join('');
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.snap'))) {
  const path = join(FOLDER, file);
  const cases = readCases(readFileSync(path, 'utf8'));
  if (process.env['UPDATE_SNAPSHOTS'] !== undefined) {
    writeFileSync(path, cases.map((c) => `${c.source}==>\n${emitted(c.source)}`).join(`${DASHES}\n`));
  }
  describe(file, () => {
    for (const { source, expected } of readCases(readFileSync(path, 'utf8')))
      test(source.split('\n')[0]!, () => expect(emitted(source)).toBe(expected));
  });
}

/** The body before the exit, which is the only place where a frame may be made. */
function beforeExit(source: string): string {
  const body = emitted(source);
  return body.slice(body.indexOf('body: {'), body.lastIndexOf('catch (e)'));
}

describe('what a fast path never has', () => {
  const paths = {
    'a call': 'def f(g, a, b):\n    return g(a, b)\n',
    'a method call': 'def f(o, a):\n    return o.m(a)\n',
    attributes: 'def f(o):\n    o.x = o.y + 1\n',
    items: 'def f(a, i):\n    a[i] = a[i - 1]\n',
    'a loop': 'def f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\n',
  };
  for (const [name, source] of Object.entries(paths)) {
    test(`${name}: no frame, closure or array`, () => {
      const body = beforeExit(source);
      expect(body).not.toMatch(/new F\d|=>|function/);
      // An array may stand only where the general case is called.
      expect(body.replace(/call(Loaded|N)\([^;]*/g, '')).not.toContain(' [');
    });
  }

  test('the resume body is not part of the module', () => {
    const { text } = compileSource('def same(x):\n    return x\n', 'case.py');
    expect(text).toContain('function same(');
    expect(text).not.toContain('same$resume');
  });
});
