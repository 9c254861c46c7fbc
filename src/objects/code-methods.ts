// code: what Python sees of code objects.
//
// There is no bytecode. Resume points take its place: an "instruction" of two bytes each, whose lines and columns
// `co_lines()` and `co_positions()` give.
import { CO_NEWLOCALS } from '../compiler/code-flags.ts';
import { machine } from '../machine/machine.ts';
import { variantOf } from '../machine/tracing.ts';
import { typeErrorOf } from './class-layout.ts';
import { PyBytes } from './bytes.ts';
import { changedTemplate, codeHooks, CodeObject, type CodeTemplate, codeType, replacedCode } from './code.ts';
import { deprecationWarningType, newException, valueErrorType } from './exception.ts';
import { intOf } from './int.ts';
import { iter } from '../operators/iterate.ts';
import { defineGetSets, defineMembers, defineMethods } from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { Result, Value } from './object.ts';
import { addressOf } from './object-methods.ts';
import { fromHost, hostString, strType, textOf } from './str.ts';
import { PyTuple, tupleType } from './tuple.ts';
import { strHash } from '../operators/hash.ts';
import { PyList } from './list.ts';
import { typeOf } from './typeof.ts';
import { warnAndGive } from './warning.ts';

/** Numbers in `CodeTemplate.points` for each resume point. */
const POINT = 5;

function texts(names: readonly string[]): PyTuple {
  return new PyTuple(names.map(fromHost));
}

function code_repr(self: CodeObject): Result {
  return fromHost(
    `<code object ${self.name} at ${addressOf(self)}, file "${self.filename}", line ${self.firstlineno}>`,
  );
}

/** How many instructions there are. */
function length(self: CodeObject): number {
  return self.template.points.length / POINT;
}

function code_positions(self: CodeObject): Result {
  const { points } = self.template;
  const { debugRanges } = machine.interpreter.options;
  const rows = knownPlaces(self).map(([place, line]) => {
    const at = Math.ceil(place) * POINT;
    const column = points[at + 2] ?? -1;
    if (points[at] !== line || !debugRanges) return new PyTuple([line, line, None, None]);
    if (column < 0) return new PyTuple([line, points[at + 1]!, None, None]);
    return new PyTuple([line, points[at + 1]!, column, points[at + 3]!]);
  });
  return iter(new PyList(rows));
}

/** All places of visible code: its lines are found by compiling it as if it were to be traced. */
function placesOf(code: CodeObject): [place: number, line: number][] {
  if (code.places === null && !code.template.hidden) variantOf(code);
  return knownPlaces(code);
}

/** The places that addresses stand for at this moment. */
function knownPlaces(code: CodeObject): [place: number, line: number][] {
  if (code.places !== null) return code.places;
  return Array.from({ length: length(code) }, (_, pc) => [pc, code.lineAt(pc)]);
}

function code_lines(self: CodeObject): Result {
  const places = placesOf(self);
  const rows: Value[] = [];
  let start = 0;
  places.forEach(([, line], i) => {
    if (places[i + 1]?.[1] === line) return;
    rows.push(new PyTuple([start * 2, (i + 1) * 2, line]));
    start = i + 1;
  });
  return iter(new PyList(rows));
}

function code_branches(self: CodeObject): Result {
  placesOf(self);
  const rows = self.branches.map(
    ({ origin, left, right }) =>
      new PyTuple([origin, left.target, right.target].map((place) => self.addressOf(place))),
  );
  return iter(new PyList(rows));
}

function bytesOf(data: number[]): PyBytes {
  const bytes = new PyBytes();
  (bytes as { data: Uint8Array }).data = Uint8Array.from(data);
  return bytes;
}

/** The opcode at the beginning of a function, at which it is called. */
const RESUME = 128;

/**
 * Stands for the bytecode: an instruction for each place, of which no more is said than where a function begins. (That lets
 * programs find the first line inside of it.)
 */
function getCode(self: CodeObject): Result {
  const n = placesOf(self).length;
  const code = Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 0 : (i >> 1) & 255));
  if (n > 0 && (self.flags & CO_NEWLOCALS) !== 0) code[0] = RESUME;
  return bytesOf(code);
}

function code_lnotab(): Result {
  return warnAndGive(deprecationWarningType, 'co_lnotab is deprecated, use co_lines instead.', bytesOf([]));
}

function code_varname_from_oparg(self: CodeObject, oparg: Value): Result {
  const { varnames, cellvars, freevars } = self.template;
  const name = [...varnames, ...cellvars.filter((c) => !varnames.includes(c)), ...freevars][
    Number(intOf(oparg) ?? -1)
  ];
  if (name === undefined) throw newException(valueErrorType, 'tuple index out of range');
  return fromHost(name);
}

// --- Comparing -----------------------------------------------------------------------------------------------------------

/** All that two equal code objects have in common, but for constants, as one text. */
function fingerprint(code: CodeObject): string {
  const t = code.template;
  const counts = [t.argcount, t.posonlyargcount, t.kwonlyargcount, code.flags, code.firstlineno];
  const names = [t.varnames, t.cellvars, t.freevars, t.names];
  return JSON.stringify([code.name, counts, names, t.points]) + textOfBody(code);
}

/** What tells one body from another, with the constants and names in it. */
function textOfBody(code: CodeObject): string {
  let original = code;
  while (original.replacement !== null) original = original.replacement.of;
  return codeHooks.fingerprint(original) || original.describe();
}

function sameConstants(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((x, i) => sameConstant(x, b[i]!));
}

