// str: case, classification, layout and translation.
import { frozenFunction, defineIntrinsics } from '../machine/frozen.ts';
import { growing } from '../machine/memory.ts';
import { dictType, PyDict } from './dict.ts';
import { newException, typeError, typeErrorType, valueError } from './exception.ts';
import { converted, type Int, isInt, textArgument, toCInt, toSize } from './conversion.ts';
import { intOf } from './int.ts';
import { defineMethods, defineStaticMethods, type Implementation } from './native.ts';
import { None } from './none.ts';
import type { Result, Value } from './object.ts';
import { codePoints, makeStr, strType, textOf, type Text } from './str.ts';
import { selfText } from './str-search.ts';
import { codeAt, concatTexts, newText, repeatString, sliceText, textFromCodePoints } from './text/text.ts';
import {
  capitalize,
  casefold,
  everyChar,
  isAlnum,
  isAlpha,
  isAsciiText,
  isDecimal,
  isDigit,
  isIdentifier,
  isLower,
  isNumeric,
  isPrintableText,
  isSpace,
  isTitle,
  isUpper,
  swapcase,
  toLower,
  toTitle,
  toUpper,
} from './text/unicode.ts';
import { typeOf } from './typeof.ts';

function mapping(map: (text: Text) => Text): Implementation {
  return (self: Value) => makeStr(map(selfText(self)));
}

function testing(test: (text: Text) => boolean): Implementation {
  return (self: Value) => test(selfText(self));
}

function every(test: (c: number) => boolean): Implementation {
  return (self: Value) => everyChar(selfText(self), test);
}

// --- Layout ----------------------------------------------------------------------------------------------------------

/** The code point to fill with. */
function fillOf(fillchar: Value | undefined): Text {
  if (fillchar === undefined) return ' ';
  const text = textOf(fillchar);
  if (text === undefined)
    throw newException(
      typeErrorType,
      `The fill character must be a unicode character, not ${typeOf(fillchar).name}`,
    );
  if (text.length !== 1)
    throw newException(typeErrorType, 'The fill character must be exactly one character long');
  return text;
}

/** The text with `left` and `right` copies of `fill` around it. */
function pad(text: Text, left: number, right: number, fill: Text): Text {
  if (typeof text === 'string' && typeof fill === 'string')
    return repeatString(fill, left) + text + repeatString(fill, right);
  const point = codeAt(fill, 0);
  const points = newText(left + text.length + right).fill(point);
  points.set(codePoints(text), left);
  return points;
}

function padding(share: (missing: number, width: number) => number): Implementation {
  const method = (self: Value, width: Value, fillchar?: Value): Result => {
    if (!isInt(width)) return converted(method, [self, width, fillchar], [null, 'index', null]);
    const fill = fillOf(fillchar);
    const text = selfText(self);
    const wanted = toSize(width);
    const missing = wanted - text.length;
    if (missing <= 0) return makeStr(text);
    const left = share(missing, wanted);
    return makeStr(pad(text, left, missing - left, fill));
  };
  return method;
}

function str_zfill(self: Value, width: Value): Result {
  if (!isInt(width)) return converted(str_zfill, [self, width], [null, 'index']);
  const text = selfText(self);
  const missing = toSize(width) - text.length;
  if (missing <= 0) return makeStr(text);
  const first = text.length > 0 ? codeAt(text, 0) : 0;
  if (first !== 43 && first !== 45) return makeStr(pad(text, missing, 0, '0'));
  return makeStr(
    concatTexts([sliceText(text, 0, 1), repeatString('0', missing), sliceText(text, 1, text.length)]),
  );
}

function str_expandtabs(self: Value, tabsize: Value = 8): Result {
  if (!isInt(tabsize)) return converted(str_expandtabs, [self, tabsize], [null, 'index']);
  return makeStr(expandTabs(selfText(self), toCInt(tabsize as Int)));
}

function expandTabs(text: Text, size: number): Text {
  const parts: Text[] = [];
  let column = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = codeAt(text, i);
    if (c === 9) {
      parts.push(sliceText(text, start, i));
      start = i + 1;
      const count = size > 0 ? size - (column % size) : 0;
      growing(parts.push(repeatString(' ', count)));
      column += count;
    } else column = c === 10 || c === 13 ? 0 : column + 1;
  }
  parts.push(sliceText(text, start, text.length));
  return concatTexts(parts);
}

// --- translate -------------------------------------------------------------------------------------------------------

function str_translate(self: Value, table: Value): Result {
  if (table instanceof PyDict && table.cls === dictType) {
    const text = translatePlain(selfText(self), table);
    if (text !== undefined) return makeStr(text);
  }
  return frozenFunction('str', 'translate').call2(makeStr(selfText(self)), table);
}

/** With an ordinary dict whose values are ints, strings and None; undefined when there is anything else in the way. */
function translatePlain(text: Text, table: PyDict): Text | undefined {
  const points = codePoints(text);
  const known = new Map<number, Text | number>();
  const parts: Text[] = [];
  let run: number[] = [];
  for (const c of points) {
    let to = known.get(c);
    if (to === undefined) {
      const i = table.lookup(c);
      if (typeof i !== 'number' || i < -1) return undefined;
      const plain = i < 0 ? c : plainTarget(table.valueAt(i)!);
      if (plain === undefined) return undefined;
      to = plain;
      known.set(c, to);
    }
    if (typeof to === 'number') run.push(to);
    else {
      growing(parts.push(textFromCodePoints(run), to) >> 1, 2);
      run = [];
    }
  }
  parts.push(textFromCodePoints(run));
  return concatTexts(parts);
}

