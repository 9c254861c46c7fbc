import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const prefixes = (process.env.STACKLESS_TEST_PREFIX ?? '').split(' ').filter((prefix) => prefix !== '');

/** Whether the run was asked for the program at `path`, which is relative to test/ and has no suffix. */
export function isSelected(path: string): boolean {
  const folder = path.split('/')[0] ?? '';
  const ours = prefixes.filter((prefix) => prefix.split('/')[0] === folder);
  return ours.length === 0 || ours.some((prefix) => path.startsWith(prefix.replace(/\.py$/, '')));
}

/** The Python programs below a folder, sorted, as paths from the folder without their suffix. */
export function programsBelow(folder: string, at = ''): string[] {
  const found: string[] = [];
  for (const name of readdirSync(join(folder, at)).sort()) {
    const path = at === '' ? name : `${at}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) found.push(...programsBelow(folder, path));
    else if (name.endsWith('.py')) found.push(path.slice(0, -3));
  }
  return found;
}
