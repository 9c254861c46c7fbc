// The documents are tests too: every snippet is run, and prints what stands below it (test/support/documents.ts).

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commandsOf, fileNameOf, type Snippet, snippetsOf } from '../support/documents.ts';
import { type Outcome, runCommand, runProcess, runShell, SECONDS } from '../support/interpreter.ts';

const DOCUMENTS = ['README.md', 'docs/stackless.md'];

/** What a program has printed; tracebacks name files without the folder that is made for a test. */
const printed = ({ stdout, stderr }: Outcome, cwd: string): string =>
  (stdout + stderr).replaceAll(`"${cwd}/`, '"');

async function checkProgram({ code, output }: Snippet, cwd: string): Promise<void> {
  const name = fileNameOf(code);
  writeFileSync(join(cwd, name ?? 'program.py'), code);
  if (name !== undefined && output === undefined) return;
  const outcome = await runCommand([name ?? 'program.py'], { cwd });
  expect(printed(outcome, cwd)).toBe(output ?? '');
}

async function checkSession({ code }: Snippet, cwd: string): Promise<void> {
  writeFileSync(join(cwd, 'session.txt'), code);
  expect(printed(await runCommand(['-m', 'doctest', 'session.txt'], { cwd }), cwd)).toBe('');
}

async function checkCommands({ code }: Snippet, cwd: string): Promise<void> {
  for (const { command, output } of commandsOf(code))
    expect(printed(await runShell(command, { cwd }), cwd)).toBe(output);
}

/** A program for Node imports this package by its name, so it is run in the package's own folder. */
async function checkScript({ code, output }: Snippet): Promise<void> {
  const outcome = await runProcess(process.execPath, ['--input-type=module', '-e', code]);
  expect(printed(outcome, process.cwd())).toBe(output ?? '');
}

const CHECKS = { python: checkProgram, pycon: checkSession, console: checkCommands, js: checkScript };

for (const document of DOCUMENTS) {
  describe(document, () => {
    const folder = mkdtempSync(join(tmpdir(), 'stackless-docs-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    for (const snippet of snippetsOf(readFileSync(document, 'utf8')))
      test(`line ${snippet.line}`, () => CHECKS[snippet.language](snippet, folder), (SECONDS + 5) * 1000);
  });
}
