// CodeObject: a compiled function body, module body or class body.
//
// It is made from what the compiler emits (a CodeTemplate, shared) for one dictionary of globals, because emitted JavaScript
// holds the cells of its globals directly. The fast body `js` is the JavaScript function that calls run; the resume body,
// `resume` of the code's Frame class, is made when a frame of the code is first resumed.
import type { PointKinds } from '../compiler/frame-kinds.ts';
import type { PositionalForm, Plans, RecentForm } from '../operators/call-plans.ts';
import { CO_FUTURE } from '../compiler/code-flags.ts';
import type { CodeTable } from '../compiler/compile.ts';
import type { Branch } from '../compiler/ir.ts';
import type { PyFrame } from '../machine/frame.ts';
import type { PyDict } from './dict.ts';
import { PyObject, type Result, type Value } from './object.ts';
import type { PyFunction } from './function.ts';
import { builtinType } from './type.ts';

/** Whether there is code with flags of future statements: while there is none, nobody can inherit them. */
export const futureCode = { exists: false };

/** What the compiler says of a code object, with the docstring as it is in Python. */
export interface CodeTemplate extends Omit<CodeTable, 'docstring'> {
  docstring: Value | null;
}

export type FrameClass = new (pc: number, fn: PyFunction, ...slots: unknown[]) => PyFrame;

export class CodeObject extends PyObject {
  readonly template: CodeTemplate;
  name: string;
  qualname: string;
  filename: string;
  firstlineno: number;
  flags: number;
  /** The fast body, called as a method of its PyFunction with all parameters positional. */
  js: (this: PyFunction, ...args: Value[]) => Result;
  /** Class of its frames. */
  FrameClass: FrameClass;
  /** Constants in `co_consts` order. */
  consts: Value[];
  /** Of a copy made by `replace`: the code it was made from, and what was replaced. */
  replacement: { of: CodeObject; fields: Partial<CodeTemplate> } | null = null;
  /** Makes the resume body. */
  makeResume: () => PyFrame['resume'];
  /**
   * Where it can be, in order: its points and the marks of its traced variant, by number, with their lines. Null as long as only its
   * points are known.
   */
  places: [place: number, line: number][] | null = null;
  /** Its branches, in order; known together with its places. */
  branches: Branch[] = [];
  /** How functions with this code take arguments; null as long as that was not asked. */
  plans: Plans | null = null;
  /** The last of the plans that had no place of its own to be remembered at. */
  recent: RecentForm | null = null;
  /** The plan for positional arguments that was used last. */
  positional: PositionalForm | null = null;
  /** What it was instantiated from (imports/instantiate.ts); null for a copy. */
  made: object | null = null;
  /** Source text of the emitted JavaScript, for dumps; made on demand. */
  describe: () => string;

  /** No call of a function with this code returns without having had a tick (compiler/counting.ts). */
  alwaysCounts = false;

  constructor(
    template: CodeTemplate,
    js: (this: PyFunction, ...args: Value[]) => Result,
    FrameClass: FrameClass,
    consts: Value[],
    makeResume: () => PyFrame['resume'],
    describe: () => string = () => js.toString(),
  ) {
    super();
    this.template = template;
    this.name = template.name;
    this.qualname = template.qualname;
    this.filename = template.filename;
    this.firstlineno = template.firstlineno;
    this.flags = template.flags;
    if ((template.flags & CO_FUTURE) !== 0) futureCode.exists = true;
    this.js = js;
    this.FrameClass = FrameClass;
    this.consts = consts;
    this.makeResume = makeResume;
    this.describe = describe;
    (FrameClass.prototype as { code: CodeObject }).code = this;
  }

  /** The line of resume point `pc`. */
  lineAt(pc: number): number {
    const line =
      this.template.points[(pc < 0 ? 0 : pc) * 5] ?? this.places?.find(([place]) => place === pc)?.[1];
    return line ?? this.firstlineno;
  }

  /** What Python sees as the address of a place: `f_lasti`, `tb_lasti`. */
  addressOf(pc: number): number {
    return 2 * (this.places === null ? pc : this.places.findIndex(([place]) => place === pc));
  }

  /** The place at an address. */
  placeAt(address: number): number {
    return this.places?.[address >> 1]?.[0] ?? address >> 1;
  }

  override toString(): string {
    return `<code ${this.qualname} ${this.filename}:${this.firstlineno}>`;
  }
}

/** A template that is another but for some fields. What is unpacked late (imports/compiled-file.ts) stays so. */
export function changedTemplate(of: CodeTemplate, fields: Partial<CodeTemplate>): CodeTemplate {
  const own = Object.entries(fields).map(([name, value]) => [name, { value, enumerable: true }]);
  return Object.create(of, Object.fromEntries(own) as PropertyDescriptorMap) as CodeTemplate;
}

/** A copy of a code object that says other things of itself; what the compiled body does stays as it is. */
export function replacedCode(of: CodeObject, fields: Partial<CodeTemplate>, consts: Value[]): CodeObject {
  const Base = of.FrameClass as unknown as new (...args: unknown[]) => object;
  const Copy = class extends Base {} as unknown as FrameClass;
  const template = changedTemplate(of.template, fields);
  const copy = new CodeObject(template, of.js, Copy, consts, of.makeResume, of.describe);
  copy.alwaysCounts = of.alwaysCounts;
  copy.replacement = { of, fields };
  return copy;
}

/** Where a code object comes from, for pickling. */
export interface CodeOrigin {
  /** Its number in what was compiled. */
  index: number;
  globals: PyDict;
  /** A digest of its emitted text: frames are good for the same text only. */
  fingerprint: string;
  /** What identifies the compiler; '' when it is not known. */
  compiler: string;
  /** JSON of the options that it was compiled with. */
  options: string;
  /** The source: a str or a tree. Throws what reading a file throws. */
  source: () => Value;
  /** Names are kept in a namespace of its own: `exec` was given two dictionaries. */
  separate: boolean;
}

/** What imports/instantiate.ts knows of code objects; installed when it is loaded. */
export const codeHooks = {
  /** The fingerprint alone; '' for code that was not compiled here. */
  fingerprint: (_code: CodeObject): string => '',
  /** Undefined for code that was not compiled here. */
  origin: (_code: CodeObject): CodeOrigin | undefined => undefined,
  /** What stands in its frames at a point (compiler/frame-kinds.ts); undefined when its source cannot be had any more. */
  kinds: (_code: CodeObject, _pc: number): PointKinds | undefined => undefined,
  /** The names of the globals that its emitted text has. */
  globalNames: (_code: CodeObject): string[] => [],
  /** Gives all code that was compiled together another name for its file. */
  rename: (_code: CodeObject, _filename: string): void => undefined,
  /** The code with this name and fingerprint among those that were instantiated for the globals. */
  find: (_globals: PyDict, _qualname: string, _fingerprint: string): CodeObject | undefined => undefined,
  /**
   * Compiles a source again, for globals of its own; the code objects by number. Undefined when source or options are none.
   * With `shared` they are those of the last time.
   */
  compile: (
    _source: Value,
    _filename: string,
    _options: string,
    _shared: boolean,
  ): CodeObject[] | undefined => undefined,
};

export const codeType = builtinType('code', CodeObject, { final: true, hasWeakrefs: true });
