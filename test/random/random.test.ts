// Random expressions and small programs, run on CPython and on the built interpreter (tools/random.mjs). The seeds are
// fixed, so that a run can be repeated; `npm run random -- --seeds N` tries others.

import { beforeAll, describe, expect, test } from 'vitest';
import { inMode } from '../../tools/random-callbacks.mjs';
import {
  CALLBACKS,
  differences,
  EXPRESSIONS,
  interpreters,
  PICKLED_CALLBACKS,
  PICKLED_PROGRAMS,
  PROGRAMS,
} from '../../tools/random.mjs';

const SEEDS = [1, 2, 3, 4];

let both: Awaited<ReturnType<typeof interpreters>>;

beforeAll(async () => {
  both = await interpreters();
});

describe('on random input it does as CPython does', () => {
  for (const seed of SEEDS) {
    test(`expressions, seed ${seed}`, { timeout: 120_000 }, async () => {
      expect(await differences(EXPRESSIONS, seed, both.oracle, both.ours)).toEqual([]);
    });
    test(`programs, seed ${seed}`, { timeout: 120_000 }, async () => {
      expect(await differences(PROGRAMS, seed, both.oracle, both.ours)).toEqual([]);
    });
  }
});

describe('natives do the same whether what they call gives way or not', () => {
  for (const seed of SEEDS.slice(0, 2)) {
    test(`callbacks, seed ${seed}`, { timeout: 120_000 }, async () => {
      const plain = (source: string) => both.ours(inMode('plain', source));
      expect(await differences(CALLBACKS, seed, plain, both.ours)).toEqual([]);
    });
  }
});

describe('tasklets go on in another process as they would have', () => {
  test('callbacks', { timeout: 240_000 }, async () => {
    const { oracle, ours } = PICKLED_CALLBACKS.runners!(both);
    expect(await differences({ ...PICKLED_CALLBACKS, cases: 60 }, 3, oracle, ours)).toEqual([]);
  });
  test('programs', { timeout: 240_000 }, async () => {
    const { oracle, ours } = PICKLED_PROGRAMS.runners!(both);
    expect(await differences({ ...PICKLED_PROGRAMS, cases: 10 }, 1, oracle, ours)).toEqual([]);
  });
});
