// @ts-check

// Random expressions and programs, on CPython and on this interpreter: `npm run random -- [--seeds N] [--first SEED] [expressions|programs|callbacks|flight|pickling]`.
//
// Many cases make one run of each interpreter; a case that differs is made smaller for as long as it still differs, and
// printed with both results. test/random runs a few seeds as part of `npm test`.

import { fileURLToPath, pathToFileURL } from 'node:url';
import { createOracle } from './oracle.mjs';
import {
  EXPRESSION_PRELUDE,
  ExpressionGenerator,
  randomNumbers,
  simpler,
  textOf,
} from './random-expressions.mjs';
import {
  CALLBACK_PRELUDE,
  CallbackGenerator,
  callbackText,
  inMode,
  simplerCallbacks,
} from './random-callbacks.mjs';
import { IN_FLIGHT_PRELUDE, InFlightGenerator } from './random-in-flight.mjs';
import { hopping, PICKLED_CALLBACK_PRELUDE, PICKLED_PROGRAM_PRELUDE } from './random-pickling.mjs';
import { PROGRAM_PRELUDE, ProgramGenerator, programText, smallerPrograms } from './random-programs.mjs';

/**
 * @template T
 * @typedef {object} Kind a kind of cases
 * @property {string} prelude what stands before all cases
 * @property {string} call the function of the prelude that runs a case
 * @property {number} cases how many a seed makes
 * @property {(next: () => number) => T} make
 * @property {(value: T) => string} text
 * @property {(value: T) => T[]} smaller
 * @property {(both: Both) => Both} [runners] what is compared, if not CPython and this interpreter
 */

/** @type {Kind<import('./random-expressions.mjs').Tree>} */
export const EXPRESSIONS = {
  prelude: EXPRESSION_PRELUDE,
  call: 'show',
  cases: 400,
  make: (next) =>
    new ExpressionGenerator(next).expression(next() < 0.1 ? 'set' : 'any', 1 + Math.floor(next() * 4)),
  text: textOf,
  smaller: simpler,
};

/** @type {Kind<import('./random-programs.mjs').Statement[]>} */
export const PROGRAMS = {
  prelude: PROGRAM_PRELUDE,
  call: 'run',
  cases: 60,
  make: (next) => new ProgramGenerator(next).program(),
  text: (program) => programText(program),
  smaller: smallerPrograms,
};

/** @type {Kind<import('./random-callbacks.mjs').Case>} */
export const CALLBACKS = {
  prelude: CALLBACK_PRELUDE,
  call: 'attempt',
  cases: 250,
  make: (next) => new CallbackGenerator(next).case(),
  text: callbackText,
  smaller: simplerCallbacks,
};

/** Tasklets that are pickled in the midst of such calls, beside those that are not. @type {typeof CALLBACKS} */
export const PICKLED_CALLBACKS = {
  ...CALLBACKS,
  prelude: PICKLED_CALLBACK_PRELUDE,
  call: 'hop',
  runners: ({ ours }) => ({
    oracle: (source) => ours(inMode('plain', source)),
    ours: hopping(ours),
  }),
};

/** Programs full of iterators and the like. @type {typeof PROGRAMS} */
export const IN_FLIGHT = {
  ...PROGRAMS,
  prelude: IN_FLIGHT_PRELUDE,
  cases: 24,
  make: (next) => new InFlightGenerator(next).program(),
};

/** Such programs whose tasklets are pickled, beside those that are not. @type {typeof PROGRAMS} */
export const PICKLED_PROGRAMS = {
  ...IN_FLIGHT,
  prelude: PICKLED_PROGRAM_PRELUDE,
  call: 'hop',
  runners: PICKLED_CALLBACKS.runners,
};

/** Results that depend on the width of C's integers, which is 32 bits where the oracle runs, or on how deep the caller is. */
const OF_THE_PLATFORM = /C (int|long|ssize_t)|index-sized integer|at the recursion depth/;

/** What a frame may hold that no pickle can. */
export const NOT_TO_BE_PICKLED =
  /^pickling: TypeError cannot pickle '(\w+\.)?(property|memoryview|memory_iterator|mappingproxy|TextIOWrapper|Buffered\w+|FileIO|(De)?[Cc]ompress|md5|(SHA|sha|shake|blake)\w+)'/;

/** How many smaller forms of a failing case are tried in one run. */
const BATCH = 100;

/** @typedef {(source: string) => Promise<string>} Runner gives a program's standard output, and its errors */
/** @typedef {{ oracle: Runner, ours: Runner }} Both */

/**
 * The results of cases, by number.
 * @param {Runner} run
 * @param {string} prelude
 * @param {string} call
 * @param {string[]} texts
 */
