// @ts-check

// Who runs the programs: this interpreter and its peers. Those that speak Python are given the program itself; Go and
// Erlang have programs of their own in bench/peers, each in its own idiom, for those that import stackless.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildUnticked } from './unticked.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const PROGRAMS = join(root, 'bench/programs');
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/**
 * @typedef {object} Peer
 * @property {(program: string) => string[] | undefined} command what runs a program of this name; undefined: it has none
 * @property {Record<string, string>} [env]
 * @property {'stackless' | 'plain'} [only] programs that import stackless, or those that do not
 * @property {string[]} probe a command that succeeds where the peer can be used
 */

/** @param {string[]} command */
const ofPython =
  (...command) =>
  (/** @type {string} */ program) => [...command, join(PROGRAMS, `${program}.py`)];

/** @type {string | undefined} */
let folder;

/** Where compiled programs are kept until this process ends. */
function compiled() {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'stackless-bench-'));
    process.on('exit', () => rmSync(made, { recursive: true }));
    folder = made;
  }
  return folder;
}

/**
 * The peer's own source of a program, and its arguments: `schedule` with `1000` is schedule_1000.
 * @param {string} language folder and suffix, such as `go/.go`
 * @param {string} program
 */
function ownSource(language, program) {
  const [path = '', suffix = ''] = language.split('/');
  const [, base = program, number] = /^(.+)_(\d+)$/.exec(program) ?? [];
  const names = [program, base];
  const name = names.find((each) => existsSync(join(root, 'bench/peers', path, each + suffix)));
  if (name === undefined) return undefined;
  return { name, args: name === program || number === undefined ? [] : [number] };
}

/** @param {string} program */
function goCommand(program) {
  const source = ownSource('go/.go', program);
  if (source === undefined) return undefined;
  const binary = join(compiled(), source.name);
  if (!existsSync(binary))
    execFileSync('go', ['build', '-o', binary, `${source.name}.go`, 'measure.go'], {
      cwd: join(root, 'bench/peers/go'),
    });
  return [binary, ...source.args];
}

/** @param {string} program */
function erlangCommand(program) {
  const source = ownSource('erlang/.erl', program);
  if (source === undefined) return undefined;
  if (!existsSync(join(compiled(), 'measure.beam'))) {
    const cwd = join(root, 'bench/peers/erlang');
    execFileSync('erlc', ['-o', compiled(), ...readdirSync(cwd)], { cwd });
  }
  const options = ['+S', '1', '+P', '2000000', '-noshell', '-pa', compiled()];
  return ['erl', ...options, '-run', 'measure', 'main', source.name, ...source.args];
}

/** @type {string | undefined} */
let unticked;

/** @param {string} program */
const untickedCommand = (program) => [
  (unticked ??= buildUnticked(mkdtempSync(join(compiled(), 'unticked-')))),
  join(PROGRAMS, `${program}.py`),
];

/** All of them use one processor. @type {Record<string, Peer>} */
export const PEERS = {
  stackless: {
    command: ofPython(join(root, 'bin/stackless')),
    probe: [join(root, 'bin/stackless'), '-c', 'pass'],
  },
  unticked: { command: untickedCommand, only: 'plain', probe: [process.execPath, '-e', '0'] },
  cpython: { command: ofPython(python), only: 'plain', probe: [python, '-c', 'pass'] },
  greenlet: {
    command: ofPython(python),
    env: { PYTHONPATH: join(root, 'bench/peers/greenlet') },
    only: 'stackless',
    probe: [python, '-c', 'import greenlet'],
  },
  pypy: { command: ofPython('pypy3'), probe: ['pypy3', '-c', 'pass'] },
  go: { command: goCommand, env: { GOMAXPROCS: '1' }, only: 'stackless', probe: ['go', 'version'] },
  erlang: {
    command: erlangCommand,
    only: 'stackless',
    probe: ['erl', '-noshell', '-eval', 'halt().'],
  },
  pyodide: {
    command: ofPython(process.execPath, '--stack-size=5600', join(root, 'tools/oracle.mjs')),
    only: 'plain',
    probe: [
      process.execPath,
      '--stack-size=5600',
      join(root, 'tools/oracle.mjs'),
      join(PROGRAMS, 'startup.py'),
    ],
  },
};
