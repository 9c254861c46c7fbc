// @ts-check

import { RuleTester } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, it, test } from 'vitest';
import abruptTested from './abrupt-tested.mjs';
import exportedComments from './exported-comments.mjs';
import frameFields from './frame-fields.mjs';
import importOrder, { judge } from './import-order.mjs';
import noNestedMachine from './no-nested-machine.mjs';

Object.assign(RuleTester, { describe, it, itOnly: it.only, afterAll });
const languageOptions = { parser: tseslint.parser, sourceType: /** @type {const} */ ('module') };

const DECLARATIONS = `
const ABRUPT: unique symbol = null as never;
declare function may(): number | typeof ABRUPT;
declare function never(): number;
declare function always(): typeof ABRUPT;
declare const object: { may?(): typeof ABRUPT | number };
`;
const typed = new RuleTester({
  languageOptions: {
    ...languageOptions,
    parserOptions: { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: process.cwd() },
  },
});
const code = (/** @type {string} */ text) => ({ code: DECLARATIONS + text, filename: 'abrupt.ts' });
typed.run('abrupt-tested', abruptTested, {
  valid: [
    code('never();'),
    code('always();'),
    code('if (may() === ABRUPT) throw new Error();'),
    code('export const x = may();'),
    code('export function f() { return may(); }'),
    code('const x = may(); if (x !== ABRUPT && x) never();'),
  ],
  invalid: [
    ...[
      'may() ?? 0',
      'may() ? 1 : 2',
      '!may()',
      'typeof may() === "object"',
      'may() === null',
      'object.may?.()?.toString()',
    ].map((text) => ({ ...code(`export const x = ${text};`), errors: [{ messageId: 'conflated' }] })),
    {
      ...code('declare const y: number | null | typeof ABRUPT; export const x = y === ABRUPT;'),
      errors: [{ messageId: 'ambiguous' }],
    },
    { ...code('may();'), errors: [{ messageId: 'dropped' }] },
    { ...code('void may();'), errors: [{ messageId: 'dropped' }] },
    { ...code('object.may?.();'), errors: [{ messageId: 'dropped' }] },
  ],
});

const frames = (/** @type {string} */ text) => ({
  code: `abstract class Frame {} abstract class NativeFrame extends Frame {} ${text}`,
  filename: 'frames.ts',
});
typed.run('frame-fields', frameFields, {
  valid: [
    frames('class A extends NativeFrame { items: number[] = []; run(): void {} }'),
    frames('class B { then: () => void = () => {}; }'),
  ],
  invalid: [
    {
      ...frames('class C extends NativeFrame { then: (() => void) | null = null; }'),
      errors: [{ messageId: 'closure' }],
    },
    {
      ...frames('class D<T> extends NativeFrame { then!: (t: T) => T; } class E extends D<number> {}'),
      errors: [{ messageId: 'closure' }],
    },
  ],
});

new RuleTester({ languageOptions }).run('no-nested-machine', noNestedMachine, {
  valid: [
    { code: 'machine.runLoop();', filename: 'src/machine/machine.ts' },
    { code: 'runMachine();', filename: 'src/index.ts' },
    { code: 'machine.push();', filename: 'src/objects/list.ts' },
  ],
  invalid: [
    { code: 'machine.runLoop();', filename: 'src/objects/list.ts', errors: [{ messageId: 'nested' }] },
    { code: 'runMachine(frame);', filename: 'src/modules/math.ts', errors: [{ messageId: 'nested' }] },
  ],
});

new RuleTester({ languageOptions }).run('import-order', importOrder, {
  valid: [
    { code: "import { a } from '../syntax/ast.ts';", filename: 'src/compiler/emit.ts' },
    { code: "import { a } from '../operators/call.ts';", filename: 'src/objects/list.ts' },
    { code: "import type { A } from '../objects/code.ts';", filename: 'src/compiler/emit.ts' },
    { code: "import fs from 'node:fs';", filename: 'src/host/node.ts' },
  ],
  invalid: [
    {
      code: "import { a } from '../objects/list.ts';",
      filename: 'src/compiler/emit.ts',
      errors: [{ messageId: 'upwards' }],
    },
    {
      code: "export * from '../objects/index.ts';",
      filename: 'src/operators/call.ts',
      errors: [{ messageId: 'barrel' }],
    },
  ],
});

new RuleTester({ languageOptions }).run('exported-comments', exportedComments, {
  valid: [
    '/** Adds one. */\nexport function f() {}',
    '/** Add and subtract one. */\nexport function f() {}\nexport function g() {}',
    '/** Of ints and texts. */\nexport function f(a: number): void;\nexport function f(a: string): void;\nexport function f() {}',
    'function f() {}\nexport const x = 1;\nexport class C {}',
  ],
  invalid: [
    'export function f() {}',
    '// Adds one.\nexport function f() {}',
    '/** A section. */\n\nexport function f() {}',
    '/** Adds one. */\nfunction f() {}\nexport function g() {}',
    '/** Adds one. */\nexport function f() {}\n\nexport function g() {}',
  ].map((code) => ({ code, errors: [{ messageId: 'missing' }] })),
});

test('the entries import everything, and nothing imports them', () => {
  expect(judge('index.ts', 'imports/finder.ts')).toBe(null);
  expect(judge('cli/main.ts', 'index.ts')).toBe(null);
  expect(judge('modules/_io.ts', 'cli/main.ts')).toBe('upwards');
});
