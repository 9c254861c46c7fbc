// Sources that are wrong: class, message and place of the error are CPython's, in all three modes.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { PythonSyntaxError } from '../../src/syntax/errors.ts';
import { parseExpression, parseInteractive, parseModule } from '../../src/syntax/parser.ts';
import { Oracle } from './oracle.ts';
import type { ErrorFacts, Mode } from './oracle.ts';

const PARSERS = { exec: parseModule, single: parseInteractive, eval: parseExpression };

function sources(name: string): string[] {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as string[];
}

const SOURCES = [...sources('bad-sources.json'), ...sources('interactive-sources.json')];

function failure(source: string, mode: Mode): PythonSyntaxError | null {
  try {
    PARSERS[mode](source, '<unknown>');
    return null;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return error;
    throw error;
  }
}

function facts(error: PythonSyntaxError | null): ErrorFacts {
  if (error === null) return null;
  return [
    error.kind,
    error.message,
    error.lineno,
    error.offset,
    error.endLineno,
    error.endOffset,
    error.text,
  ];
}

let oracle: Oracle;

beforeAll(async () => {
  oracle = await Oracle.load();
});

describe.each(['exec', 'single', 'eval'] as const)('mode %s', (mode) => {
  test('errors', { timeout: 120_000 }, () => {
    for (const source of SOURCES) {
      expect({ source, error: facts(failure(source, mode)) }).toEqual({
        source,
        error: oracle.errorOf(source, mode),
      });
    }
  });

  test('incomplete input', { timeout: 120_000 }, () => {
    for (const source of SOURCES) {
      const incomplete = failure(source, mode)?.incomplete ?? false;
      expect({ source, incomplete }).toEqual({ source, incomplete: oracle.isIncomplete(source, mode) });
    }
  });
});

test.each([
  ['brackets', '('.repeat(100_000), 'too many nested parentheses'],
  ['unary operators', '-'.repeat(100_000) + '1', 'too complex'],
  ['not', 'not '.repeat(100_000) + '1', 'too complex'],
  ['lambdas', 'lambda: '.repeat(100_000) + '1', 'too complex'],
  ['conditions', 'a if b else '.repeat(100_000) + 'c', 'too complex'],
  ['indents', Array.from({ length: 120 }, (_, i) => ' '.repeat(i) + 'if x:\n').join(''), 'too many levels'],
  ['f-strings', 'f"{'.repeat(100_000), 'too many nested f-strings'],
])('deep nesting of %s ends in a Python error', (_what, source, message) => {
  expect(failure(source, 'exec')?.message).toContain(message);
});

test.each([
  ['operators', '1+'.repeat(100_000) + '1'],
  ['calls', 'f' + '()'.repeat(100_000)],
  ['elif', 'if a: pass\n' + 'elif b: pass\n'.repeat(100_000)],
  ['comparisons', 'a<'.repeat(100_000) + 'a'],
])('a long chain of %s is no nesting', (_what, source) => {
  expect(failure(source, 'exec')).toBeNull();
});
