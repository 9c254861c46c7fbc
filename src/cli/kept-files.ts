// Files that make the command start faster, beside the build or in the user's cache. Whatever goes wrong with them only costs time.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { userDirectory } from '../host/user-directory.ts';

/** Where a file of this name may be. */
export function places(folder: string, name: string): string[] {
  const user = userDirectory();
  return [join(folder, 'code-cache'), ...(user === null ? [] : [user])].map((at) => join(at, name));
}

/**
 * What `action` gives; undefined if it throws. For files that only save time: whatever is wrong with one, the slower way is
 * taken.
 */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** Writes a file at the first of the places where that is possible; others see all of it or nothing. */
export function keepFile(at: string[], data: Uint8Array): void {
  for (const place of at) {
    const written = attempt(() => {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(`${place}.${process.pid}`, data);
      renameSync(`${place}.${process.pid}`, place);
      return true;
    });
    if (written === true) return;
  }
}
