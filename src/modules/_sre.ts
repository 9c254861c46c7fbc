// _sre: regular expressions as Python sees them. The matcher itself is in sre/, which knows nothing of Python's objects;
// patterns, matches and scanners are here, and in sre-substitute.ts what calls back (sub with a function, templates).
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { growing } from '../machine/memory.ts';
import { PyDict } from '../objects/dict.ts';
import {
  indexErrorType,
  newException,
  raise,
  overflowErrorType,
  runtimeErrorType,
  typeError,
  typeErrorType,
} from '../objects/exception.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { converted, type Int, isInt, toCInt, toSize } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { SIMPLE } from '../objects/buffer.ts';
import { KeyOperation } from '../objects/key-operation.ts';
import { isLender, lendTo } from '../objects/lender.ts';
import { lending } from '../objects/lending.ts';
import { listType, PyList } from '../objects/list.ts';
import {
  defineClassMethods,
  defineGetSets,
  defineMembers,
  defineMethods,
  type Implementation,
} from '../objects/native.ts';
import { None, NotImplemented } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, hostString, makeStr, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { rich } from '../operators/compare.ts';
import { foldHash, hashOf } from '../operators/hash.ts';
import { isTrue } from '../operators/truth.ts';
import { repr } from '../operators/repr.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import type { NativeModule } from './native-module.ts';
import { asciiIsCased, asciiToLower, unicodeIsCased, unicodeToLower } from './sre/charset.ts';
import { CODESIZE, Flag, MAGIC, MAXGROUPS, MAXREPEAT } from './sre/constants.ts';
import { InvalidCode, lastIndexOf, Program } from './sre/program.ts';
import { InvalidTemplate, makeTemplate } from './sre/template.ts';
import type { Match } from './sre-objects.ts';
import {
  FindIterator,
  groupAt,
  groupText,
  isBytesPattern,
  matchType,
  MAX_POSITION,
  Pattern,
  patternType,
  pieceOf,
  type Piece,
  Scan,
  Scanner,
  scannerType,
  subjectOf,
  SreTemplate,
  templateType,
} from './sre-objects.ts';
import { expandWith, substitute } from './sre-substitute.ts';

// What a function that `sub` calls, or a loop over `finditer`, has in its frame.
pickleByFields(matchType, scannerType, templateType);

const POSITION_KINDS = [null, null, 'index', 'index'] as const;

/** Whether the positions are plain ints, or left out. */
function plainPositions(pos: Value | undefined, endpos: Value | undefined): boolean {
  return (pos === undefined || isInt(pos)) && (endpos === undefined || isInt(endpos));
}

/** A method that takes (string, pos, endpos) as ints. */
function withPositions(
  impl: (self: Pattern, string: Value, pos: number, endpos: number) => Result,
): Implementation {
  const method = (self: Pattern, string: Value, pos?: Value, endpos?: Value): Result => {
    if (isLender(string)) return lendTo(method, [self, string, pos, endpos], string, SIMPLE, true);
    if (!plainPositions(pos, endpos)) return converted(method, [self, string, pos, endpos], POSITION_KINDS);
    const start = pos === undefined ? 0 : toSize(pos as number | bigint);
    const end = endpos === undefined ? MAX_POSITION : toSize(endpos as number | bigint);
    return impl(self, string, start, end);
  };
  return method;
}

// --- Pattern: searching --------------------------------------------------------------------------------------------

function pattern_match(self: Pattern, string: Value, pos: number, endpos: number): Result {
  const scan = new Scan(self, string, pos, endpos);
  return scan.wrap(self.program.match(scan.subject, scan.pos, scan.endpos));
}

function pattern_fullmatch(self: Pattern, string: Value, pos: number, endpos: number): Result {
  const scan = new Scan(self, string, pos, endpos);
  return scan.wrap(self.program.fullmatch(scan.subject, scan.pos, scan.endpos));
}

function pattern_search(self: Pattern, string: Value, pos: number, endpos: number): Result {
  const scan = new Scan(self, string, pos, endpos);
  return scan.wrap(self.program.search(scan.subject, scan.pos, scan.endpos));
}

function pattern_findall(self: Pattern, string: Value, pos: number, endpos: number): Result {
  const scan = new Scan(self, string, pos, endpos);
  const { groups } = self;
  const items: Value[] = [];
  for (let marks = scan.search(); marks !== null; marks = scan.search()) {
    if (groups <= 1) {
      const at = groups * 2;
      growing(items.push(scan.slice(marks[at]!, marks[at + 1]!)));
    } else {
      const row: Value[] = [];
      for (let g = 1; g <= groups; g++) row.push(scan.slice(marks[2 * g]!, marks[2 * g + 1]!));
      growing(items.push(new PyTuple(row)), groups);
    }
  }
  return new PyList(items);
}

