// @ts-check

// `npm run conformance -- --lib DIR [module ...]`: CPython's own tests on this interpreter.
//
// DIR is a `Lib` that has the package `test` (Debian: libpython3.11-testsuite puts one into /usr/lib/python3.11).
// Each module runs in a process of its own, in bin/stackless test/conformance/driver.py, with limits on time and
// memory; the driver prints every outcome at once, so what was known before a crash or a time-out counts. Outcomes are
// held against test/conformance/lists: `failed` (a test there that passes fails the run), `skip`, `slow`.
//
//   --json FILE       every outcome (conformance-results.json)       --timeout SECONDS  for a module (120)
//   --failed-only     only what is listed as failed                  --memory MB        for a process (2048)
//   --update-failed   rewrites failed.txt for the modules run        --jobs N           at a time (2)
//   --slow            runs what is listed as slow as well            --python COMMAND   another interpreter
//   --modules FILE    names of modules, one a line

import { spawn } from 'node:child_process';
import {
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
const lists = join(root, 'test/conformance/lists');

/** @typedef {'passed' | 'failed' | 'skipped'} Status */
/** @typedef {{status: Status, reason?: string}} Outcome */
/** @typedef {{seconds: number, outcomes: Map<string, Outcome>}} ModuleResult */

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

/**
 * Whether a list names the test itself, its class, or its module.
 * @param {Iterable<string>} names
 * @param {string} test
 */
const covers = (names, test) => [...names].some((name) => test === name || test.startsWith(`${name}.`));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lib: { type: 'string' },
    json: { type: 'string', default: 'conformance-results.json' },
    python: { type: 'string', default: join(root, 'bin/stackless') },
    modules: { type: 'string' },
    timeout: { type: 'string', default: '120' },
    memory: { type: 'string', default: '2048' },
    jobs: { type: 'string', default: '2' },
    slow: { type: 'boolean', default: false },
    'failed-only': { type: 'boolean', default: false },
    'update-failed': { type: 'boolean', default: false },
  },
});
if (!values.lib) throw new Error('usage: npm run conformance -- --lib DIR [test_module ...]');

/**
 * The path the driver gets: a folder that holds nothing but DIR's package `test`, so that the rest of DIR's library,
 * which may be of another version, does not stand in front of our own.
 * @param {string} lib
 */
function testsOnly(lib) {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  symlinkSync(join(resolve(lib), 'test'), join(folder, 'test'));
  return folder;
}

const listed = { failed: readList('failed'), skip: readList('skip'), slow: readList('slow') };
const unwanted = [...listed.skip.keys(), ...(values.slow ? [] : listed.slow.keys())];
const folder = testsOnly(values.lib);

/** @param {string} lib */
function everyModule(lib) {
  const names = readdirSync(join(lib, 'test')).filter((name) => name.startsWith('test_'));
  const isPackage = (/** @type {string} */ name) => statSync(join(lib, 'test', name)).isDirectory();
  return names
    .filter((name) => name.endsWith('.py') || isPackage(name))
    .map((name) => name.replace(/\.py$/, ''));
}

function chosenModules() {
  if (positionals.length > 0) return positionals;
  if (values.modules)
    return readFileSync(values.modules, 'utf8')
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim())
      .filter(Boolean);
  const all = everyModule(values.lib ?? '').sort();
  return values['failed-only']
    ? all.filter((name) => [...listed.failed.keys()].some((test) => covers([name], test)))
    : all;
}

/**
 * Runs one module; the process gets what is left of its time, and not more memory than allowed.
 * @param {string} module
 * @returns {Promise<ModuleResult>}
 */
