// CPython itself (the npm package `pyodide`) as the judge of this folder's tests. Inputs and outputs are
// JSON; floats travel as the 16 hexadecimal digits of their bits, texts as arrays of code points.
import { loadPyodide } from 'pyodide';
import { FormatError } from '../../../src/objects/text/format-error.ts';
import { codeAt } from '../../../src/objects/text/text.ts';
import type { Text } from '../../../src/objects/text/text.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const PRELUDE = `
import json, struct
def F(bits): return struct.unpack('>d', bytes.fromhex(bits))[0]
def B(value): return 'nan' if value != value else struct.pack('>d', value).hex()
def S(points): return ''.join(map(chr, points))
def P(text): return [ord(c) for c in text]
def run(f, inputs):
    out = []
    for x in json.loads(inputs):
        try: out.append(f(x))
        except Exception as e:
            out.append({'error': type(e).__name__, 'message': P(e.args[0] if e.args else '')})
    return json.dumps(out)
`;

// Loaded with the module, so that no test's time limit has to cover it.
const python = await loadPyodide();
python.runPython(PRELUDE);

/**
 * The results of a Python function of one argument, given as source (`def f(x): ...`), for each input.
 * An exception is { error: type name, message: code points }.
 */
export function oracle(source: string, inputs: readonly Json[]): Json[] {
  python.globals.set('inputs', JSON.stringify(inputs));
  return JSON.parse(python.runPython(`${source}\nrun(f, inputs)`) as string) as Json[];
}

/** The same for our function: errors in the oracle's form. */
export function ours<T>(f: (x: T) => Json, inputs: readonly T[]): Json[] {
  return inputs.map((x) => {
    try {
      return f(x);
    } catch (e) {
      if (!(e instanceof FormatError)) throw e;
      return { error: e.pyType, message: Array.from(e.message, (c) => c.codePointAt(0)!) };
    }
  });
}

/** The first few inputs for which the two disagree, with both results. */
export function differences(inputs: readonly Json[], expected: Json[], actual: Json[]): Json[] {
  const found: Json[] = [];
  inputs.forEach((input, i) => {
    const [e, a] = [JSON.stringify(expected[i]), JSON.stringify(actual[i])];
    if (e !== a && found.length < 10)
      found.push({ input, expected: readable(expected[i]), actual: readable(actual[i]) });
  });
  return found;
}

/** Results for the reader of a failure: error messages as text, nothing very long. */
function readable(result: Json): Json {
  if (typeof result === 'string') return result.slice(0, 500);
  if (Array.isArray(result)) return JSON.stringify(result).slice(0, 500);
  if (result === null || typeof result !== 'object') return result;
  return `${String(result.error)}: ${String.fromCodePoint(...(result.message as number[]))}`;
}

const view = new DataView(new ArrayBuffer(8));

/** A float as the oracle takes it. */
export function bits(v: number): string {
  view.setFloat64(0, v);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

/** A float as the oracle returns it: all NaNs are one. */
export function resultBits(v: number): string {
  return Number.isNaN(v) ? 'nan' : bits(v);
}

/** A float from its bits. */
export function fromBits(text: string): number {
  view.setBigUint64(0, BigInt('0x' + text));
  return view.getFloat64(0);
}

/** A text as the oracle takes and returns it. */
export function points(text: Text): number[] {
  return Array.from({ length: text.length }, (_, i) => codeAt(text, i));
}

/** A repeatable generator of random numbers below 1 (mulberry32). */
export function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Doubles of every kind: any bits, short decimals, halves, integers, powers of two and ten and their
 * neighbours.
 */
export function randomDoubles(count: number, next: () => number): number[] {
  const kinds = [
    () =>
      fromBits(
        [0, 0]
          .map(() =>
            Math.floor(next() * 2 ** 32)
              .toString(16)
              .padStart(8, '0'),
          )
          .join(''),
      ),
    () => Number((next() * 10 ** Math.floor(next() * 6)).toFixed(Math.floor(next() * 5))),
    () => Math.floor(next() * 2 ** (next() * 30)) / 2 ** Math.floor(next() * 12),
    () => Math.floor(next() * 2 ** (next() * 70)),
    () => 5 * Math.floor(next() * 1000) * 10 ** Math.floor(next() * 20),
    () => 2 ** Math.floor(next() * 2098 - 1074),
    () => neighbour(Number('1e' + Math.floor(next() * 632 - 324)), Math.floor(next() * 3) - 1),
  ];
  return Array.from({ length: count }, (_, i) => (next() < 0.3 ? -1 : 1) * kinds[i % kinds.length]());
}

/** The double `step` places away in order of magnitude. */
function neighbour(v: number, step: number): number {
  view.setFloat64(0, v);
  const n = view.getBigUint64(0) + BigInt(step);
  return n < 0n || n >= 0x7ff0000000000000n ? v : fromBits(n.toString(16));
}

export const SPECIAL_DOUBLES = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  2.5,
  -2.5,
  0.1,
  0.2,
  0.3,
  1e16,
  1e15,
  9999999999999998,
  123456789012345680,
  1e21,
  1e22,
  1e23,
  1e100,
  1.7976931348623157e308,
  5e-324,
  2.2250738585072014e-308,
  2.225073858507201e-308,
  1e-4,
  1e-5,
  9.5e-5,
  0.00001234,
  0.125,
  0.375,
  2.675,
  1.005,
  25,
  35,
  45,
  250,
  350,
  2 ** 53,
  2 ** 53 - 1,
  2 ** 61,
  2 ** 61 - 1,
  2 ** 63,
  NaN,
  Infinity,
  -Infinity,
];
