// Binding the arguments of a call to the parameters of a Python function: keywords, defaults, *args and **kwargs, and the
// TypeErrors for what does not fit, in CPython's words.
import { CO_VARARGS, CO_VARKEYWORDS } from '../compiler/code-flags.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, type PyBaseException, typeErrorType } from '../objects/exception.ts';
import type { PyFunction } from '../objects/function.ts';
import { unexpectedKeyword } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { emptyTuple, PyTuple } from '../objects/tuple.ts';

/**
 * Calls `fn` with arguments of any kind; with `names`, the last `names.length` of `args` are keyword arguments. The body gets
 * one JavaScript argument for each parameter in the order of co_varnames (positional, keyword-only, *args, **kwargs).
 */
export function bindArguments(
  fn: PyFunction,
  args: readonly Value[],
  names: readonly string[] | null,
): Result {
  const { argcount, kwonlyargcount, flags } = fn.code.template;
  const positional = names === null ? args.length : args.length - names.length;
  const total = argcount + kwonlyargcount;
  const direct = positional < argcount ? positional : argcount;
  const slots: (Value | undefined)[] = [];
  for (let i = 0; i < direct; i++) slots.push(args[i]);
  for (let i = direct; i < total; i++) slots.push(undefined);
  const hasVarargs = (flags & CO_VARARGS) !== 0;
  const kwargs = (flags & CO_VARKEYWORDS) !== 0 ? new PyDict() : null;
  if (names !== null) bindKeywords(fn, slots, args, positional, names, kwargs);
  if (positional > argcount && !hasVarargs) throw tooManyPositional(fn, positional, slots);
  if (direct < total) fillDefaults(fn, slots, positional);
  if (hasVarargs) slots.push(direct < positional ? new PyTuple(args.slice(direct, positional)) : emptyTuple);
  if (kwargs !== null) slots.push(kwargs);
  return invoke(fn, slots);
}

/** Calls the body; few arguments are given one by one, as V8 cannot inline a call with a spread array. */
function invoke(fn: PyFunction, slots: (Value | undefined)[]): Result {
  switch (slots.length) {
    case 1:
      return fn.js(slots[0]);
    case 2:
      return fn.js(slots[0], slots[1]);
    case 3:
      return fn.js(slots[0], slots[1], slots[2]);
    case 4:
      return fn.js(slots[0], slots[1], slots[2], slots[3]);
    case 5:
      return fn.js(slots[0], slots[1], slots[2], slots[3], slots[4]);
    default:
      return fn.js(...slots);
  }
}

function displayName(fn: PyFunction): string {
  return hostString(textOf(fn.qualname) ?? '?');
}

function error(message: string): PyBaseException {
  return newException(typeErrorType, fromHost(message));
}

function bindKeywords(
  fn: PyFunction,
  slots: (Value | undefined)[],
  args: readonly Value[],
  positional: number,
  names: readonly string[],
  kwargs: PyDict | null,
): void {
  const { varnames, posonlyargcount, argcount, kwonlyargcount } = fn.code.template;
  const end = argcount + kwonlyargcount;
  for (let k = 0; k < names.length; k++) {
    const name = names[k]!;
    const value = args[positional + k]!;
    let i = posonlyargcount;
    while (i < end && varnames[i] !== name) i++;
    if (i < end) {
      if (slots[i] !== undefined)
        throw error(`${displayName(fn)}() got multiple values for argument '${name}'`);
      slots[i] = value;
    } else if (kwargs !== null) kwargs.setStr(name, value);
    else throw keywordError(fn, name, names);
  }
}

function keywordError(fn: PyFunction, name: string, names: readonly string[]): PyBaseException {
  const { varnames, posonlyargcount, argcount, kwonlyargcount } = fn.code.template;
  const positionalOnly = varnames.slice(0, posonlyargcount).filter((v) => names.includes(v));
  if (positionalOnly.length > 0) {
    return error(
      `${displayName(fn)}() got some positional-only arguments passed as keyword arguments: '${positionalOnly.join(', ')}'`,
    );
  }
  const candidates = varnames.slice(posonlyargcount, argcount + kwonlyargcount);
  return unexpectedKeyword(displayName(fn), name, candidates);
}

function fillDefaults(fn: PyFunction, slots: (Value | undefined)[], positional: number): void {
  const { argcount, kwonlyargcount } = fn.code.template;
  const { defaults, kwdefaults } = fn;
  const first = argcount - (defaults === null ? 0 : defaults.length);
  if (positional < first) demand(fn, slots, positional, first, 'positional');
  for (let i = Math.max(first, positional); i < argcount; i++) slots[i] ??= defaults![i - first];
  if (kwonlyargcount === 0) return;
  const { varnames } = fn.code.template;
  const end = argcount + kwonlyargcount;
  if (kwdefaults !== null) for (let i = argcount; i < end; i++) slots[i] ??= kwdefaults.getStr(varnames[i]!);
  demand(fn, slots, argcount, end, 'keyword-only');
}

/** Raises TypeError when some parameters from `from` to before `end` have no value. */
function demand(
  fn: PyFunction,
  slots: (Value | undefined)[],
  from: number,
  end: number,
  kind: 'positional' | 'keyword-only',
): void {
  let missing: string[] | null = null;
  for (let i = from; i < end; i++)
    if (slots[i] === undefined) (missing ??= []).push(fn.code.template.varnames[i]!);
  if (missing !== null) throw missingArguments(fn, missing, kind);
}

function missingArguments(fn: PyFunction, names: string[], kind: string): PyBaseException {
  const quoted = names.map((n) => `'${n}'`);
  const list =
    quoted.length === 1
      ? quoted[0]
      : quoted.length === 2
        ? quoted.join(' and ')
        : `${quoted.slice(0, -1).join(', ')}, and ${quoted[quoted.length - 1]}`;
  const s = names.length === 1 ? '' : 's';
  return error(`${displayName(fn)}() missing ${names.length} required ${kind} argument${s}: ${list}`);
}

function tooManyPositional(fn: PyFunction, given: number, slots: (Value | undefined)[]): PyBaseException {
  const { argcount, kwonlyargcount } = fn.code.template;
  const defaults = fn.defaults === null ? 0 : fn.defaults.length;
  const givenKeywords = slots
    .slice(argcount, argcount + kwonlyargcount)
    .filter((v) => v !== undefined).length;
  const takes = defaults > 0 ? `from ${argcount - defaults} to ${argcount}` : `${argcount}`;
  const plural = defaults > 0 || argcount !== 1 ? 's' : '';
  const extra =
    givenKeywords > 0
      ? ` positional argument${given === 1 ? '' : 's'} (and ${givenKeywords} keyword-only argument${givenKeywords === 1 ? '' : 's'})`
      : '';
  return error(
    `${displayName(fn)}() takes ${takes} positional argument${plural} but ${given}${extra} ${given === 1 && extra === '' ? 'was' : 'were'} given`,
  );
}
