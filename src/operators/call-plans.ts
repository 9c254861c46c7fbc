// How a callable takes arguments of one form: so many positional ones, and keywords with these names.
//
// Binding arguments to parameters takes loops over names and arrays for every call, though its outcome depends on nothing but the
// callable's parameters and the form of the call. A plan is a JavaScript function made for both, which hands each argument to its
// place:
//
//     def f(a, b=1, *rest, c=2, **more)         f(x, y, z, c=w, d=v)
//     (f, a0, a1, a2, a3, a4) => { ...; const more = new PyDict(); more.setStr("d", a4);
//                                  return f.js(a0, a1, a3, new PyTuple([a2]), more) }
//
// It is made when a form has been used some times, and kept with the code object, the native or the class; only forms that fit get
// one, so that all errors come from the general way (bindArguments, `invokeKw`, `construct`), which a plan itself takes when
// defaults have changed. A place of calls with keywords (CallSite) remembers the plan of the last callable, which it recognises by
// `js`.
import { CO_VARARGS, CO_VARKEYWORDS } from '../compiler/code-flags.ts';
import type { CodeObject } from '../objects/code.ts';
import { PyDict, SCAN_LIMIT } from '../objects/dict.ts';
import type { PyFunction } from '../objects/function.ts';
import type { NativeCallable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { PyObject, Result, Value } from '../objects/object.ts';
import { fromHost } from '../objects/str.ts';
import { emptyTuple, PyTuple } from '../objects/tuple.ts';
import { bindArguments } from './arguments.ts';

/** Calls `callee` with arguments of the form the plan was made for. */
export type Plan = (callee: PyObject, ...args: Value[]) => Result;

/** The plans of one callable by form (see `formOf`): a number counts the calls before one is made; negative: there can be none. */
export type Plans = Map<string | number, Plan | number>;

/** Calls of a form before a plan is made for it: compiling one takes as long as some hundred calls. */
const CALLS_BEFORE_PLANNING = 50;

const NO_NAMES: readonly string[] = [];

/** What distinguishes forms of calls; a number where there are no keywords. */
export function formOf(count: number, names: readonly string[]): string | number {
  return names.length === 0 ? count : `${count}:${names.join()}`;
}

/** The plan in `plans` for a form; undefined as long as there is none, and where there can be none. */
export function planFor(plans: Plans, form: string | number, make: () => Plan | null): Plan | undefined {
  const known = plans.get(form);
  if (typeof known === 'function') return known;
  const calls = (known ?? 0) + 1;
  if (calls !== CALLS_BEFORE_PLANNING) {
    plans.set(form, calls);
    return undefined;
  }
  const plan = make();
  plans.set(form, plan ?? -Infinity);
  return plan ?? undefined;
}

/** A place in the code where something is called with keywords. */
export class CallSite {
  readonly names: readonly string[];
  /** The form of the call, and with `self` in front. */
  readonly form: string | number;
  readonly methodForm: string | number;
  /** `js` of the callable that `call` is for. */
  js: unknown = NO_CALLABLE;
  call: Plan = noPlan;

  constructor(names: readonly string[], count: number) {
    this.names = names;
    this.form = formOf(count, names);
    this.methodForm = formOf(count + 1, names);
  }
}

const NO_CALLABLE = Symbol('no callable');

function noPlan(): Result {
  throw new Error('the site has no plan');
}

// --- The text of plans ---------------------------------------------------------------------------------------------------

/** The arguments of a call: JavaScript operands. */
export interface GivenArguments {
  readonly positional: readonly string[];
  readonly names: readonly string[];
  /** One for each name. */
  readonly values: readonly string[];
}

/** Calls `callee` in the general way: with all arguments, the last of which belong to `names`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what kind of callable it is the plan's maker knows
type GeneralCall = (callee: any, args: Value[], names: readonly string[] | null) => Result;

/** Writes the function of a plan: what has to hold, else the general way is taken; then the call. */
export class PlanWriter {
  readonly given: GivenArguments;
  private readonly parameters: string[];
  private readonly lines: string[] = [];
  private readonly constants = new Map<unknown, string>([
    [None, 'None'],
    [PyDict, 'PyDict'],
    [PyTuple, 'PyTuple'],
    [emptyTuple, 'emptyTuple'],
  ]);
  private readonly fallback: string;
  /** Variables that hold keyword arguments for natives, by the text that fills them in. */
  private readonly shared = new Map<string, string>();

  constructor(count: number, names: readonly string[], otherwise: GeneralCall) {
    this.parameters = Array.from({ length: count + names.length }, (_, i) => `a${i}`);
    this.given = {
      positional: this.parameters.slice(0, count),
      names,
      values: this.parameters.slice(count),
    };
    const all = `[${this.parameters.join(', ')}]`;
    this.fallback = `${this.constant(otherwise)}(callee, ${all}, ${names.length === 0 ? 'null' : this.constant(names)})`;
  }

  /** All arguments, as the elements of an array. */
  get all(): string {
    return this.parameters.join(', ');
  }

  /** The operand of any value. */
  constant(value: unknown): string {
    let name = this.constants.get(value);
    if (name === undefined) {
      name = `c${this.constants.size}`;
      this.constants.set(value, name);
    }
    return name;
  }

  /** The operand of the keyword arguments that a native gets as a Map: the same for all natives that the plan calls. */
  keywords(extra: readonly (readonly [name: string, value: string])[]): string {
    const additions = extra.map(([name, value]) => `.set(${JSON.stringify(name)}, ${value})`).join('');
    let name = this.shared.get(additions);
    if (name === undefined) {
      name = `k${this.shared.size}`;
      this.shared.set(additions, name);
      this.line(`const ${name} = new Map()${additions};`);
    }
    return name;
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** The plan is only right as long as this JavaScript condition holds. */
  demand(condition: string): void {
    this.line(`if (!(${condition})) return ${this.fallback};`);
  }

  finish(): Plan {
    const names = [...this.constants.values()];
    const source = `return (callee${this.parameters.map((p) => `, ${p}`).join('')}) => {\n${this.lines.join('\n')}\n}`;
    return (new Function(...names, source) as (...values: unknown[]) => Plan)(...this.constants.keys());
  }
}

/**
 * An expression that calls the Python function `fn`, which is the operand `callee`; null when the arguments do not fit.
 */
export function pythonCall(
  w: PlanWriter,
  fn: PyFunction,
  callee: string,
  { positional, names, values }: GivenArguments,
): string | null {
  const { code } = fn;
  const { argcount, kwonlyargcount, posonlyargcount, varnames, flags } = code.template;
  const end = argcount + kwonlyargcount;
  const hasVarargs = (flags & CO_VARARGS) !== 0;
  const hasKeywords = (flags & CO_VARKEYWORDS) !== 0;
  if (positional.length > argcount && !hasVarargs) return null;
  const slots = Array.from({ length: end }, (_, i) => (i < argcount ? positional[i] : undefined));
  const extra: [name: string, value: string][] = [];
  for (const [k, name] of names.entries()) {
    const i = varnames.indexOf(name, posonlyargcount);
    if (i >= 0 && i < end) {
      if (slots[i] !== undefined) return null;
      slots[i] = values[k];
    } else if (hasKeywords) extra.push([name, values[k]!]);
    else return null;
  }
  w.demand(`${callee}.code === ${w.constant(code)}`);
  demandDefaults(w, callee, code, slots);
  const operands = slots.map((slot) => slot ?? 'undefined');
  if (hasVarargs) {
    const rest = positional.slice(argcount);
    operands.push(rest.length === 0 ? 'emptyTuple' : `new PyTuple([${rest.join(', ')}])`);
  }
  if (hasKeywords) {
    w.line(`const more = new PyDict(); ${additions(extra)}`);
    operands.push('more');
  }
  return `${callee}.js(${operands.join(', ')})`;
}

/** The statements that put keywords without a parameter of their own into the new dict `more`. */
function additions(extra: readonly (readonly [name: string, value: string])[]): string {
  if (extra.length > SCAN_LIMIT || extra.some(([name]) => fromHost(name) !== name))
    return extra.map(([name, value]) => `more.setStr(${JSON.stringify(name)}, ${value});`).join(' ');
  const names = extra.map(([name]) => JSON.stringify(name));
  return `more.takeStrings([${names.join(', ')}], [${extra.map(([, value]) => value).join(', ')}]);`;
}

/** Fills in defaults of keyword-only parameters; those of positional ones must be there for the body to fill in. */
function demandDefaults(
  w: PlanWriter,
  callee: string,
  code: CodeObject,
  slots: (string | undefined)[],
): void {
  const { argcount, varnames } = code.template;
  const first = slots.indexOf(undefined);
  if (first >= 0 && first < argcount) {
    const n = argcount - first;
    w.demand(`${callee}.defaults !== null && ${callee}.defaults.length >= ${n} && ${callee}.filled >= ${n}`);
  }
  for (let i = argcount; i < slots.length; i++) {
    if (slots[i] !== undefined) continue;
    const value = `d${i}`;
    w.line(
      `const ${value} = ${callee}.kwdefaults === null ? undefined : ${callee}.kwdefaults.getStr(${JSON.stringify(varnames[i])});`,
    );
    w.demand(`${value} !== undefined`);
    slots[i] = value;
  }
}

/**
 * An expression that calls the implementation of a native, which is the operand `callee`, with arguments among which `self` is
 * known to be right; null when they do not fit.
 */
export function nativeCall(
  w: PlanWriter,
  native: NativeCallable,
  callee: string,
  { positional, names, values }: GivenArguments,
): string | null {
  const { signature } = native;
  const { params, min, max, varargs, kwargs } = signature;
  if (positional.length > max) return null;
  const operands: (string | undefined)[] = params.map((_, i) =>
    varargs < 0 || i < varargs ? positional[i] : undefined,
  );
  const extra: [name: string, value: string][] = [];
  for (const [k, name] of names.entries()) {
    const i = signature.keywordIndex(name);
    if (i >= 0) {
      if (operands[i] !== undefined) return null;
      operands[i] = values[k];
    } else if (kwargs >= 0) extra.push([name, values[k]!]);
    else return null;
  }
  if (operands.slice(0, min).includes(undefined)) return null;
  if (params.some((p, i) => p.kind === 'keyword' && p.required && operands[i] === undefined)) return null;
  if (varargs >= 0) operands[varargs] = `[${positional.slice(varargs).join(', ')}]`;
  if (kwargs >= 0) operands[kwargs] = w.keywords(extra);
  while (operands.length > 0 && operands[operands.length - 1] === undefined) operands.pop();
  w.demand(`${callee}.signature === ${w.constant(signature)}`);
  return `${callee}.impl(${operands.map((o) => o ?? 'undefined').join(', ')})`;
}

// --- Plans of functions and natives --------------------------------------------------------------------------------------

/** The plan for calling `fn` with arguments of a form. */
export function functionPlan(
  fn: PyFunction,
  form: string | number,
  names: readonly string[] = NO_NAMES,
): Plan | undefined {
  return planFor((fn.code.plans ??= new Map()), form, () => {
    const w = new PlanWriter(countOf(form), names, bindArguments);
    const call = pythonCall(w, fn, 'callee', w.given);
    if (call === null) return null;
    w.line(`return ${call};`);
    return w.finish();
  });
}

/** A plan for so many positional arguments and no others. */
export interface PositionalForm {
  readonly count: number;
  readonly plan: Plan;
}

/** The plan for calling `fn`, which does not take its arguments as they are, with `count` positional ones. */
export function positionalPlan(fn: PyFunction, count: number): Plan | undefined {
  const { positional } = fn.code;
  if (positional !== null && positional.count === count) return positional.plan;
  const plan = functionPlan(fn, count);
  if (plan !== undefined) fn.code.positional = { count, plan };
  return plan;
}

/** The last form with keywords in which a code was called from natives and with stars: these have no place that remembers it. */
export interface RecentForm {
  readonly count: number;
  readonly names: readonly string[];
  readonly plan: Plan;
}

/** Calls `fn`; the last `names.length` of `args` are keyword arguments. */
export function callFunctionKw(fn: PyFunction, args: readonly Value[], names: readonly string[]): Result {
  const count = args.length - names.length;
  const { recent } = fn.code;
  if (recent !== null && recent.count === count && sameNames(recent.names, names))
    return recent.plan(fn, ...args);
  const plan = functionPlan(fn, formOf(count, names), names);
  if (plan === undefined) return bindArguments(fn, args, names);
  fn.code.recent = { count, names, plan };
  return plan(fn, ...args);
}

/** The plan that the last call of `fn` took, if one with the keywords of `dict` takes it too. */
export function recentPlan(fn: PyFunction, count: number, dict: PyDict): Plan | undefined {
  const { recent } = fn.code;
  if (recent === null || recent.count !== count || recent.names.length !== dict.size) return undefined;
  const first = dict.begin();
  if (dict.end() - first !== dict.size) return undefined;
  for (let i = 0; i < recent.names.length; i++)
    if (dict.keyAt(first + i) !== recent.names[i]) return undefined;
  return recent.plan;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The plan for calling a native, whose `self` needs no check, with arguments of a form. */
export function nativePlan(
  native: NativeCallable,
  form: string | number,
  names: readonly string[],
): Plan | undefined {
  return planFor((native.plans ??= new Map()), form, () => {
    const w = new PlanWriter(countOf(form), names, (f: NativeCallable, args) => f.callKw(args, names));
    const call = nativeCall(w, native, 'callee', w.given);
    if (call === null) return null;
    w.line(`return ${call};`);
    return w.finish();
  });
}

/** The number of positional arguments in a form. */
export function countOf(form: string | number): number {
  return typeof form === 'number' ? form : Number.parseInt(form, 10);
}
