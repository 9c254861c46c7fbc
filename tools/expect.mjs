// @ts-check

// Writes the expectations of language tests: `npm run expect -- test/lang/closures [...]` runs each program on the
// oracle and puts what it printed into its comments (tools/expectations.mjs has their form). Read the diff afterwards.
//
// A line of output stands on the line of the program's module level that printed it, where each line printed once;
// otherwise on lines of its own below the statement. A program that has an `# expect stderr:` line gets all of
// standard error, and every comment at its end, so that tracebacks show the source without comments.
// test/lang/stackless and test/lang/threads have no oracle: their expectations are written by hand.

import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compare, linesOf, parseExpectations, stripExpectations, uncaughtError } from './expectations.mjs';
import { createOracle } from './oracle.mjs';

const OTHERWISE = 'does otherwise with comments';
const BY_HAND = ['test/lang/stackless', 'test/lang/threads'];

/** @typedef {import('./oracle.mjs').OracleResult} OracleResult */
/** @typedef {Awaited<ReturnType<typeof createOracle>>} Oracle */
/** @typedef {{line: number, text: string}} OutputLine */

/**
 * The lines printed, each with the line of the program where it began.
 * @param {OutputLine[]} events
 */
function outputLines(events) {
  /** @type {OutputLine[]} */
  const lines = [];
  let open = false;
  for (const { line, text } of events) {
    for (const piece of text.split(/(?<=\n)/)) {
      if (piece === '') continue;
      const last = lines.at(-1);
      if (open && last) last.text += piece;
      else lines.push({ line, text: piece });
      open = !piece.endsWith('\n');
    }
  }
  return lines.map(({ line, text }) => ({ line, text: text.replace(/\n$/, '') }));
}

/** @param {string} text */
const comment = (text) => `# expect:${text === '' ? '' : ` ${text}`}`;

/**
 * Statement number for each line of a file; statements that share a line count as one.
 * @param {[number, number][]} statements
 */
function mergeStatements(statements) {
  /** @type {[number, number][]} */
  const merged = [];
  for (const [start, end] of statements) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/**
 * Puts the error's comment on its line, or at the end where that line has no room for one.
 * @param {string[]} lines
 * @param {ReturnType<typeof uncaughtError>} error
 * @param {number[]} closed lines that cannot end in a comment
 * @returns {number[]} those, and the line taken
 */
function placeError(lines, error, closed) {
  if (!error) return closed;
  const comment = `# expect error: ${error.text}`;
  if (error.line === null || closed.includes(error.line)) lines.push(comment);
  else lines[error.line - 1] += `  ${comment}`;
  return error.line === null ? closed : [...closed, error.line];
}

/**
 * Puts output comments where they belong.
 * @param {string[]} lines the program; changed in place, its line breaks inside an element
 * @param {OutputLine[]} printed
 * @param {ReturnType<Oracle['layout']>} layout
 */
function placeOutput(lines, printed, { statements, closed }) {
  const unplaced = new Set(printed);
  for (const [start, end] of mergeStatements(statements)) {
    const here = printed.filter(({ line }) => line >= start && line <= end);
    const inOrder = here.every(({ line }, at) => !closed.includes(line) && line > (here[at - 1]?.line ?? 0));
    for (const output of here) {
      const at = (inOrder ? output.line : end) - 1;
      lines[at] += (inOrder ? '  ' : '\n') + comment(output.text);
      unplaced.delete(output);
    }
  }
  lines.push(...[...unplaced].map(({ text }) => comment(text)));
}

/**
 * The program with comments for what `printed` and `result` say.
 * @param {string} source without expectations
 * @param {string} filename
 * @param {OutputLine[]} printed
 * @param {OracleResult} result
 * @param {ReturnType<Oracle['layout']> | null} layout null: everything at the end, with standard error
 */
function annotate(source, filename, printed, result, layout) {
  const lines = linesOf(source);
  const error = result.exitCode === 1 && !result.exited ? uncaughtError(result.stderr, filename) : null;
  if (layout) {
    const closed = placeError(lines, error, layout.closed);
    placeOutput(lines, printed, { ...layout, closed });
  } else {
    lines.push(...printed.map(({ text }) => comment(text)));
    lines.push(...linesOf(result.stderr).map((text) => `# expect stderr:${text === '' ? '' : ` ${text}`}`));
  }
  const text = `${lines.join('\n')}\n`;
  return parseExpectations(text).exitCode === result.exitCode
    ? text
    : `${text}# expect exit: ${result.exitCode}\n`;
}

/**
 * The program with its expectations, and how it differs from them when it is run with the comments in place.
 * @param {Oracle} oracle
 * @param {string} old
 * @param {string} filename
 * @param {(bare: string) => ReturnType<Oracle['layout']> | null} layoutOf
 */
function rewrite(oracle, old, filename, layoutOf) {
  const { stdin, argv } = parseExpectations(old);
  const options = { filename, stdin, argv };
  const bare = stripExpectations(old);
  const layout = layoutOf(bare);
  const first = oracle.run(bare, options);
  const places = outputLines(first.events);
  // Once more for the text, because comments on lines of their own move the lines that a program may print.
  const second = outputLines(oracle.run(annotate(bare, filename, places, first, layout), options).events);
  const printed = second.map(({ text }, at) => ({ text, line: places[at]?.line ?? 0 }));
  const text = annotate(bare, filename, printed, first, layout);
  return { text, difference: compare(parseExpectations(text), oracle.run(text, options), filename) };
}

/**
 * Renews one program; tells whether that changed it.
 * @param {Oracle} oracle
 * @param {string} filename
 */
function renew(oracle, filename) {
  const old = readFileSync(filename, 'utf8');
  const wantsStderr = parseExpectations(old).stderr !== null;
  let made = rewrite(oracle, old, filename, (bare) => (wantsStderr ? null : oracle.layout(bare)));
  if (made.difference && !wantsStderr) {
    // A comment within broken syntax can change the error: then every comment stands at the end.
    const everyLine = old.split('\n').map((_, index) => index + 1);
    made = rewrite(oracle, old, filename, () => ({ statements: [], closed: everyLine }));
  }
  if (made.difference) throw new Error(`${OTHERWISE}: ${made.difference}`);
  if (made.text !== old) writeFileSync(filename, made.text);
  return made.text !== old;
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function programsIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name !== '__pycache__');
  return names.flatMap((name) => programsIn(join(path, name))).filter((name) => name.endsWith('.py'));
}

const paths = process.argv.slice(2).flatMap((path) => programsIn(relative('.', path)));
const programs = paths.filter((path) => !BY_HAND.some((folder) => path.startsWith(folder)));
if (programs.length === 0) throw new Error('usage: npm run expect -- test/lang/feature[/sentence.py] ...');
let oracle = await createOracle();
let changed = 0;
let failed = 0;
for (const program of programs) {
  try {
    if (renew(oracle, program)) changed++;
  } catch (error) {
    failed++;
    const message = error instanceof Error ? error.message : String(error);
    console.error(`${program}: ${message}`);
    if (!message.startsWith(OTHERWISE)) oracle = await createOracle();
  }
}
console.log(`${programs.length} programs, ${changed} changed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
