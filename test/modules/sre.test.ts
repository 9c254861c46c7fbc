// The matching engine of `re` against CPython: random patterns (sre_cases.py) and named ones, each compiled by the
// oracle's own re._compiler, and everything a match says compared: spans of all groups and lastindex.

import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { beforeAll, describe, expect, test } from 'vitest';
import { asciiIsCased, asciiToLower, unicodeIsCased, unicodeToLower } from '../../src/modules/sre/charset.ts';
import { CODESIZE, MAGIC } from '../../src/modules/sre/constants.ts';
import { InvalidCode, Program, lastIndexOf } from '../../src/modules/sre/program.ts';
import type { Marks, Subject } from '../../src/modules/sre/program.ts';
import { expandTemplate, makeTemplate } from '../../src/modules/sre/template.ts';

type Text = string | number[];
type Found = number[] | null;
type Run = [
  method: string,
  subject: Text,
  pos: number,
  endpos: number,
  spans: Found | [number[], number][],
  last: number,
];
type Case = [pattern: string, flags: number, code: number[], groups: number, runs: Run[]];
type Oracle = Awaited<ReturnType<typeof loadPyodide>>;

const SEEDS = [11, 12];
const CASES_PER_SEED = 250;

/** Pattern, flags (I 2, L 4, M 8, S 16, A 256), subjects. */
const NAMED: [string, number, ...string[]][] = [
  ['((x)|y|z)*+', 0, 'xyz'],
  ['((x)|y|z){3,}+', 0, 'xyz'],
  ['(?:ab?c){1,3}+', 0, 'aca', 'abcac'],
  ['(?>(?:ab?c)+)', 0, 'aca'],
  ['(?:.(?!D))*+', 0, 'ABCDE'],
  ['(?s:(?=(?P<g0>.*?\\.))(?P=g0).*)\\Z', 0, 'a.txt'],
  ['(?:(a)|b)*', 0, 'ab', 'ba'],
  ['(a)?(?(1)b|c)', 0, 'ab', 'ac', 'c'],
  ['(?:(a)|(b)|(c))+?d', 0, 'abcd', 'cbad'],
  ['(a*)*', 0, 'aa', '', 'b'],
  ['(a*)+?b', 0, 'aab', 'b'],
  ['(?:a?)*?$', 0, 'aaa'],
  ['(?<=(.))\\w+', 0, 'a,bcd'],
  ['(?<!ab)c', 0, 'abc', 'xc'],
  ['\\B', 0, '', 'a', 'ab'],
  ['\\b', 0, '', 'a b'],
  ['(?i)straße', 0, 'STRASSE', 'STRAßE', 'straẞe'],
  ['[ſK]', 2, 's', 'k', 'S', 'K', 'x'],
  ['[\\U00010400-\\U00010427]', 2, '\u{10428}', 'a'],
  ['[^a]', 2, 'A', 'b'],
  ['[a-zé]+', 2, 'ÉCOLE'],
  ['\\w+', 256, 'naïve'],
  ['^b', 8, 'a\nb', 'ab'],
  ['a$', 0, 'a\n', 'a\n\n'],
  ['.*?,(\\d{2,3}),', 0, 'x,1,22,4444,'],
  ['(one|two|three|four|five)-(?:1|2|3|4|5|12)$', 0, 'three-12', 'four-3', 'six-1'],
  ['^(?:a|ab|abc|b|bc|c|cd|d|de|e|ef|f|fg|g|gh|h|hi|abcdef)+i$', 0, 'abcdefghi', 'abcdefghhi', 'abcdefg'],
  ['(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)?', 0, 'abcdefghi', 'abcdefghij'],
  ['(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)?k|(x)', 0, 'abcdefghix', 'abcdefghijk'],
];

let oracle: Oracle;

beforeAll(async () => {
  oracle = await loadPyodide({ stdout: () => {} });
  oracle.runPython(readFileSync('test/modules/sre_cases.py', 'utf8'));
});

/** The subject in every form it may have. */
function subjects(text: Text): Subject[] {
  if (typeof text !== 'string') return [{ length: text.length, text: Uint8Array.from(text) }];
  const points = Uint32Array.from(Array.from(text), (c) => c.codePointAt(0) ?? 0);
  const wide = { length: points.length, text: points };
  return points.length === text.length ? [{ length: text.length, text }, wide] : [wide];
}

function withLast(marks: Marks | null): [number[] | null, number] {
  return marks ? [marks.slice(0, -1), lastIndexOf(marks)] : [null, -1];
}

function findAll(
  program: Program,
  subject: Subject,
  pos: number,
  endpos: number,
): [number[] | null, number][] {
  const out: [number[] | null, number][] = [];
  let from = Math.min(pos, subject.length);
  let mustAdvance = false;
  while (from <= Math.min(endpos, subject.length)) {
    const marks = program.search(subject, from, endpos, mustAdvance);
    if (!marks) break;
    out.push(withLast(marks));
    mustAdvance = marks[0] === marks[1];
    from = marks[1] ?? 0;
  }
  return out;
}

function observe(program: Program, subject: Subject, run: Run): unknown[] {
  const [method, , pos, endpos] = run;
  if (method === 'finditer') return [findAll(program, subject, pos, endpos), -1];
  if (method === 'match') return withLast(program.match(subject, pos, endpos));
  if (method === 'fullmatch') return withLast(program.fullmatch(subject, pos, endpos));
  return withLast(program.search(subject, pos, endpos));
}

