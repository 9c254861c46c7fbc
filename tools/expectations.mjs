// @ts-check

// What a language test says about itself: the expectations that stand in its comments, read and written.
//
//   print(1 + 1)  # expect: 2                       a line of standard output
//   1 / 0  # expect error: ZeroDivisionError: ...   the uncaught exception, and the line it comes from
//                                                   (on a line of its own: from any line)
//   # expect exit: 3                                the exit code, where it is not 0 (1 after an error)
//   # expect stderr: Traceback ...                  all of standard error, line by line, at the end of the file
//   # stdin: text    # argv: a b                    what the program is given
//
// The `expect` comments of a file, in their order, are its whole output: a statement that prints several lines is
// followed by one comment line for each. Used by the test runner and by `npm run expect`, which writes them.

const COMMENT = /(^|  )# expect(?: (error|exit|stderr))?:(?: (.*))?$/;
const INPUT = /^# (stdin|argv):(?: (.*))?$/;

/**
 * @typedef {object} Expectations
 * @property {string[]} output lines of standard output
 * @property {{text: string, line: number | null} | null} error last line of the traceback, and the line that raised
 * @property {number} exitCode
 * @property {string[] | null} stderr all lines, when the program asks for that
 * @property {string} stdin
 * @property {string[]} argv
 */

/**
 * Reads the expectations of a program.
 * @param {string} source
 * @returns {Expectations}
 */
export function parseExpectations(source) {
  /** @type {Expectations} */
  const found = { output: [], error: null, exitCode: 0, stderr: null, stdin: '', argv: [] };
  let exit = null;
  for (const [index, line] of source.split('\n').entries()) {
    const input = INPUT.exec(line);
    if (input?.[1] === 'stdin') found.stdin += `${input[2] ?? ''}\n`;
    else if (input) found.argv.push(...(input[2] ?? '').split(' '));
    const comment = COMMENT.exec(line);
    if (!comment) continue;
    const text = comment[3] ?? '';
    if (comment[2] === 'error') found.error = { text, line: comment.index > 0 ? index + 1 : null };
    else if (comment[2] === 'exit') exit = Number(text);
    else if (comment[2] === 'stderr') (found.stderr ??= []).push(text);
    else found.output.push(text);
  }
  const stderr = found.stderr?.join('\n') ?? '';
  const failed = found.error !== null || /^ *(\+ Exception Group )?Traceback|^\w*Error: /m.test(stderr);
  found.exitCode = exit ?? (failed ? 1 : 0);
  return found;
}

/**
 * The program without its expectations.
 * @param {string} source
 */
export function stripExpectations(source) {
  const kept = [];
  for (const line of source.split('\n')) {
    const comment = COMMENT.exec(line);
    if (!comment) kept.push(line);
    else if (comment.index > 0) kept.push(line.slice(0, comment.index));
  }
  return kept.join('\n');
}

/**
 * The lines of a stream, without the empty one after a last newline.
 * @param {string} text
 */
export function linesOf(text) {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * What a traceback on standard error ends in: its last line, and the line of `filename` it names last.
 * @param {string} stderr
 * @param {string} filename
 */
export function uncaughtError(stderr, filename) {
  const lines = linesOf(stderr);
  const at = [...stderr.matchAll(/^[ |]*File "([^"]*)", line (\d+)/gm)].filter(
    (match) => match[1] === filename,
  );
  const last = at.at(-1);
  if (lines.length === 0) return null;
  return { text: lines.at(-1) ?? '', line: last ? Number(last[2]) : null };
}

/**
 * What a run did, in the form of the expectations it is held against: equal to them when the program did as expected.
 * @param {Expectations} wanted
 * @param {{stdout: string, stderr: string, exitCode: number}} got
 * @param {string} filename
 */
export function observed(wanted, got, filename) {
  const error = wanted.error && uncaughtError(got.stderr, filename);
  // Standard error is compared where it is expected, and shown where it says why the program ended otherwise.
  const showStderr = wanted.stderr !== null || got.exitCode !== wanted.exitCode;
  return {
    output: linesOf(got.stdout),
    error: error && wanted.error?.line === null ? { ...error, line: null } : error,
    exitCode: got.exitCode,
    stderr: showStderr ? linesOf(got.stderr) : null,
  };
}

/**
 * The same part of the expectations.
 * @param {Expectations} wanted
 */
export function expected({ output, error, exitCode, stderr }) {
  return { output, error, exitCode, stderr };
}

/**
 * Describes the first difference between a run and what is expected; null if there is none.
 * @param {Expectations} wanted
 * @param {{stdout: string, stderr: string, exitCode: number}} got
 * @param {string} filename
 */
export function compare(wanted, got, filename) {
  const [left, right] = [JSON.stringify(expected(wanted)), JSON.stringify(observed(wanted, got, filename))];
  return left === right ? null : `expected ${left}, got ${right}`;
}
