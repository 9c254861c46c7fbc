// @ts-check

// `npm run conformance -- --lib DIR [name ...]`: CPython's own tests on this interpreter.
//
// DIR is a `Lib` that has the package `test` (Debian: libpython3.11-testsuite puts one into /usr/lib/python3.11). A name
// is that of a module (test_dict), a class or a test of it (test_dict.DictTest.test_update).
//
// Each module runs in a process of its own, in bin/stackless test/conformance/driver.py, with limits on time and
// memory. The driver prints every outcome at once. When the process ends early, or a test takes too long, that test has
// failed, and another process goes on with the tests that have no outcome yet.
//
// Outcomes are held against the lists of that version of the tests, test/conformance/lists/VERSION: `failed`, `skip` and
// `slow`. A line names a test or a class (or a module: as one that cannot be run), and the reason. The run fails if a
// test fails that is not listed, and if a line of `failed` is true of no test any more.
//
//   --version V       of the tests (from DIR's name; 3.14)           --jobs N               at a time (2)
//   --json FILE       every outcome (conformance-results.json)       --timeout SECONDS      for a module (120)
//   --failed-only     only modules with failures listed              --test-timeout SECONDS for a test (30)
//   --update-failed   rewrites failed.txt for the modules run        --memory MB            for a process (2048)
//   --slow            runs what is listed as slow as well            --python COMMAND       another interpreter
//   --modules FILE    names of modules, one a line

import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @typedef {'passed' | 'failed' | 'skipped'} Status */
/** @typedef {{status: Status, reason?: string}} Outcome */
/** @typedef {{seconds: number, whole: boolean, outcomes: Map<string, Outcome>}} ModuleResult */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lib: { type: 'string' },
    version: { type: 'string' },
    json: { type: 'string', default: 'conformance-results.json' },
    python: { type: 'string', default: join(root, 'bin/stackless') },
    modules: { type: 'string' },
    timeout: { type: 'string', default: '120' },
    'test-timeout': { type: 'string', default: '30' },
    memory: { type: 'string', default: '2048' },
    jobs: { type: 'string', default: '2' },
    slow: { type: 'boolean', default: false },
    'failed-only': { type: 'boolean', default: false },
    'update-failed': { type: 'boolean', default: false },
  },
});
if (!values.lib) throw new Error('usage: npm run conformance -- --lib DIR [name ...]');
const tests = join(resolve(values.lib), 'test');
const version = values.version ?? /python(3\.\d+)\/?$/.exec(values.lib)?.[1] ?? '3.14';
const lists = join(root, 'test/conformance/lists', version);

/**
 * A list: name -> reason.
 * @param {string} name
 */
function readList(name) {
  const lines = readFileSync(join(lists, `${name}.txt`), 'utf8').split('\n');
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(entries.map((line) => /** @type {[string, string]} */ (splitEntry(line))));
}

/** @param {string} line */
function splitEntry(line) {
  const at = line.indexOf('  # ');
  if (at < 0) throw new Error(`a line without a reason: ${line}`);
  return [line.slice(0, at).trim(), line.slice(at + 4)];
}

const listed = { failed: readList('failed'), skip: readList('skip'), slow: readList('slow') };
const unwanted = [...listed.skip.keys(), ...(values.slow ? [] : listed.slow.keys())];

/**
 * The module of a test or class.
 * @param {string} name
 */
const moduleOf = (name) => name.split('.')[0] ?? '';

/**
 * Whether a line that says `name` speaks of `test`: the same, or a test of that class.
 * @param {string} name
 * @param {string} test
 */
const covers = (name, test) => test === name || (name.includes('.') && test.startsWith(`${name}.`));

// What to run.

function everyModule() {
  const names = readdirSync(tests).filter((name) => name.startsWith('test_'));
  const isModule = (/** @type {string} */ name) =>
    name.endsWith('.py') || statSync(join(tests, name)).isDirectory();
  return names.filter(isModule).map((name) => name.replace(/\.py$/, ''));
}

/** @param {string} file */
function namesIn(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
}