function pattern_finditer(self: Pattern, string: Value, pos: number, endpos: number): Result {
  return new FindIterator(new Scan(self, string, pos, endpos));
}

function pattern_scanner(self: Pattern, string: Value, pos: number, endpos: number): Result {
  return new Scanner(new Scan(self, string, pos, endpos));
}

function pattern_split(self: Pattern, string: Value, maxsplit: Value = 0): Result {
  if (!isInt(maxsplit)) return converted(pattern_split, [self, string, maxsplit], [null, null, 'index']);
  const limit = toSize(maxsplit);
  const scan = new Scan(self, string, 0, MAX_POSITION);
  const items: Value[] = [];
  let last = 0;
  for (let n = 0; limit <= 0 ? limit === 0 : n < limit; n++) {
    const marks = scan.search();
    if (marks === null) break;
    growing(n, 1 + self.groups);
    items.push(scan.slice(last, marks[0]!));
    for (let g = 1; g <= self.groups; g++) items.push(groupAt(scan, marks, g) ?? None);
    last = marks[1]!;
  }
  items.push(scan.slice(last, scan.subject.length));
  return new PyList(items);
}

function pattern_sub(self: Pattern, repl: Value, string: Value, count: Value = 0): Result {
  if (!isInt(count)) return converted(pattern_sub, [self, repl, string, count], [null, null, null, 'index']);
  return substitute(self, repl, string, toSize(count), false);
}

function pattern_subn(self: Pattern, repl: Value, string: Value, count: Value = 0): Result {
  if (!isInt(count)) return converted(pattern_subn, [self, repl, string, count], [null, null, null, 'index']);
  return substitute(self, repl, string, toSize(count), true);
}

// --- Pattern: as an object -----------------------------------------------------------------------------------------

/** The flags that `repr` names, in its order. */
const FLAG_NAMES: [string, number][] = [
  ['re.IGNORECASE', Flag.IGNORECASE],
  ['re.LOCALE', Flag.LOCALE],
  ['re.MULTILINE', Flag.MULTILINE],
  ['re.DOTALL', Flag.DOTALL],
  ['re.VERBOSE', Flag.VERBOSE],
  ['re.DEBUG', Flag.DEBUG],
  ['re.ASCII', Flag.ASCII],
];

function flagNames(self: Pattern): string {
  let flags = self.flags;
  const kind = flags & (Flag.LOCALE | Flag.UNICODE | Flag.ASCII);
  if (!isBytesPattern(self) && kind === Flag.UNICODE) flags &= ~Flag.UNICODE;
  const names: string[] = [];
  for (const [name, bit] of FLAG_NAMES) {
    if ((flags & bit) !== 0) names.push(name);
    flags &= ~bit;
  }
  if (flags !== 0) names.push('0x' + (flags >>> 0).toString(16));
  return names.join('|');
}

function pattern_repr(self: Pattern): Result {
  const shown = repr(self.pattern);
  return shown === ABRUPT ? (suspend(new PatternReprFrame(self)) as Result) : patternText(self, shown);
}

function patternText(self: Pattern, shown: Value): Value {
  const text = textOf(shown)!;
  const cut = makeStr(text.length > 200 ? (text.slice(0, 200) as typeof text) : text);
  const flags = flagNames(self);
  const host = `re.compile(${hostString(textOf(cut)!)}${flags === '' ? '' : ', ' + flags})`;
  return fromHost(host);
}

class PatternReprFrame extends NativeFrame {
  readonly pattern: Pattern;
  constructor(pattern: Pattern) {
    super();
    this.pattern = pattern;
  }
  returned(value: Value): Value {
    return patternText(this.pattern, value);
  }
}

function pattern_hash(self: Pattern): Result {
  const hash = hashOf(self.pattern);
  if (hash === ABRUPT) return ABRUPT;
  let h =
    foldHash(hash as number | bigint) ^ self.flags ^ (self.groups << 3) ^ (isBytesPattern(self) ? 1 : 0);
  for (const word of self.code) h = Math.imul(h ^ word, 16777619);
  return h === -1 ? -2 : h | 0;
}