/** Every difference, with all that is needed to repeat it. */
function differences(cases: Case[]): unknown[] {
  const out: unknown[] = [];
  for (const [pattern, flags, code, groups, runs] of cases) {
    const program = new Program(code, flags, groups);
    for (const run of runs) {
      for (const subject of subjects(run[1])) {
        const got = observe(program, subject, run);
        const wanted = [run[4], run[5]];
        if (JSON.stringify(got) !== JSON.stringify(wanted)) out.push({ pattern, flags, run, got });
      }
    }
  }
  return out;
}

function compile(pattern: string, flags = 0): Program {
  const source = `[(lambda p: (_compiler._code(p, ${flags}), p.state.groups - 1))(_parser.parse(PATTERN, ${flags}))][0]`;
  oracle.globals.set('PATTERN', pattern);
  const [code, groups] = JSON.parse(oracle.runPython(`json.dumps(${source})`) as string) as [
    number[],
    number,
  ];
  return new Program(code, flags, groups);
}

function search(program: Program, text: string): Marks | null {
  return program.search({ length: text.length, text }, 0, text.length);
}

describe('against CPython', () => {
  for (const seed of SEEDS) {
    test(`random patterns, seed ${seed}`, { timeout: 120_000 }, () => {
      const cases = JSON.parse(
        oracle.runPython(`random_cases(${seed}, ${CASES_PER_SEED})`) as string,
      ) as Case[];
      expect(cases.length).toBe(CASES_PER_SEED);
      expect(differences(cases)).toEqual([]);
    });
  }

  test('named patterns', () => {
    oracle.globals.set('NAMED', JSON.stringify(NAMED));
    const cases = JSON.parse(oracle.runPython('named_cases(NAMED)') as string) as Case[];
    expect(cases.length).toBe(NAMED.length);
    expect(differences(cases)).toEqual([]);
  });

  test('case mappings of every character', () => {
    const every =
      'json.dumps([[f(c) for c in range(0x110000)] for f in (_sre.unicode_tolower, _sre.unicode_iscased)])';
    const [lower, cased] = JSON.parse(oracle.runPython(`import _sre; ${every}`) as string) as [
      number[],
      boolean[],
    ];
    const wrong = lower!.flatMap((low, c) =>
      unicodeToLower(c) === low && unicodeIsCased(c) === cased![c] ? [] : [c],
    );
    expect(wrong).toEqual([]);
  });

  test('constants', () => {
    expect(
      JSON.parse(oracle.runPython('import _sre; json.dumps([_sre.MAGIC, _sre.CODESIZE])') as string),
    ).toEqual([MAGIC, CODESIZE]);
  });
});

describe('limits', () => {
  test('a loop over a million characters needs no stack of the host', () => {
    const text = 'ab'.repeat(500_000);
    expect(search(compile('(a|b)*c'), text.slice(0, 2000))).toBeNull();
    expect(search(compile('^(a|b)*$'), text)).toEqual([0, 1_000_000, 999_999, 1_000_000, 1]);
    expect(search(compile('^(?:(a)|\\w)*?$'), text)).toEqual([0, 1_000_000, 999_998, 999_999, 1]);
    expect(search(compile('^(?:[ab],?|c)*+$'), text)).toEqual([0, 1_000_000, -1]);
  });

  test('the hook can end a catastrophic match', () => {
    const program = compile('(?:a+)+b|(?:a*)*c');
    let ticks = 0;
    program.onTick = () => {
      if (++ticks === 3) throw new Error('enough');
    };
    expect(() => search(program, 'a'.repeat(60))).toThrow('enough');
    expect(search(program, 'aab')).toEqual([0, 3, -1]);
  });

  test('the hook can run another match', () => {
    const program = compile('(?:(a)+)+b');
    let inner: Marks | null = null;
    program.onTick = () => (inner = search(program, 'xaab'));
    expect(search(program, 'a'.repeat(18))).toBeNull();
    expect(inner).toEqual([1, 4, 2, 3, 1]);
  });

  test.each([
    [[]],
    [[1, 1, 99]],
    [[16, 97]],
    [[17, 0, 1]],
    [[7, 9, 1]],
    [[13, 3, 9, 0, 1]],
    [[23, 4, 0, 1, 2, 1]],
  ])('an invalid code list is refused: %j', (code) => {
    expect(() => new Program(code, 0, 0)).toThrow(InvalidCode);
  });
});

describe('helpers', () => {
  test('ASCII case', () => {
    expect([65, 90, 91, 97, 0xc4].map(asciiToLower)).toEqual([97, 122, 91, 97, 0xc4]);
    expect([64, 65, 122, 123, 0xe4].map(asciiIsCased)).toEqual([false, true, true, false, false]);
  });

  test('templates', () => {
    const template = makeTemplate<string>(['<', 1, '', 2, '>'], (literal) => literal === '');
    const slice = (start: number, end: number): string => 'abc'.slice(start, end);
    expect(expandTemplate(template, [0, 2, 0, 1, 1, 2, 2], slice)).toEqual(['<', 'a', 'b', '>']);
    expect(expandTemplate(template, [0, 2, 0, 1, -1, -1, 1], slice)).toEqual(['<', 'a', '>']);
    expect(expandTemplate(template, [0, 2, 0, 1, 1], slice)).toBeUndefined();
    expect(() => makeTemplate<string>(['a', 1], () => false)).toThrow('invalid template');
  });
});
