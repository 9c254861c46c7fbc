// Generates src/objects/text/unicode-data.ts: the Unicode facts that Python's str methods depend on, asked of
// CPython itself (the npm package `pyodide`), so that they are exactly those of its `unicodedata` module.
//
//   node tools/generate-unicode-data.mjs [output file]
//
// Everything is packed into short strings that src/objects/text/unicode.ts decodes on first need. Numbers are
// base-64 varints (5 bits a character, low bits first, sixth bit = more follows); signed ones are
// zigzag-coded.
import { loadPyodide } from 'pyodide';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const PYTHON = `
import json, unicodedata as u
CATEGORIES = ['Cn', 'Cc', 'Cf', 'Co', 'Cs', 'Ll', 'Lm', 'Lo', 'Lt', 'Lu', 'Mc', 'Me', 'Mn', 'Nd', 'Nl', 'No',
              'Pc', 'Pd', 'Pe', 'Pf', 'Pi', 'Po', 'Ps', 'Sc', 'Sk', 'Sm', 'So', 'Zl', 'Zp', 'Zs']
def record(c):
    r = CATEGORIES.index(u.category(c))
    r |= c.isupper() << 5
    r |= c.islower() << 6
    r |= (c + 'a').title().endswith('a') << 7                      # cased
    follows = ('A\\u03a3' + c).lower()[1] == '\\u03c3'             # cased and not ignorable
    r |= (not follows and ('A\\u03a3' + c + 'A').lower()[1] == '\\u03c3') << 8   # case-ignorable
    r |= c.isspace() << 9
    r |= c.isidentifier() << 10
    r |= ('a' + c).isidentifier() << 11
    r |= c.isdecimal() << 12
    r |= c.isdigit() << 13
    r |= c.isnumeric() << 14
    r |= c.isprintable() << 15
    return r
def points(s):
    return [ord(x) for x in s]
records, upper, lower, title, fold, numeric = [], [], [], [], [], []
for n in range(0x110000):
    c = chr(n)
    records.append(record(c))
    if c.upper() != c: upper.append((n, points(c.upper())))
    if c.lower() != c: lower.append((n, points(c.lower())))
    if c.title() != c.upper(): title.append((n, points(c.title())))
    if c.casefold() != c.lower(): fold.append((n, points(c.casefold())))
    if c.isnumeric():
        v = u.numeric(c)
        numeric.append((n, v))
        assert not c.isdigit() or u.digit(c) == v
json.dumps(dict(version=u.unidata_version, categories=CATEGORIES, records=records, upper=upper, lower=lower,
                title=title, fold=fold, numeric=numeric))
`;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function varint(n) {
  let text = '';
  for (; n > 31; n >>>= 5) text += ALPHABET[32 | (n & 31)];
  return text + ALPHABET[n];
}

const signed = (n) => varint(n < 0 ? -n * 2 - 1 : n * 2);

/**
 * Runs of equal records, as (length, index into the table of distinct records); trailing zeros are dropped.
 */
function packRecords(records) {
  const kinds = [0];
  let packed = '';
  for (let i = 0, j; i < records.length; i = j) {
    for (j = i + 1; j < records.length && records[j] === records[i]; j++);
    if (!kinds.includes(records[i])) kinds.push(records[i]);
    packed += varint(j - i) + varint(kinds.indexOf(records[i]));
  }
  return { kinds, packed };
}

/**
 * Single-character mappings as (gap, count, step, offset) groups, then the longer ones as (gap, n,
 * points...).
 */
function packMapping(pairs) {
  const single = pairs.filter(([, to]) => to.length === 1).map(([from, [to]]) => [from, to - from]);
  const groups = [];
  for (let i = 0, j; i < single.length; i = j) {
    const [start, offset] = single[i];
    const step = i + 1 < single.length && single[i + 1][1] === offset ? single[i + 1][0] - start : 1;
    const ok = step === 1 || step === 2 ? step : 1;
    for (
      j = i + 1;
      j < single.length && single[j][0] === start + (j - i) * ok && single[j][1] === offset;
      j++
    );
    groups.push([start, j - i, ok, offset]);
  }
  let last = 0;
  let packed = varint(groups.length);
  for (const [start, count, step, offset] of groups) {
    packed += varint(start - last) + varint(count * 2 + step - 1) + signed(offset);
    last = start;
  }
  last = 0;
  for (const [from, to] of pairs.filter(([, to]) => to.length !== 1)) {
    packed += varint(from - last) + varint(to.length) + to.map(varint).join('');
    last = from;
  }
  return packed;
}

/**
 * Numeric values as `gap,count,value,step` groups in base 36 where `value` is decimal text (`1/3` for
 * thirds).
 */
function packNumeric(pairs) {
  const groups = [];
  for (let i = 0, j; i < pairs.length; i = j) {
    const [start, value] = pairs[i];
    const run = (step) => {
      let k = i + 1;
      while (k < pairs.length && pairs[k][0] === start + k - i && pairs[k][1] === value + (k - i) * step) k++;
      return k;
    };
    const step = run(1) >= run(0) ? 1 : 0;
    j = run(step);
    groups.push([start, j - i, fraction(value), step]);
  }
  let last = 0;
  return groups
    .map(([start, count, value, step]) => {
      const gap = (start - last).toString(36);
      last = start;
      return count > 1 ? `${gap},${value},${count.toString(36)},${step}` : `${gap},${value}`;
    })
    .join(';');
}

/** A numeric value as text: an integer, or a fraction of small integers equal to it as a double. */
function fraction(value) {
  for (let d = 1; d <= 1000; d++) {
    const n = Math.round(value * d);
    if (n / d === value) return d === 1 ? String(n) : `${n}/${d}`;
  }
  throw new Error(`no small fraction for ${value}`);
}

const python = await loadPyodide();
const data = JSON.parse(python.runPython(PYTHON));
const { kinds, packed } = packRecords(data.records);
const output =
  process.argv[2] ?? fileURLToPath(new URL('../src/objects/text/unicode-data.ts', import.meta.url));
fs.writeFileSync(
  output,
  `// Generated by tools/generate-unicode-data.mjs from CPython's unicodedata; do not edit.
// prettier-ignore
export const UNICODE_VERSION = '${data.version}';
/** General categories; the low five bits of a record are an index into it. */
// prettier-ignore
export const CATEGORIES = '${data.categories.join(' ')}';
/** The distinct records. */
// prettier-ignore
export const KINDS = '${kinds.map((k) => k.toString(36)).join(' ')}';
/** Runs of code points: length, index into KINDS. */
// prettier-ignore
export const RECORDS = '${packed}';
/** Full mappings: upper; lower; title where not upper's; casefold where not lower's. */
// prettier-ignore
export const UPPER = '${packMapping(data.upper)}';
// prettier-ignore
export const LOWER = '${packMapping(data.lower)}';
// prettier-ignore
export const TITLE = '${packMapping(data.title)}';
// prettier-ignore
export const FOLD = '${packMapping(data.fold)}';
/** Numeric values: gap,value[,count,step]. */
// prettier-ignore
export const NUMERIC = '${packNumeric(data.numeric)}';
`,
);
console.log(
  `${output}: Unicode ${data.version}, ${fs.statSync(output).size} bytes, ${kinds.length} kinds of record`,
);
