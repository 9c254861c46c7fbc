// Generates src/modules/multibyte/data.ts: the tables of the East Asian encodings, asked of CPython itself (the npm package
// `pyodide`). It decodes all sequences of up to three bytes and encodes all characters, which takes some minutes.
//
//   node --stack-size=5600 --max-old-space-size=3000 tools/generate-multibyte.mjs [output file]
import { loadPyodide } from 'pyodide';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const PYTHON = `
import json

MODULES = {
    '_codecs_cn': 'gb2312 gbk gb18030',
    '_codecs_hk': 'big5hkscs',
    '_codecs_tw': 'big5 cp950',
    '_codecs_jp': 'shift_jis cp932 euc_jp shift_jis_2004 euc_jis_2004 euc_jisx0213 shift_jisx0213',
    '_codecs_kr': 'euc_kr cp949 johab',
}

def tables(codec, name):
    def decoded(*values):
        try:
            return codec.decode(bytes(values))[0]
        except UnicodeDecodeError as error:
            return None if error.reason.startswith('incomplete') else error.end - error.start

    single = [decoded(b) for b in range(256)]
    leads = [b for b in range(256) if single[b] is None]
    double = {b << 8 | c: decoded(b, c) for b in leads for c in range(256)}
    triple = {b << 8 | c: decoded(0x8f, b, c) for b in range(256) for c in range(256)} if name.startswith('euc_j') else {}
    digits = range(0x30, 0x3a)
    fours = [decoded(a, b, c, d) for a in range(0x81, 0x85) for b in digits for c in range(0x81, 0xff) for d in digits]
    encoded = {}
    for point in range(0x110000):
        try:
            encoded[point] = codec.encode(chr(point))[0].hex()
        except UnicodeEncodeError:
            pass
    pairs = {text: codec.encode(text)[0].hex() for text in double.values() if isinstance(text, str) and len(text) == 2}
    return dict(single=single, double=double, triple=triple, fours=fours if name == 'gb18030' else [], encoded=encoded, pairs=pairs)

found = {}
for module, names in MODULES.items():
    for name in names.split():
        found[name] = tables(__import__(module).getcodec(name), name)
json.dumps(found)
`;

/** The first of the two bytes of a sequence. */
const FIRST = 0x8000;
const CELLS = 0x8000;
/** In place of the plane of a character: the number stands for a pair of characters. */
const PAIR = 3;
/** The same for no character. */
const ABSENT = 0xff;

/**
 * A table of two bytes as three planes of bytes: the difference from the character before, low and high halves, and the plane
 * of the character. So what encodings have in common looks the same wherever it stands.
 * @param {Record<string, unknown>} table
 * @param {string[]} pairs
 */
function planes(table, pairs) {
  const [low, high, plane] = [0, 0, ABSENT].map((value) => Buffer.alloc(CELLS, value));
  let last = 0;
  for (let i = 0; i < CELLS; i++) {
    const text = table[FIRST + i];
    let difference = 0;
    if (typeof text === 'string') {
      const point = text.codePointAt(0);
      const isPair = [...text].length > 1;
      plane[i] = isPair ? PAIR : point >> 16;
      const value = (isPair ? pairs.push(text) - 1 : point) & 0xffff;
      difference = (value - last) & 0xffff;
      last = value;
    }
    low[i] = difference & 0xff;
    high[i] = difference >> 8;
  }
  return Buffer.concat([low, high, plane]);
}

/**
 * Where the characters of four bytes of GB 18030 begin to follow one another: [number of the sequence, character].
 * @param {string[]} fours
 */
function runs(fours) {
  const found = [];
  fours.forEach((text, i) => {
    if (typeof text !== 'string') return;
    const point = text.codePointAt(0);
    const [at, from] = found.at(-1) ?? [0, -1];
    if (point !== from + i - at) found.push([i, point]);
  });
  return found;
}

/** @param {string} hex */
const number = (hex) => parseInt(hex, 16);

/**
 * The characters that are encoded in another way than by the first sequence that gives them; 0: not at all. What takes more
 * than three bytes is computed.
 */
function corrections({ single, double, triple, encoded }) {
  const inverse = new Map();
  const add = (code, text) => {
    if (typeof text !== 'string' || [...text].length > 1) return;
    if (!inverse.has(text.codePointAt(0))) inverse.set(text.codePointAt(0), code);
  };
  single.forEach((text, code) => add(code, text));
  for (const code of Object.keys(double).map(Number)) add(code, double[code]);
  for (const code of Object.keys(triple).map(Number)) add(0x8f0000 | code, triple[code]);
  const found = [];
  for (let point = 1; point < 0x110000; point++) {
    const hex = encoded[point];
    const code = hex === undefined || hex.length > 6 ? 0 : number(hex);
    if (code !== (inverse.get(point) ?? 0)) found.push(point, code);
  }
  return found;
}

/** What is known of an encoding beside its planes. */
function facts(name, table) {
  const pairs = [];
  const blocks = [planes(table.double, pairs)];
  if (Object.keys(table.triple).length > 0) blocks.push(planes(table.triple, pairs));
  const wrong = Object.entries(table.double).filter(([, size]) => typeof size === 'number' && size > 1);
  return {
    blocks,
    facts: {
      name,
      // -1: the first byte of several; -2: none.
      single: table.single.map((each) =>
        typeof each === 'string' ? each.codePointAt(0) : each === null ? -1 : -2,
      ),
      triple: blocks.length > 1,
      pairs: pairs.map((text) => [...[...text].map((c) => c.codePointAt(0)), number(table.pairs[text])]),
      corrections: corrections(table),
      longErrors: wrong.map(([code]) => Number(code)),
      runs: runs(table.fours),
    },
  };
}

/** @param {Buffer} bytes */
function packed(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(bytes, { params }).toString('base64');
}

const python = await loadPyodide();
const tables = JSON.parse(python.runPython(PYTHON));
const encodings = Object.entries(tables).map(([name, table]) => facts(name, table));
const planesText = packed(Buffer.concat(encodings.flatMap(({ blocks }) => blocks)));
const factsText = packed(Buffer.from(JSON.stringify(encodings.map((encoding) => encoding.facts))));

const output = process.argv[2] ?? fileURLToPath(new URL('../src/modules/multibyte/data.ts', import.meta.url));
fs.writeFileSync(
  output,
  `// Generated by tools/generate-multibyte.mjs from CPython's codecs; do not edit.
/** Compressed: for each table of two bytes three planes, see the generator. */
// prettier-ignore
export const PLANES = '${planesText}';
/** Compressed: JSON of what else is known of each encoding. */
// prettier-ignore
export const FACTS = '${factsText}';
`,
);
