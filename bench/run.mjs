// @ts-check

// `npm run bench`: the programs of bench/programs on this interpreter and its peers, in one table.
//
//   --only a,b       these programs          --peers a,b      these columns (stackless cpython pypy greenlet pyodide)
//   --repeat N       best of N (3)           --limit SECONDS  for one run (60)
//   --json FILE      writes the times        --baseline FILE  compares with times written before
//
// A program prints its result, then `#time SECONDS` for the work it measured itself (start-up apart, whose time is the
// process's). Most programs do their work five times in one process: `#time` is the mean, and `#first` the first time, in
// which compilers have yet to warm up. Both are shown as shares of CPython's times. A result that differs from the program's
// `# result:` line is refused. Peers that are missing are named and left out; a peer that cannot run a program has `crash`,
// `error` or `> limit` in its place.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const programs = join(root, 'bench/programs');

/**
 * @typedef {object} Peer
 * @property {string[]} command
 * @property {Record<string, string>} [env]
 * @property {'stackless' | 'plain'} [only] programs that import stackless, or those that do not
 * @property {string[]} probe arguments that succeed where the peer can be used
 */

const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** @type {Record<string, Peer>} */
const PEERS = {
  stackless: { command: [join(root, 'bin/stackless')], probe: ['-c', 'pass'] },
  cpython: { command: [python], only: 'plain', probe: ['-c', 'pass'] },
  pypy: { command: ['pypy3'], probe: ['-c', 'pass'] },
  greenlet: {
    command: [python],
    env: { PYTHONPATH: join(root, 'bench/greenlet') },
    only: 'stackless',
    probe: ['-c', 'import greenlet'],
  },
  pyodide: {
    command: [process.execPath, '--stack-size=5600', join(root, 'tools/oracle.mjs')],
    only: 'plain',
    probe: [join(programs, 'startup.py')],
  },
};

/** @typedef {{seconds?: number, first?: number, memory?: number, problem?: string}} Outcome */

/**
 * @param {Peer} peer
 * @param {string} name
 * @param {string} wanted
 * @param {number} limit seconds
 * @returns {Outcome}
 */
function runOnce(peer, name, wanted, limit) {
  const [command = '', ...args] = peer.command;
  const start = process.hrtime.bigint();
  const { stdout, status, signal, error } = spawnSync(command, [...args, join(programs, `${name}.py`)], {
    encoding: 'utf8',
    timeout: limit * 1000,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...peer.env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const whole = Number(process.hrtime.bigint() - start) / 1e9;
  if (error && 'code' in error && error.code === 'ETIMEDOUT') return { problem: `> ${limit} s` };
  if (signal || (status !== null && status >= 128)) return { problem: 'crash' };
  if (status !== 0) return { problem: 'error' };
  const lines = stdout.trimEnd().split('\n');
  const printed = lines.filter((line) => !line.startsWith('#')).join('\n');
  if (printed !== wanted)
    throw new Error(`${name} on ${command}: wrong result\n  expected ${wanted}\n  got      ${printed}`);
  const number = (/** @type {string} */ key) =>
    lines.find((line) => line.startsWith(`#${key} `))?.split(' ')[1];
  const memory = number('memory');
  const first = number('first');
  return {
    seconds: Number(number('time') ?? whole),
    ...(first && { first: Number(first) }),
    ...(memory && { memory: Number(memory) }),
  };
}

/**
 * The best of `repeat` runs; a long program is not run again.
 * @param {Peer} peer
 * @param {string} name
 * @param {{wanted: string, repeat: number, limit: number}} options
 */
function measure(peer, name, { wanted, repeat, limit }) {
  let best = runOnce(peer, name, wanted, limit);
  for (let i = 1; i < repeat && best.seconds !== undefined && best.seconds < limit / 6; i++) {
    const again = runOnce(peer, name, wanted, limit);
    if (again.seconds !== undefined && again.seconds < best.seconds) best = again;
  }
  return best;
}

/** @param {string[]} asked */
function availablePeers(asked) {
  for (const name of asked) if (!PEERS[name]) throw new Error(`no such peer: ${name}`);
  return asked.filter((name) => {
    const { command, probe, env } = /** @type {Peer} */ (PEERS[name]);
    const [program = '', ...args] = command;
    const usable =
      spawnSync(program, [...args, ...probe], { env: { ...process.env, ...env }, stdio: 'ignore' }).status ===
      0;
    if (!usable) console.log(`left out: ${name} (${command.join(' ')} does not run here)`);
    return usable;
  });
}

/** @param {Outcome | undefined} outcome */
function cell(outcome) {
  if (!outcome) return '';
  if (outcome.seconds === undefined) return outcome.problem ?? '';
  const time = `${outcome.seconds.toFixed(outcome.seconds < 0.1 ? 4 : 3)} s`;
  return outcome.memory ? `${time}, ${outcome.memory} B each` : time;
}

/**
 * Our time as a share of another's, or undefined; CPython with greenlets stands for CPython where it has no tasklets.
 * @param {Outcome | undefined} ours
 * @param {Outcome | undefined} theirs
 * @param {'seconds' | 'first'} [what]
 */
function share(ours, theirs, what = 'seconds') {
  const [a, b] = [ours?.[what], theirs?.[what]];
  return a && b ? a / b : undefined;
}

/** @param {number | undefined} value */
const shown = (value) => (value === undefined ? '' : value.toFixed(2));

/** @param {number[]} values */
const geometricMean = (values) => Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);

/** @param {string[][]} rows */
function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of rows) {
    const cells = row.map((text, at) =>
      at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    peers: { type: 'string' },
    repeat: { type: 'string', default: '3' },
    limit: { type: 'string', default: '60' },
    json: { type: 'string' },
    baseline: { type: 'string' },
  },
});

