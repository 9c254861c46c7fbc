import { existsSync } from 'node:fs';

/** The tests run what `npm run build` made; without it every one of them would fail by itself. */
export function setup(): void {
  for (const file of ['dist/index.js', 'dist/cli.cjs', 'dist/lib/os.py']) {
    if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first`);
  }
}
