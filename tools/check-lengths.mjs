// @ts-check

// `npm run lengths`: how long files and functions are, against the norms: functions with a median of at most 12 lines
// and 90 of 100 within 40, over 100 only a dispatch switch or a table; files with a median of at most 250, over 800
// with a reason in their head, none over 1,500 but generated ones (whose first line says `generated`). It warns.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const NORMS = {
  functionMedian: 12,
  functionP90: 40,
  functionMax: 100,
  fileMedian: 250,
  fileLong: 800,
  fileMax: 1500,
};
const source = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src');

/**
 * @param {number[]} sorted
 * @param {number} share from 0 to 1
 */
const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * The functions of a file with a body in braces, and how many lines each has; those inside others are counted apart.
 * @param {ts.SourceFile} file
 */
function functionsOf(file) {
  /** @type {{name: string, line: number, lines: number}[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && ts.isBlock(node.body)) {
      const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
      const last = file.getLineAndCharacterOfPosition(node.end).line;
      found.push({
        name: node.name?.getText(file) ?? '(anonymous)',
        line: first + 1,
        lines: last - first + 1,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
/** @type {string[]} */
const warnings = [];
/** @type {number[]} */
const fileLengths = [];
/** @type {number[]} */
const functionLengths = [];
for (const name of names) {
  const text = readFileSync(join(source, name), 'utf8');
  const lines = text.split('\n').length - 1;
  if (/^.*generated/i.test(text)) continue;
  fileLengths.push(lines);
  if (lines > NORMS.fileMax) warnings.push(`src/${name}: ${lines} lines (none over ${NORMS.fileMax})`);
  else if (lines > NORMS.fileLong) warnings.push(`src/${name}: ${lines} lines (does its head say why?)`);
  for (const found of functionsOf(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true))) {
    functionLengths.push(found.lines);
    if (found.lines > NORMS.functionMax)
      warnings.push(`src/${name}:${found.line}: ${found.name} has ${found.lines} lines`);
  }
}
const byLength = (/** @type {number} */ a, /** @type {number} */ b) => a - b;
fileLengths.sort(byLength);
functionLengths.sort(byLength);
for (const warning of warnings) console.log(`warning: ${warning}`);
const [median, p90] = [quantile(functionLengths, 0.5), quantile(functionLengths, 0.9)];
const judged = (/** @type {number} */ value, /** @type {number} */ norm) =>
  `${value}${value > norm ? ` (over ${norm})` : ''}`;
console.log(
  `${fileLengths.length} files: median ${judged(quantile(fileLengths, 0.5), NORMS.fileMedian)}, longest ${fileLengths.at(-1) ?? 0}; ` +
    `${functionLengths.length} functions: median ${judged(median, NORMS.functionMedian)}, ` +
    `p90 ${judged(p90, NORMS.functionP90)}, longest ${functionLengths.at(-1) ?? 0}`,
);