function sameConstant(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof CodeObject && b instanceof CodeObject) return sameCode(a, b);
  if (a instanceof PyTuple && b instanceof PyTuple) return sameConstants(a.items, b.items);
  return false;
}

function sameCode(a: CodeObject, b: CodeObject): boolean {
  return a === b || (fingerprint(a) === fingerprint(b) && sameConstants(a.consts, b.consts));
}

function code_eq(self: CodeObject, other: Value): Result {
  return other instanceof CodeObject ? sameCode(self, other) : NotImplemented;
}
function code_ne(self: CodeObject, other: Value): Result {
  return other instanceof CodeObject ? !sameCode(self, other) : NotImplemented;
}
function code_hash(self: CodeObject): Result {
  return strHash(fingerprint(self));
}

// --- replace -------------------------------------------------------------------------------------------------------------

const INTS = [
  'co_argcount',
  'co_posonlyargcount',
  'co_kwonlyargcount',
  'co_nlocals',
  'co_stacksize',
  'co_flags',
  'co_firstlineno',
];
const TEXTS = ['co_filename', 'co_name', 'co_qualname'];
const TUPLES = ['co_consts', 'co_names', 'co_varnames', 'co_freevars', 'co_cellvars'];
const BYTES = ['co_code', 'co_linetable', 'co_exceptiontable'];

function checkReplacement(name: string, value: Value): void {
  const wrong = (type: string): Error =>
    typeErrorOf(
      `replace() argument '${name}' must be ${type}, not ${typeOf(value).name}`,
    ) as unknown as Error;
  if (INTS.includes(name)) {
    if (intOf(value) === undefined)
      throw typeErrorOf(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  } else if (TEXTS.includes(name)) {
    if (textOf(value) === undefined) throw wrong(strType.name);
  } else if (TUPLES.includes(name)) {
    if (!(value instanceof PyTuple)) throw wrong(tupleType.name);
  } else if (BYTES.includes(name)) {
    if (!(value instanceof PyBytes)) throw wrong('bytes');
  } else throw typeErrorOf(`replace() got an unexpected keyword argument '${name}'`);
}

/** A copy with other attributes. What the compiled body does stays as it is. */
/** `code.replace`. Throws TypeError and ValueError. */
export function code_replace(self: CodeObject, keywords: Map<string, Value>): CodeObject {
  const fields: Partial<CodeTemplate> = {};
  let { consts } = self;
  for (const [name, value] of keywords) {
    checkReplacement(name, value);
    const field = name.slice(3) as keyof CodeTemplate;
    if (name === 'co_consts') consts = (value as PyTuple).items.slice();
    else if (TEXTS.includes(name)) Object.assign(fields, { [field]: hostString(textOf(value)!) });
    else if (TUPLES.includes(name)) Object.assign(fields, { [field]: namesOf(value as PyTuple) });
    else if (INTS.includes(name) && field in self.template)
      Object.assign(fields, { [field]: Number(intOf(value)) });
  }
  const template = changedTemplate(self.template, fields);
  if (template.varnames.length < template.argcount + template.kwonlyargcount) {
    throw newException(valueErrorType, 'code: co_varnames is too small');
  }
  return replacedCode(self, fields, consts);
}

function namesOf(tuple: PyTuple): string[] {
  return tuple.items.map((item) => {
    const text = textOf(item);
    if (text === undefined)
      throw typeErrorOf(`name tuples must contain only strings, not '${typeOf(item).name}'`);
    return hostString(text);
  });
}

defineMethods(codeType, {
  __repr__: ['($self, /)', code_repr],
  __eq__: ['($self, value, /)', code_eq],
  __ne__: ['($self, value, /)', code_ne],
  __hash__: ['($self, /)', code_hash],
  co_lines: ['($self, /)', code_lines],
  co_positions: ['($self, /)', code_positions],
  co_branches: ['($self, /)', code_branches],
  replace: [
    '($self, /, **changes)',
    code_replace,
    'Return a copy of the code object with new values for the specified fields.',
  ],
  __replace__: ['($self, /, **changes)', code_replace],
  _varname_from_oparg: ['($self, /, oparg)', code_varname_from_oparg],
});
defineMembers(codeType, {
  co_argcount: [(self: CodeObject): Result => self.template.argcount],
  co_posonlyargcount: [(self: CodeObject): Result => self.template.posonlyargcount],
  co_kwonlyargcount: [(self: CodeObject): Result => self.template.kwonlyargcount],
  co_stacksize: [(self: CodeObject): Result => self.template.slots.length + 1],
  co_flags: [(self: CodeObject): Result => self.flags],
  co_names: [(self: CodeObject): Result => texts(self.template.names)],
  co_filename: [(self: CodeObject): Result => fromHost(self.filename)],
  co_name: [(self: CodeObject): Result => fromHost(self.name)],
  co_qualname: [(self: CodeObject): Result => fromHost(self.qualname)],
  co_firstlineno: [(self: CodeObject): Result => self.firstlineno],
  co_consts: [(self: CodeObject): Result => new PyTuple(self.consts)],
  co_linetable: [(): Result => bytesOf([])],
  co_exceptiontable: [(): Result => bytesOf([])],
});
defineGetSets(codeType, {
  co_nlocals: [(self: CodeObject): Result => self.template.varnames.length],
  co_varnames: [(self: CodeObject): Result => texts(self.template.varnames)],
  co_cellvars: [(self: CodeObject): Result => texts(self.template.cellvars)],
  co_freevars: [(self: CodeObject): Result => texts(self.template.freevars)],
  co_code: [getCode],
  co_lnotab: [code_lnotab],
  _co_code_adaptive: [getCode],
});