function runModule(module) {
  const skipped = unwanted.filter((name) => name.startsWith(`${module}.`));
  const limit = Number(values.timeout);
  const env = { ...process.env, STACKLESS_MAX_HEAP: values.memory };
  const args = [join(root, 'test/conformance/driver.py'), folder, module, ...skipped];
  const child = spawn(values.python, args, {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  let [running, seconds, done, timedOut, stderr] = ['', limit, false, false, ''];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, kind, name = '', reason] = /^\t(\w+) (\S+) ?(.*)$/.exec(line) ?? [];
    if (kind === 'start') running = name;
    else if (kind === 'done') [done, seconds, running] = [true, Number(name), ''];
    else if (kind === 'passed' || kind === 'failed' || kind === 'skipped') {
      if (outcomes.get(name)?.status !== 'failed')
        outcomes.set(name, { status: kind, ...(reason && { reason }) });
      if (name === running) running = '';
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr = (stderr + text).slice(-2000)));
  const timer = setTimeout(() => {
    timedOut = true;
    // The tests start processes of their own: the whole group ends.
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  }, limit * 1000);
  return new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (!done) {
        const last = stderr.trim().split('\n').at(-1) ?? '';
        const reason = timedOut
          ? `time-out after ${limit} s`
          : `process ended: ${signal ?? `exit code ${code}`} ${last}`;
        outcomes.set(running === '' ? module : running, { status: 'failed', reason: reason.slice(0, 300) });
      }
      settle({ seconds, outcomes });
    });
  });
}

/**
 * What in a module's outcomes is not as the lists say.
 * @param {ModuleResult} result
 */
function surprises({ outcomes }) {
  const failed = [...listed.failed.keys()];
  const found = [];
  for (const [name, { status, reason = '' }] of outcomes) {
    if (status === 'failed' && !covers(failed, name))
      found.push(`fails, and is not listed: ${name}  # ${reason}`);
    if (status === 'passed' && listed.failed.has(name))
      found.push(`passes, and is listed as failed: ${name}`);
  }
  return found;
}

/**
 * The list of failures for the modules that were run, with old reasons where a reason was given by hand.
 * @param {Map<string, ModuleResult>} results
 */
function updateFailed(results) {
  const head = readFileSync(join(lists, 'failed.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  const kept = [...listed.failed].filter(([name]) => !covers(results.keys(), name));
  for (const { outcomes } of results.values()) {
    for (const [name, { status, reason }] of outcomes) {
      if (status === 'failed') kept.push([name, listed.failed.get(name) ?? reason ?? 'unknown']);
    }
  }
  const lines = kept.map(([name, reason]) => `${name}  # ${reason.replaceAll('\n', ' ')}`).sort();
  writeFileSync(join(lists, 'failed.txt'), `${[...head, ...lines].join('\n')}\n`);
}

const todo = chosenModules().filter((module) => !covers(unwanted, module));
/** @type {Map<string, ModuleResult>} */
const results = new Map();
const count = { passed: 0, failed: 0, skipped: 0, surprising: 0 };

async function worker() {
  for (let module = todo.shift(); module !== undefined; module = todo.shift()) {
    const result = await runModule(module);
    results.set(module, result);
    const here = { passed: 0, failed: 0, skipped: 0 };
    for (const { status } of result.outcomes.values()) here[status]++;
    const wrong = surprises(result);
    const { passed, failed, skipped } = here;
    console.log(
      `${module}: ${passed} passed, ${failed} failed, ${skipped} skipped (${result.seconds.toFixed(1)} s)`,
    );
    if (!values['update-failed']) for (const line of wrong) console.log(`  ${line}`);
    count.passed += passed;
    count.failed += failed;
    count.skipped += skipped;
    count.surprising += wrong.length;
  }
}

await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
rmSync(folder, { recursive: true });
const json = [...results]
  .sort()
  .map(([module, { seconds, outcomes }]) => [module, { seconds, outcomes: Object.fromEntries(outcomes) }]);
writeFileSync(values.json, `${JSON.stringify(Object.fromEntries(json), null, 2)}\n`);
if (values['update-failed']) updateFailed(results);
console.log(
  `${results.size} modules: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`,
);
if (!values['update-failed'] && count.surprising > 0) {
  console.log(`${count.surprising} not as test/conformance/lists say`);
  process.exitCode = 1;
}
