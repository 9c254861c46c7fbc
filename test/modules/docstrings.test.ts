// `__doc__` and `__text_signature__` of everything built in that CPython has, too (docstrings_walk.py), against CPython's.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createOracle } from '../../tools/oracle.mjs';
import { runProgram } from '../support/interpreter.ts';

const filename = 'test/modules/docstrings_walk.py';

/** What differs, and why. */
const KNOWN = new Set([
  // members of a class that is written in Python here
  'posix.DirEntry.name',
  'posix.DirEntry.path',
  // classes that are written in Python here
  '_socket.socket',
  '_socket.socket.__new__',
  // attributes here, methods of instances there
  '_pickle.Pickler.persistent_id',
  '_pickle.Unpickler.persistent_load',
  // the same functions as those without underscores there
  'sys.__breakpointhook__',
  'sys.__displayhook__',
  'sys.__excepthook__',
  'sys.__unraisablehook__',
]);

function read(output: string): Map<string, string> {
  const lines = output.split('\n').filter((line) => line.startsWith('['));
  return new Map(lines.map((line) => [(JSON.parse(line) as [string])[0], line]));
}

test('docstrings and signatures are those of CPython', async () => {
  const source = readFileSync(filename, 'utf8');
  const wanted = read((await createOracle()).run(source, { filename }).stdout);
  const got = read((await runProgram(source, { filename })).stdout);
  const both = [...got.keys()].filter((name) => wanted.has(name) && !KNOWN.has(name));
  expect(both.length).toBeGreaterThan(3000);
  expect(both.map((name) => got.get(name))).toEqual(both.map((name) => wanted.get(name)));
}, 60_000);
