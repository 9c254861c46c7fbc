// @ts-check

// `npm run bench`: the programs of bench/programs on this interpreter and its peers (bench/peers.mjs), in two tables.
//
//   --only a,b       these programs          --peers a,b      these columns, such as stackless,cpython,go
//   --repeat N       best of N (3)           --limit SECONDS  for one run (60)
//   --json FILE      writes the times        --baseline FILE  compares with times written before
//
// A program prints its result, then `#time SECONDS` for the work it measured itself (start-up apart, whose time is the
// process's). Most programs do their work five times in one process: `#time` is the mean, `#first` the first time, in which
// compilers have yet to warm up, and `#best` the shortest: with it what ticks cost is told. A result that differs from the program's `# result:` line is refused. `# units:` says
// what a program with tasklets has many of, and `#memory` how many bytes one takes; `# peers:` names those that can run it,
// if not all can. Peers that are missing are named and left out; one that cannot run a program has `crash`, `error` or
// `> limit` in its place.

import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS, PROGRAMS } from './peers.mjs';
import { printClassic, printTasklets } from './tables.mjs';

/** @typedef {import('./peers.mjs').Peer} Peer */
/** @typedef {import('./tables.mjs').Outcome} Outcome */
/** @typedef {import('./tables.mjs').Row} Row */

/**
 * What a program says about itself.
 * @param {string} name
 */
function readProgram(name) {
  const source = readFileSync(join(PROGRAMS, `${name}.py`), 'utf8');
  const said = (/** @type {string} */ key) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(source)?.[1];
  const [count = '1', what = 'run'] = said('units')?.split(' ') ?? [];
  return {
    name,
    kind: /^import stackless/m.test(source) ? 'stackless' : 'plain',
    wanted: said('result') ?? '',
    units: /** @type {[number, string]} */ ([Number(count), what]),
    peers: said('peers')?.split(' '),
  };
}

/** @typedef {ReturnType<typeof readProgram>} Program */

/**
 * @param {string[]} command
 * @param {Peer} peer
 * @param {Program} program
 * @param {number} limit seconds
 * @returns {Outcome}
 */
function runOnce([command = '', ...args], peer, { name, wanted }, limit) {
  const start = process.hrtime.bigint();
  const { stdout, status, signal, error } = spawnSync(command, args, {
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
  const fastest = number('best');
  return {
    seconds: Number(number('time') ?? whole),
    ...(first && { first: Number(first) }),
    ...(fastest && { fastest: Number(fastest) }),
    ...(memory && { memory: Number(memory) }),
  };
}

/**
 * The best of `repeat` runs; a long program is not run again. Undefined if the peer has no such program.
 * @param {Peer} peer
 * @param {Program} program
 * @param {{repeat: number, limit: number}} options
 */
function measure(peer, program, { repeat, limit }) {
  const command = peer.command(program.name);
  if (command === undefined) return undefined;
  let best = runOnce(command, peer, program, limit);
  for (let i = 1; i < repeat && best.seconds !== undefined && best.seconds < limit / 6; i++) {
    const again = runOnce(command, peer, program, limit);
    const fastest = fastestOf(best, again);
    if (again.seconds !== undefined && again.seconds < best.seconds) best = again;
    if (fastest !== undefined) best.fastest = fastest;
  }
  return best;
}

/**
 * @param {Outcome} a
 * @param {Outcome} b
 */
function fastestOf({ fastest: a }, { fastest: b }) {
  return a !== undefined && b !== undefined ? Math.min(a, b) : (a ?? b);
}

/** @param {string[]} asked */
function availablePeers(asked) {
  for (const name of asked) if (!PEERS[name]) throw new Error(`no such peer: ${name}`);
  return asked.filter((name) => {
    const { probe, env } = /** @type {Peer} */ (PEERS[name]);
    const [command = '', ...args] = probe;
    const { status } = spawnSync(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
    if (status !== 0) console.log(`left out: ${name} (${probe.join(' ')} does not run here)`);
    return status === 0;
  });
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

const all = readdirSync(PROGRAMS).filter((name) => name.endsWith('.py'));
const names = values.only?.split(',') ?? all.map((name) => name.slice(0, -3)).sort();
const peers = availablePeers(values.peers?.split(',') ?? Object.keys(PEERS));
const options = { repeat: Number(values.repeat), limit: Number(values.limit) };
/** @type {Record<string, Record<string, Outcome>> | null} */
const baseline = values.baseline ? JSON.parse(readFileSync(values.baseline, 'utf8')) : null;
const programs = names.map(readProgram);
/** @type {Row[]} */
const rows = [];
let refused = 0;
for (const program of programs) {
  /** @type {Record<string, Outcome>} */
  const outcomes = {};
  for (const peerName of program.peers?.filter((peer) => peers.includes(peer)) ?? peers) {
    const peer = /** @type {Peer} */ (PEERS[peerName]);
    if (peer.only && peer.only !== program.kind) continue;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${program.name} on ${peerName} `);
    try {
      const outcome = measure(peer, program, options);
      if (outcome) outcomes[peerName] = outcome;
    } catch (error) {
      refused++;
      console.error(error instanceof Error ? error.message : error);
      outcomes[peerName] = { problem: 'WRONG' };
    }
  }
  rows.push({ name: program.name, units: program.units, outcomes });
}
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
for (const [kind, print] of /** @type {const} */ ([
  ['plain', printClassic],
  ['stackless', printTasklets],
])) {
  const chosen = rows.filter((_, i) => programs[i]?.kind === kind);
  const columns = peers.filter((peer) => (PEERS[peer]?.only ?? kind) === kind);
  if (chosen.length === 0) continue;
  console.log();
  print(chosen, { peers: columns, baseline });
}
if (values.json) {
  const times = Object.fromEntries(rows.map(({ name, outcomes }) => [name, outcomes]));
  writeFileSync(values.json, `${JSON.stringify(times, null, 2)}\n`);
}
process.exitCode = refused > 0 ? 1 : 0;