async function results(run, prelude, call, texts) {
  const source = texts.map(
    (text, i) => `${call}(${i}, ${JSON.stringify(text).replace(/\\u(?=[dD])/g, '\\u')})`,
  );
  const output = await run(`${prelude}\n${source.join('\n')}\n`);
  const found = /** @type {string[]} */ (new Array(texts.length).fill('(no result)'));
  for (const line of output.split('\n')) {
    const match = /^(\d+) (.*)$/.exec(line);
    if (match)
      found[Number(match[1])] = /** @type {string} */ (match[2]).replace(/ (?:at|@) 0x[0-9a-f]+/g, '');
  }
  return { found, output };
}

/**
 * The cases of a seed on which the two disagree, each as small as it could be made: text and both results.
 * @template T
 * @param {Kind<T>} kind
 * @param {number} seed
 * @param {Runner} oracle
 * @param {Runner} ours
 * @returns {Promise<{text: string, expected: string, actual: string}[]>}
 */
export async function differences(kind, seed, oracle, ours) {
  const next = randomNumbers(seed);
  const cases = Array.from({ length: kind.cases }, () => kind.make(next));
  const disagreeing = await compare(kind, cases, oracle, ours);
  const found = [];
  for (const failing of disagreeing.slice(0, 5)) found.push(await smallest(kind, failing, oracle, ours));
  return found;
}

/**
 * @template T
 * @param {Kind<T>} kind
 * @param {T[]} cases
 * @param {Runner} oracle
 * @param {Runner} ours
 */
async function compare(kind, cases, oracle, ours) {
  const texts = cases.map(kind.text);
  const [expected, actual] = [
    await results(oracle, kind.prelude, kind.call, texts),
    await results(ours, kind.prelude, kind.call, texts),
  ];
  return cases
    .map((value, i) => ({
      value,
      text: texts[i] ?? '',
      expected: expected.found[i] ?? '',
      actual: actual.found[i] ?? '',
    }))
    .filter(
      (each) =>
        each.expected !== each.actual &&
        !OF_THE_PLATFORM.test(each.expected) &&
        !NOT_TO_BE_PICKLED.test(each.actual),
    );
}

/**
 * Makes a failing case smaller until nothing smaller fails.
 * @template T
 * @param {Kind<T>} kind
 * @param {{value: T, text: string, expected: string, actual: string}} failing
 * @param {Runner} oracle
 * @param {Runner} ours
 */
async function smallest(kind, failing, oracle, ours) {
  let best = failing;
  for (let turn = 0; turn < 50; turn++) {
    const candidates = kind.smaller(best.value).filter((value) => kind.text(value).length < best.text.length);
    candidates.sort((a, b) => kind.text(a).length - kind.text(b).length);
    let found;
    for (let i = 0; found === undefined && i < candidates.length; i += BATCH) {
      found = (await compare(kind, candidates.slice(i, i + BATCH), oracle, ours))[0];
    }
    if (found === undefined) break;
    best = found;
  }
  const { text, expected, actual } = best;
  return { text, expected, actual };
}

/** Both interpreters, in this process. */
export async function interpreters() {
  const python = await createOracle();
  /** @type {{runProgram(source: string, options: {filename: string}): Promise<{stdout: string, stderr: string}>}} */
  const { runProgram } = await import(pathToFileURL('dist/index.js').href);
  return {
    /** @type {Runner} */
    oracle(source) {
      const { stdout, stderr } = python.run(source, { filename: 'random.py' });
      return Promise.resolve(`${stdout}\n${stderr}`);
    },
    /** @type {Runner} */
    async ours(source) {
      const { stdout, stderr } = await runProgram(source, { filename: 'random.py' });
      return `${stdout}\n${stderr}`;
    },
  };
}

/** @param {string[]} args */
async function main(args) {
  const option = (/** @type {string} */ name, /** @type {number} */ otherwise) =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise;
  const [count, first] = [option('--seeds', 10), option('--first', 1)];
  /** @type {Record<string, readonly (typeof EXPRESSIONS | typeof PROGRAMS | typeof CALLBACKS)[]>} */
  const all = {
    expressions: [EXPRESSIONS],
    programs: [PROGRAMS],
    callbacks: [CALLBACKS],
    flight: [IN_FLIGHT],
    pickling: [PICKLED_CALLBACKS, PICKLED_PROGRAMS],
  };
  const wanted = Object.entries(all).filter(([name]) => args.includes(name));
  const kinds = (wanted.length > 0 ? wanted : Object.entries(all)).flatMap(([, each]) => each);
  const both = await interpreters();
  let failures = 0;
  for (let seed = first; seed < first + count; seed++) {
    for (const kind of kinds) {
      const { oracle, ours } = kind.runners?.(both) ?? both;
      // @ts-expect-error each kind fits itself
      for (const { text, expected, actual } of await differences(kind, seed, oracle, ours)) {
        failures++;
        console.log(`seed ${seed}, ${kind.call}:\n${text}\n  expected ${expected}\n  actual   ${actual}\n`);
      }
    }
  }
  console.log(`${count} seeds, ${failures} differences`);
  process.exitCode = failures > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