function plainTarget(value: Value): Text | number | undefined {
  if (value === None) return '';
  if (typeof value === 'number') return value >= 0 && value <= 0x10ffff ? value : undefined;
  return textOf(value);
}

/** One character's translation, as text; for src/python/str.py. */
function translationText(value: Value): Result {
  if (value === None) return '';
  const text = textOf(value);
  if (text !== undefined) return makeStr(text);
  const n = intOf(value);
  if (n === undefined) return typeError('character mapping must return integer, None or str');
  if (n < 0 || n > 0x10ffff) return valueError('character mapping must be in range(0x110000)');
  return makeStr(textFromCodePoints([n as number]));
}

function str_maketrans(x: Value, y?: Value, z?: Value): Result {
  if (y === undefined) return tableFromDict(x);
  const to = textArgument(y, 'maketrans() argument 2');
  return tableFromTexts(x, to, z === undefined ? '' : textArgument(z, 'maketrans() argument 3'));
}

function tableFromDict(x: Value): Result {
  if (!(x instanceof PyDict))
    return typeError('if you give only one argument to maketrans it must be a dict');
  const table = new PyDict();
  for (let i = 0; i < x.end(); i++) {
    const key = x.keyAt(i);
    if (key === undefined) continue;
    const text = textOf(key);
    if (text !== undefined && text.length !== 1)
      return valueError('string keys in translate table must be of length 1');
    if (text === undefined && intOf(key) === undefined)
      return typeError('keys in translate table must be strings or integers');
    if (!table.trySet(text === undefined ? key : codeAt(text, 0), x.valueAt(i)!)) {
      return frozenFunction('str', 'translation_table').call1(x);
    }
  }
  return table;
}

function tableFromTexts(x: Value, to: Text, dropped: Text): Result {
  const from = textOf(x);
  if (from === undefined)
    return typeError('first maketrans argument must be a string if there is a second argument');
  if (from.length !== to.length)
    return valueError('the first two maketrans arguments must have equal length');
  const table = new PyDict();
  for (let i = 0; i < from.length; i++) table.setPlain(codeAt(from, i), codeAt(to, i));
  for (const c of codePoints(dropped)) table.setPlain(c, None);
  return table;
}

defineIntrinsics({ translation_text: ['(value, /)', translationText] });

defineStaticMethods(strType, {
  maketrans: [
    '(x, y=<unrepresentable>, z=<unrepresentable>, /)',
    str_maketrans,
    'Return a translation table usable for str.translate().',
  ],
});
defineMethods(strType, {
  capitalize: ['($self, /)', mapping(capitalize), 'Return a capitalized version of the string.'],
  casefold: [
    '($self, /)',
    mapping(casefold),
    'Return a version of the string suitable for caseless comparisons.',
  ],
  lower: ['($self, /)', mapping(toLower), 'Return a copy of the string converted to lowercase.'],
  upper: ['($self, /)', mapping(toUpper), 'Return a copy of the string converted to uppercase.'],
  title: ['($self, /)', mapping(toTitle), 'Return a version of the string where each word is titlecased.'],
  swapcase: [
    '($self, /)',
    mapping(swapcase),
    'Convert uppercase characters to lowercase and lowercase characters to uppercase.',
  ],
  isalnum: [
    '($self, /)',
    every(isAlnum),
    'Return True if the string is an alpha-numeric string, False otherwise.',
  ],
  isalpha: [
    '($self, /)',
    every(isAlpha),
    'Return True if the string is an alphabetic string, False otherwise.',
  ],
  isascii: [
    '($self, /)',
    testing(isAsciiText),
    'Return True if all characters in the string are ASCII, False otherwise.',
  ],
  isdecimal: [
    '($self, /)',
    every(isDecimal),
    'Return True if the string is a decimal string, False otherwise.',
  ],
  isdigit: ['($self, /)', every(isDigit), 'Return True if the string is a digit string, False otherwise.'],
  isidentifier: [
    '($self, /)',
    testing(isIdentifier),
    'Return True if the string is a valid Python identifier, False otherwise.',
  ],
  islower: [
    '($self, /)',
    testing(isLower),
    'Return True if the string is a lowercase string, False otherwise.',
  ],
  isnumeric: [
    '($self, /)',
    every(isNumeric),
    'Return True if the string is a numeric string, False otherwise.',
  ],
  isprintable: [
    '($self, /)',
    testing(isPrintableText),
    'Return True if all characters in the string are printable, False otherwise.',
  ],
  isspace: [
    '($self, /)',
    every(isSpace),
    'Return True if the string is a whitespace string, False otherwise.',
  ],
  istitle: [
    '($self, /)',
    testing(isTitle),
    'Return True if the string is a title-cased string, False otherwise.',
  ],
  isupper: [
    '($self, /)',
    testing(isUpper),
    'Return True if the string is an uppercase string, False otherwise.',
  ],
  center: [
    "($self, width, fillchar=' ', /)",
    padding((missing, width) => (missing >> 1) + (missing & width & 1)),
    'Return a centered string of length width.',
  ],
  ljust: [
    "($self, width, fillchar=' ', /)",
    padding(() => 0),
    'Return a left-justified string of length width.',
  ],
  rjust: [
    "($self, width, fillchar=' ', /)",
    padding((missing) => missing),
    'Return a right-justified string of length width.',
  ],
  zfill: [
    '($self, width, /)',
    str_zfill,
    'Pad a numeric string with zeros on the left, to fill a field of the given width.',
  ],
  expandtabs: [
    '($self, /, tabsize=8)',
    str_expandtabs,
    'Return a copy where all tab characters are expanded using spaces.',
  ],
  translate: [
    '($self, table, /)',
    str_translate,
    'Replace each character in the string using the given translation table.',
  ],
});
