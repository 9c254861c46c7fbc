// The tree of every file of the standard library, with all positions, is that of CPython.

import { beforeAll, expect, test } from 'vitest';
import { dumpTree } from '../../src/syntax/dump.ts';
import { parseModule } from '../../src/syntax/parser.ts';
import { decodeSource } from '../../src/syntax/source.ts';
import { Oracle } from './oracle.ts';

let oracle: Oracle;

beforeAll(async () => {
  oracle = await Oracle.load();
});

test('all files of the standard library', { timeout: 300_000 }, () => {
  const different: string[] = [];
  const names = oracle.libraryNames();
  expect(names.length).toBeGreaterThan(400);
  for (const name of names) {
    const source = decodeSource(oracle.librarySource(name), name);
    const tree = dumpTree(parseModule(source, name).tree, { includeAttributes: true });
    if (tree !== oracle.libraryTree(name)) different.push(name);
  }
  expect(different).toEqual([]);
});

test('the printer indents as ast.dump does', () => {
  const source =
    'def f(a, /, b=1, *c: int, d, **e):\n  return [f"{a!r:>{b}}", 1.5e20, 2j, b"x", None, "é\\U0001f600"]\n';
  expect(dumpTree(parseModule(source, 'x').tree, { indent: 2 })).toBe(oracle.indentedTree(source, 2));
});
