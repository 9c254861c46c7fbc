import { existsSync, readFileSync } from 'node:fs';

// Tests that are known to fail, each line with its reason: `lang/feature/program  # reason`. A listed test that passes is an
// error, so the lists shrink honestly. The second list counts in hostile mode only.

const FILES = [
  'test/known-failures.txt',
  ...(process.env.STACKLESS_STRESS ? ['test/known-failures-hostile.txt'] : []),
];

function read(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.replace(/\s*#.*/, '').trim())
    .filter((line) => line !== '');
}

const known = new Set(FILES.flatMap(read));

/** Whether a test is known to fail. */
export function isKnownToFail(id: string): boolean {
  return known.has(id);
}

/** The known failures whose ids begin so. */
export function knownBelow(prefix: string): string[] {
  return [...known].filter((id) => id.startsWith(prefix));
}
