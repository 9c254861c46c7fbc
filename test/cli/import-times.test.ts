// -X importtime: a line for each module that is loaded, after those that it imports, which stand further right.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('tells how long imports take', () => {
  const program = 'import textwrap, keyword';
  const args = ['-X', 'importtime', '-S', '-c', program];
  const lines = String(spawnSync(`${process.cwd()}/bin/stackless`, args).stderr).split('\n');
  expect(lines[0]).toBe('import time: self [us] | cumulative | imported package');
  const shapes = lines.map((line) => line.replace(/^import time: [ \d]{8}\d \| [ \d]{9}\d \| /, ''));
  expect(shapes.indexOf('  re')).toBeLessThan(shapes.indexOf('textwrap'));
  expect(shapes).toContain('    enum');
  expect(shapes.filter((shape) => shape.endsWith('keyword')).length).toBe(1);
  const own = lines
    .filter((line) => /\| re$|\| {3}re$/.test(line))
    .map((line) => line.split(/[:|]/).map(Number));
  for (const [, self, cumulative] of own) expect(self!).toBeLessThanOrEqual(cumulative!);
});