const all = readdirSync(programs).filter((name) => name.endsWith('.py'));
const names = values.only?.split(',') ?? all.map((name) => name.slice(0, -3)).sort();
const peers = availablePeers(values.peers?.split(',') ?? Object.keys(PEERS));
/** @type {Record<string, Record<string, Outcome>>} */
const baseline = values.baseline ? JSON.parse(readFileSync(values.baseline, 'utf8')) : {};
/** @type {Record<string, Record<string, Outcome>>} */
const results = {};
const rows = [['program', ...peers, 'share', 'first', ...(values.baseline ? ['of baseline'] : [])]];
/** Shares of CPython's time over the classic programs: of the mean, and of the first run. */
const classic = { seconds: /** @type {number[]} */ ([]), first: /** @type {number[]} */ ([]) };
let refused = 0;
for (const name of names) {
  const source = readFileSync(join(programs, `${name}.py`), 'utf8');
  const kind = /^import stackless/m.test(source) ? 'stackless' : 'plain';
  const wanted = /^# result: (.*)$/m.exec(source)?.[1] ?? '';
  /** @type {Record<string, Outcome>} */
  const row = {};
  for (const peerName of peers) {
    const peer = /** @type {Peer} */ (PEERS[peerName]);
    if (peer.only && peer.only !== kind) continue;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${name} on ${peerName} `);
    try {
      row[peerName] = measure(peer, name, {
        wanted,
        repeat: Number(values.repeat),
        limit: Number(values.limit),
      });
    } catch (error) {
      refused++;
      console.error(error instanceof Error ? error.message : error);
      row[peerName] = { problem: 'WRONG' };
    }
  }
  results[name] = row;
  const ours = row.stackless;
  const theirs = row.cpython ?? row.greenlet;
  const shares = { seconds: share(ours, theirs), first: share(ours, theirs, 'first') };
  if (kind === 'plain' && shares.seconds && shares.first) {
    classic.seconds.push(shares.seconds);
    classic.first.push(shares.first);
  }
  rows.push([
    name,
    ...peers.map((peer) => cell(row[peer])),
    shown(shares.seconds),
    shown(shares.first),
    ...(values.baseline ? [shown(share(ours, baseline[name]?.stackless))] : []),
  ]);
}
if (classic.seconds.length > 1) {
  const means = [geometricMean(classic.seconds), geometricMean(classic.first)];
  rows.push(['geometric mean, classic', ...peers.map(() => ''), ...means.map(shown)]);
}
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
printTable(rows);
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.exitCode = refused > 0 ? 1 : 0;