function sameCode(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

function pattern_eq(self: Pattern, other: Value): Result {
  if (!(other instanceof Pattern)) return NotImplemented;
  if (self === other) return true;
  const alike = self.flags === other.flags && self.bytes === other.bytes && sameCode(self.code, other.code);
  return alike ? rich(self.pattern, other.pattern, 'Eq') : false;
}

function pattern_ne(self: Pattern, other: Value): Result {
  const same = pattern_eq(self, other);
  if (same === NotImplemented) return same;
  return same === ABRUPT ? (suspend(new NotFrame()) as Result) : negated(same);
}

function negated(value: Value): Result {
  const truth = isTrue(value);
  return truth === ABRUPT ? ABRUPT : !truth;
}

class NotFrame extends NativeFrame {
  returned(value: Value): Result {
    return negated(value);
  }
}

function itself(self: Value): Result {
  return self;
}

const POSITIONS = '($self, /, string, pos=0, endpos=sys.maxsize)';

defineMethods(patternType, {
  match: [
    POSITIONS,
    withPositions(pattern_match),
    'Matches zero or more characters at the beginning of the string.',
  ],
  fullmatch: [POSITIONS, withPositions(pattern_fullmatch), 'Matches against all of the string.'],
  search: [
    POSITIONS,
    withPositions(pattern_search),
    'Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.',
  ],
  findall: [
    POSITIONS,
    withPositions(pattern_findall),
    'Return a list of all non-overlapping matches of pattern in string.',
  ],
  finditer: [POSITIONS, withPositions(pattern_finditer)],
  scanner: [POSITIONS, withPositions(pattern_scanner)],
  split: [
    '($self, /, string, maxsplit=0)',
    lending(pattern_split, true),
    'Split string by the occurrences of pattern.',
  ],
  sub: ['($self, /, repl, string, count=0)', lending(pattern_sub, true)],
  subn: ['($self, /, repl, string, count=0)', lending(pattern_subn, true)],
  __copy__: ['($self, /)', itself],
  __deepcopy__: ['($self, memo, /)', itself],
  __repr__: ['($self, /)', pattern_repr],
  __hash__: ['($self, /)', pattern_hash],
  __eq__: ['($self, value, /)', pattern_eq],
  __ne__: ['($self, value, /)', pattern_ne],
});
defineClassMethods(patternType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMembers(patternType, {
  pattern: [
    (self: Pattern) => self.pattern,
    null,
    'The pattern string from which the RE object was compiled.',
  ],
  flags: [(self: Pattern) => self.flags, null, 'The regex matching flags.'],
  groups: [(self: Pattern) => self.groups, null, 'The number of capturing groups in the pattern.'],
});
defineGetSets(patternType, {
  groupindex: [
    (self: Pattern) => self.groupIndexProxy,
    null,
    'A dictionary mapping group names to group numbers.',
  ],
});

// --- Match ---------------------------------------------------------------------------------------------------------

/** The number of the group that an int or a str names; IndexError when there is none, ABRUPT. */
function groupNumber(self: Match, index: Value): number | typeof ABRUPT {
  const n = intOf(index);
  if (n !== undefined) return checkedGroup(self, n);
  return checkedGroup(self, numberAt(self.pattern.groupIndex, self.pattern.groupIndex.lookup(index)));
}

/** The number that an entry of the names has; -1: it is none. */
function numberAt(names: PyDict, entry: number): Int {
  return (entry >= 0 ? intOf(names.valueAt(entry)!) : undefined) ?? -1;
}

/** Finds the group that any object names, and calls a method with its number. */
class GroupOperation extends KeyOperation {
  // eslint-disable-next-line stackless/frame-fields -- has an address, by its name or as an implementation
  private readonly method: Implementation;
  private readonly match: Match;
  constructor(method: Implementation, match: Match, key: Value) {
    super(match.pattern.groupIndex, key);
    this.method = method;
    this.match = match;
  }
  found(entry: number): Result {
    return this.method(this.match, numberAt(this.dict, entry));
  }
}

/** Calls a method of a match with the number of the group that an object names, which is neither an int nor plain text. */
function withGroup(method: Implementation, match: Match, name: Value): Result {
  return typeOf(name).lookup('__index__') === undefined
    ? new GroupOperation(method, match, name).run()
    : converted(method, [match, name], [null, 'index']);
}

function checkedGroup(self: Match, n: number | bigint): number | typeof ABRUPT {
  if (n >= 0 && n <= self.pattern.groups) return Number(n);
  return raise(indexErrorType, 'no such group');
}

/** Whether finding the group may call Python code, or fail otherwise than for want of it. */
function needsLookup(value: Value): boolean {
  return typeof value === 'object' && intOf(value) === undefined;
}

function match_getitem(self: Match, key: Value): Result {
  if (needsLookup(key)) return withGroup(match_getitem, self, key);
  const n = groupNumber(self, key);
  return n === ABRUPT ? ABRUPT : (groupText(self, n) ?? None);
}

function match_group(self: Match, args: Value[]): Result {
  if (args.length === 0) return groupText(self, 0)!;
  if (args.length === 1) return match_getitem(self, args[0]!);
  if (args.some(needsLookup)) return frozenFunction('re', 'groups').call2(self, new PyTuple(args));
  const items: Value[] = [];
  for (const arg of args) {
    const item = match_getitem(self, arg);
    if (item === ABRUPT) return ABRUPT;
    items.push(item);
  }
  return new PyTuple(items);
}

function match_groups(self: Match, fallback: Value = None): Result {
  const items: Value[] = [];
  for (let g = 1; g <= self.pattern.groups; g++) items.push(groupText(self, g) ?? fallback);
  return new PyTuple(items);
}

function match_groupdict(self: Match, fallback: Value = None): Result {
  const result = new PyDict();
  const { groupIndex } = self.pattern;
  for (let i = groupIndex.begin(), end = groupIndex.end(); i < end; i++) {
    const name = groupIndex.keyAt(i);
    if (name === undefined) continue;
    const text = groupText(self, Number(intOf(groupIndex.valueAt(i)!) ?? 0));
    result.insertNew(name, groupIndex.hashAt(i), text ?? fallback);
  }
  return result;
}

/** A method of an optional group argument. */
function ofGroup(impl: (self: Match, group: number) => Result): Implementation {
  const method = (self: Match, group: Value = 0): Result => {
    if (needsLookup(group)) return withGroup(method, self, group);
    const n = groupNumber(self, group);
    return n === ABRUPT ? ABRUPT : impl(self, n);
  };
  return method;
}

function match_start(self: Match, group: number): Result {
  return self.marks[2 * group]!;
}
function match_end(self: Match, group: number): Result {
  return self.marks[2 * group + 1]!;
}
function match_span(self: Match, group: number): Result {
  return new PyTuple([self.marks[2 * group]!, self.marks[2 * group + 1]!]);
}

function match_expand(self: Match, template: Value): Result {
  return expandWith(self, template);
}

function match_regs(self: Match): Result {
  const rows: Value[] = [];
  for (let g = 0; g <= self.pattern.groups; g++) rows.push(match_span(self, g) as Value);
  return new PyTuple(rows);
}

function match_lastindex(self: Match): Result {
  const n = lastIndexOf(self.marks);
  return n >= 0 ? n : None;
}

function match_lastgroup(self: Match): Result {
  return self.pattern.indexGroup.items[lastIndexOf(self.marks)] ?? None;
}

function match_repr(self: Match): Result {
  const shown = repr(groupText(self, 0)!) as Value;
  const text = hostString(textOf(shown)!);
  return fromHost(`<re.Match object; span=(${self.marks[0]}, ${self.marks[1]}), match=${text}>`);
}

defineMethods(matchType, {
  group: ['($self, /, *args)', match_group, 'Return one or more subgroups of the match.'],
  start: [
    '($self, group=0, /)',
    ofGroup(match_start),
    'Return index of the start of the substring matched by group.',
  ],
  end: [
    '($self, group=0, /)',
    ofGroup(match_end),
    'Return index of the end of the substring matched by group.',
  ],
  span: ['($self, group=0, /)', ofGroup(match_span)],
  groups: ['($self, /, default=None)', match_groups],
  groupdict: ['($self, /, default=None)', match_groupdict],
  expand: ['($self, /, template)', match_expand],
  __getitem__: ['($self, key, /)', match_getitem, 'Return self[key].'],
  __copy__: ['($self, /)', itself],
  __deepcopy__: ['($self, memo, /)', itself],
  __repr__: ['($self, /)', match_repr],
});
defineClassMethods(matchType, { __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'] });
defineMembers(matchType, {
  string: [(self: Match) => self.string, null, 'The string passed to match() or search().'],
  re: [(self: Match) => self.pattern, null, 'The regular expression object.'],
  pos: [
    (self: Match) => self.pos,
    null,
    'The index into the string at which the RE engine started looking for a match.',
  ],
  endpos: [
    (self: Match) => self.endpos,
    null,
    'The index into the string beyond which the RE engine will not go.',
  ],
});
defineGetSets(matchType, {
  lastindex: [match_lastindex, null, 'The integer index of the last matched capturing group.'],
  lastgroup: [match_lastgroup, null, 'The name of the last matched capturing group.'],
  regs: [match_regs],
});

// --- Scanner -------------------------------------------------------------------------------------------------------

defineMethods(scannerType, {
  match: ['($self, /)', (self: Scanner): Result => self.scan.wrap(self.scan.matchHere())],
  search: ['($self, /)', (self: Scanner): Result => self.scan.wrap(self.scan.search())],
});
defineMembers(scannerType, { pattern: [(self: Scanner) => self.scan.pattern] });

// --- The module's functions ----------------------------------------------------------------------------------------

function codeWords(code: Value): number[] {
  if (!(code instanceof PyList))
    throw newException(typeErrorType, `compile() argument 'code' must be list, not ${typeOf(code).name}`);
  return code.items.map((item) => {
    const n = intOf(item);
    if (n === undefined)
      throw newException(typeErrorType, `'${typeOf(item).name}' object cannot be interpreted as an integer`);
    if (n < 0 || n > 0xffffffffffffffffn)
      throw newException(overflowErrorType, 'regular expression code size limit exceeded');
    if (n > 0xffffffff) throw newException(runtimeErrorType, 'invalid SRE code');
    return Number(n);
  });
}

function _sre_compile(
  pattern: Value,
  flags: Value,
  code: Value,
  groups: Value,
  groupindex: Value,
  indexgroup: Value,
): Result {
  const words = codeWords(code);
  if (!(groupindex instanceof PyDict))
    return typeError(`compile() argument 'groupindex' must be dict, not ${typeOf(groupindex).name}`);
  if (!(indexgroup instanceof PyTuple))
    return typeError(`compile() argument 'indexgroup' must be tuple, not ${typeOf(indexgroup).name}`);
  const flagBits = toCInt(intOf(flags) ?? 0);
  const count = Number(intOf(groups) ?? 0);
  const bytes =
    pattern === None ? null : subjectOf(pattern).text instanceof Uint8Array && textOf(pattern) === undefined;
  try {
    return new Pattern(
      pattern,
      flagBits,
      words,
      count,
      groupindex,
      indexgroup,
      bytes,
      new Program(words, flagBits, count),
    );
  } catch (error) {
    if (error instanceof InvalidCode) return raise(runtimeErrorType, 'invalid SRE code');
    throw error;
  }
}

/** The pieces of a template's list: text, a group's number, text, and so on. */
function templateParts(items: Value[]): (Piece | number)[] {
  const parts = items.map((item, i): Piece | number => {
    if (i % 2 === 0) return pieceOf(item);
    if (isInt(item)) return Number(item);
    throw newException(typeErrorType, 'an integer is required');
  });
  if (parts.some((part) => typeof part === 'number' && part < 0)) throw new InvalidTemplate();
  return parts;
}

function _sre_template(_pattern: Value, template: Value): Result {
  if (!(template instanceof PyList) || !typeOf(template).isSubtype(listType)) {
    return typeError(`template() argument 2 must be list, not ${typeOf(template).name}`);
  }
  try {
    return new SreTemplate(makeTemplate(templateParts(template.items), (piece) => piece.length === 0));
  } catch (error) {
    if (error instanceof InvalidTemplate) return typeError('invalid template');
    throw error;
  }
}

function character(value: Value): number {
  const n = intOf(value);
  if (n === undefined)
    throw newException(typeErrorType, `'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return toCInt(n);
}

function _sre_getlower(ch: Value, flags: Value): Result {
  const c = character(ch);
  const bits = character(flags);
  if ((bits & Flag.LOCALE) !== 0) return asciiToLower(c);
  return (bits & Flag.UNICODE) !== 0 ? unicodeToLower(c) : asciiToLower(c);
}

export const _sreModule: NativeModule = {
  name: '_sre',
  functions: {
    compile: ['(pattern, flags, code, groups, groupindex, indexgroup)', _sre_compile],
    template: ['(pattern, template, /)', _sre_template],
    getcodesize: ['()', (): Result => CODESIZE],
    getlower: ['(character, flags, /)', _sre_getlower],
    ascii_iscased: ['(character, /)', (c: Value): Result => asciiIsCased(character(c))],
    ascii_tolower: ['(character, /)', (c: Value): Result => asciiToLower(character(c))],
    unicode_iscased: ['(character, /)', (c: Value): Result => unicodeIsCased(character(c))],
    unicode_tolower: ['(character, /)', (c: Value): Result => unicodeToLower(character(c))],
  },
  attributes: () => ({
    MAGIC,
    CODESIZE,
    MAXREPEAT,
    MAXGROUPS,
    copyright: ' SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ',
  }),
};