/** The modules to run, each with the only tests or classes wanted of it; empty for all. */
function chosenModules() {
  let names = positionals;
  if (names.length === 0) names = values.modules ? namesIn(values.modules) : everyModule().sort();
  if (values['failed-only']) {
    const failing = new Set([...listed.failed.keys()].map(moduleOf));
    names = names.filter((name) => failing.has(moduleOf(name)));
  }
  /** @type {Map<string, string[]>} */
  const chosen = new Map();
  for (const name of names.filter((name) => !unwanted.includes(name))) {
    const only = chosen.get(moduleOf(name)) ?? [];
    chosen.set(moduleOf(name), name.includes('.') ? [...only, name] : only);
  }
  return chosen;
}

// Running a module.

/** One process of the driver: reads what it prints, and ends it when its time is over. */
class Run {
  /** The test that has begun and has no outcome. */
  running = '';
  /** Whether the driver came to its end. */
  done = false;
  /** Why the process was ended. */
  ended = '';
  stderr = '';
  /** @type {NodeJS.Timeout | undefined} */
  timer;

  /**
   * @param {ModuleResult} result
   * @param {string[]} args
   * @param {string} folder
   */
  constructor(result, args, folder) {
    this.result = result;
    this.deadline = Date.now() + (Number(values.timeout) - result.seconds) * 1000;
    const env = { ...process.env, STACKLESS_MAX_HEAP: values.memory };
    this.child = spawn(values.python, args, {
      env,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => this.read(line));
    this.child.stderr
      .setEncoding('utf8')
      .on('data', (text) => (this.stderr = (this.stderr + text).slice(-2000)));
    this.watch();
  }

  /** Gives what goes on now its time. */
  watch() {
    clearTimeout(this.timer);
    const left = this.deadline - Date.now();
    const limit = Math.min(left, Number(values['test-timeout']) * 1000);
    const due = Date.now() + limit;
    this.timer = setTimeout(() => {
      // This process may have stood still: first it reads what was printed meanwhile.
      if (Date.now() - due > 5000 && left > limit) return this.watch();
      this.ended =
        limit === left
          ? `time-out of the module, ${values.timeout} s`
          : `time-out after ${values['test-timeout']} s`;
      this.kill();
    }, limit);
  }

  /** The tests start processes of their own: the whole group ends. */
  kill() {
    try {
      if (this.child.pid) process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }

  /** @param {string} line */
  read(line) {
    const [, kind, name = '', reason] = /^\t(\w+) (\S+) ?(.*)$/.exec(line) ?? [];
    const { outcomes } = this.result;
    if (kind === 'start') this.running = name;
    else if (kind === 'done') [this.done, this.running] = [true, ''];
    else if (kind === 'passed' || kind === 'failed' || kind === 'skipped') {
      if (outcomes.get(name)?.status !== 'failed')
        outcomes.set(name, { status: kind, ...(reason && { reason }) });
      if (name === this.running) this.running = '';
    } else return;
    this.watch();
  }

  /** The process's end. A test that was running has failed. */
  async end() {
    const [code, signal] = await new Promise((settle, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (code, signal) => settle([code, signal]));
    });
    clearTimeout(this.timer);
    this.kill();
    if (this.done) return;
    const last = this.stderr.trim().split('\n').at(-1) ?? '';
    const reason = this.ended || `the process ended: ${signal ?? `exit code ${code}`} ${last}`.slice(0, 300);
    this.result.outcomes.set(this.running || moduleOf(this.module), { status: 'failed', reason });
  }

  /** The name of the module, the driver's second argument. */
  get module() {
    return this.child.spawnargs[3] ?? '';
  }
}

/** How often a module is taken up again after a test that ended the process. */
const RESTARTS = 20;

/**
 * Runs one module; every process gets what is left of its time.
 * @param {string} module
 * @param {string[]} only
 * @param {string} folder for the driver: holds nothing but DIR's package `test`, so that the rest of DIR's library,
 *   which may be of another version, does not stand in front of our own
 * @returns {Promise<ModuleResult>}
 */
async function runModule(module, only, folder) {
  /** @type {ModuleResult} */
  const result = { seconds: 0, whole: only.length === 0, outcomes: new Map() };
  const here = join(folder, 'in', module);
  mkdirSync(here, { recursive: true });
  for (let restarts = 0; ; restarts++) {
    const start = Date.now();
    const skipped = [...unwanted.filter((name) => name.startsWith(`${module}.`)), ...result.outcomes.keys()];
    const selection = [...only.map((name) => `+${name}`), ...skipped.map((name) => `-${name}`)];
    const run = new Run(
      result,
      [join(root, 'test/conformance/driver.py'), folder, module, ...selection],
      here,
    );
    await run.end();
    result.seconds += (Date.now() - start) / 1000;
    if (run.done) return result;
    const hopeless = run.running === '' || restarts === RESTARTS || result.seconds >= Number(values.timeout);
    if (hopeless) {
      result.whole = false;
      return result;
    }
  }
}

// What came out.

/**
 * What in a module's outcomes is not as the lists say.
 * @param {string} module
 * @param {ModuleResult} result
 */
function surprises(module, { whole, outcomes }) {
  const lines = [...listed.failed.keys()].filter((name) => moduleOf(name) === module);
  const found = [];
  for (const [name, { status, reason = '' }] of outcomes) {
    if (status === 'failed' && !lines.some((line) => covers(line, name)))
      found.push(`fails, and is not listed: ${name}  # ${reason}`);
  }
  for (const line of lines) {
    const spoken = [...outcomes].filter(([name]) => covers(line, name));
    if (spoken.some(([, { status }]) => status === 'failed')) continue;
    if (spoken.some(([, { status }]) => status === 'passed'))
      found.push(`passes, and is listed as failed: ${line}`);
    else if (whole && spoken.length === 0) found.push(`is listed as failed, and is not there: ${line}`);
  }
  return found;
}

/**
 * What a test said, as the reason of a line: until someone knows a better one.
 * @param {string} text
 */
const asReason = (text) =>
  text
    .replace(/(\\n|\s)+/g, ' ')
    .replace(/0x[0-9a-f]{6,}/g, '0x...')
    .slice(0, 120)
    .trim();

/**
 * The list of failures for the modules that were run, with old reasons where a line is still true.
 * @param {Map<string, ModuleResult>} results
 */
function updateFailed(results) {
  const file = join(lists, 'failed.txt');
  const head = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  /** @type {Map<string, string>} */
  const kept = new Map();
  for (const [name, reason] of listed.failed) {
    const result = results.get(moduleOf(name));
    if (!result || (!result.whole && ![...result.outcomes.keys()].some((test) => covers(name, test))))
      kept.set(name, reason);
  }
  for (const { outcomes } of results.values()) {
    for (const [test, { status, reason = 'unknown' }] of outcomes) {
      if (status !== 'failed') continue;
      const line = [...listed.failed].find(([name]) => covers(name, test));
      kept.set(...(line ?? /** @type {[string, string]} */ ([test, asReason(reason)])));
    }
  }
  const lines = [...kept].map(([name, reason]) => `${name}  # ${reason}`).sort();
  writeFileSync(file, `${[...head, ...lines].join('\n')}\n`);
}

/** @param {Map<string, ModuleResult>} results */
function writeResults(results) {
  const json = [...results]
    .sort()
    .map(([module, { seconds, outcomes }]) => [module, { seconds, outcomes: Object.fromEntries(outcomes) }]);
  writeFileSync(values.json, `${JSON.stringify(Object.fromEntries(json), null, 2)}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
symlinkSync(tests, join(folder, 'test'));
const todo = [...chosenModules()];
/** @type {Map<string, ModuleResult>} */
const results = new Map();
const count = { passed: 0, failed: 0, skipped: 0, surprising: 0 };

async function worker() {
  for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
    const [module, only] = next;
    const result = await runModule(module, only, folder);
    results.set(module, result);
    const here = { passed: 0, failed: 0, skipped: 0 };
    for (const { status } of result.outcomes.values()) here[status]++;
    const wrong = surprises(module, result);
    const { passed, failed, skipped } = here;
    console.log(
      `${module}: ${passed} passed, ${failed} failed, ${skipped} skipped (${result.seconds.toFixed(1)} s)`,
    );
    if (!values['update-failed']) for (const line of wrong) console.log(`  ${line}`);
    count.passed += passed;
    count.failed += failed;
    count.skipped += skipped;
    count.surprising += wrong.length;
    writeResults(results);
  }
}

await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
rmSync(folder, { recursive: true });
if (values['update-failed']) updateFailed(results);
else if (count.surprising > 0) {
  console.log(`${count.surprising} not as test/conformance/lists/${version} say`);
  process.exitCode = 1;
}
console.log(`${results.size} modules; ${count.failed} tests fail, as listed or not`);
// What is listed is expected; what counts as failed is what differs from the lists.
console.log(
  `${count.passed} passed, ${values['update-failed'] ? 0 : count.surprising} failed, ${count.skipped} skipped`,
);
