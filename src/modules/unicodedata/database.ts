// The Unicode character database as the module unicodedata shows it: version 16.0.0, and 3.2.0 as differences from that.
// The packed tables (data.ts) are unpacked when they are first asked for. What str's methods need as well (categories, values)
// comes from objects/text/unicode.ts, names from syntax/unicode-names.ts.
import { category, decimalValue, isNumeric, numericValue, Unpacker } from '../../objects/text/unicode.ts';
import {
  CORRECTIONS,
  DECOMPOSITION_KINDS,
  DECOMPOSITIONS,
  EXCLUDED,
  KINDS,
  OLD_KINDS,
  OLD_NUMBERS,
  OLD_RECORDS,
  RECORDS,
  SEQUENCES,
} from './data.ts';

const CODE_POINTS = 0x110000;

/** Properties of a character. */
export interface CharacterRecord {
  category: string;
  bidirectional: string;
  combining: number;
  mirrored: number;
  width: string;
}

/** For each code point the number of its record. */
interface RecordTable {
  kinds: CharacterRecord[];
  indexes: Uint16Array;
}

function unpackRecords(kinds: string, runs: string, withCategory: boolean): RecordTable {
  const records = kinds.split(';').map((text) => {
    const fields = text.split(' ');
    const general = withCategory ? fields.shift()! : '';
    const [bidirectional = '', combining, mirrored, width = ''] = fields;
    return {
      category: general,
      bidirectional,
      combining: Number(combining),
      mirrored: Number(mirrored),
      width,
    };
  });
  const indexes = new Uint16Array(CODE_POINTS);
  const packed = new Unpacker(runs);
  for (let c = 0; c < CODE_POINTS;) {
    const length = packed.next();
    indexes.fill(packed.next(), c, c + length);
    c += length;
  }
  return { kinds: records, indexes };
}

let current: RecordTable | undefined;
let old: RecordTable | undefined;

function recordOf(c: number): CharacterRecord {
  current ??= unpackRecords(KINDS, RECORDS, false);
  return current.kinds[current.indexes[c]!]!;
}

function oldRecordOf(c: number): CharacterRecord {
  old ??= unpackRecords(OLD_KINDS, OLD_RECORDS, true);
  return old.kinds[old.indexes[c]!]!;
}

/** The canonical combining class. */
export function combiningClass(c: number): number {
  return recordOf(c).combining;
}

// --- Decompositions --------------------------------------------------------------------------------------------------

export interface Decomposition {
  /** `<compat>` and the like; '' for a canonical one. */
  kind: string;
  points: number[];
}

function list(packed: Unpacker): number[] {
  return Array.from({ length: packed.next() }, () => packed.next());
}

let decompositions: Map<number, Decomposition> | undefined;

/** The decomposition of a character in the database; Hangul syllables have none there. */
export function decompositionOf(c: number): Decomposition | undefined {
  if (decompositions === undefined) {
    decompositions = new Map();
    const kinds = DECOMPOSITION_KINDS.split(' ');
    const packed = new Unpacker(DECOMPOSITIONS);
    for (let point = 0; packed.at < DECOMPOSITIONS.length;) {
      point += packed.next();
      decompositions.set(point, { kind: kinds[packed.next()]!, points: list(packed) });
    }
  }
  return decompositions.get(c);
}

let compositions: Map<number, number> | undefined;

/** The character that two others make together; undefined: they make none. */
export function compositionOf(first: number, second: number): number | undefined {
  compositions ??= unpackCompositions();
  return compositions.get(first * CODE_POINTS + second);
}

function unpackCompositions(): Map<number, number> {
  const excluded = new Set<number>();
  const packed = new Unpacker(EXCLUDED);
  for (let point = 0; packed.at < EXCLUDED.length;) excluded.add((point += packed.next()));
  decompositionOf(0);
  const map = new Map<number, number>();
  for (const [c, { kind, points }] of decompositions!) {
    if (kind === '' && points.length === 2 && !excluded.has(c))
      map.set(points[0]! * CODE_POINTS + points[1]!, c);
  }
  return map;
}

let corrections: Map<number, number[]> | undefined;

/** A canonical decomposition that was another in 3.2.0. */
function oldDecompositionOf(c: number): number[] | undefined {
  if (corrections === undefined) {
    corrections = new Map();
    const packed = new Unpacker(CORRECTIONS);
    for (let point = 0; packed.at < CORRECTIONS.length;)
      corrections.set((point += packed.next()), list(packed));
  }
  return corrections.get(c);
}

// --- Versions --------------------------------------------------------------------------------------------------------

/** One version of the database. */
export interface Version {
  name: string;
  record(c: number): CharacterRecord;
  decimal(c: number): number | undefined;
  numeric(c: number): number | undefined;
  isAssigned(c: number): boolean;
  decomposition(c: number): Decomposition | undefined;
  /** As `decomposition`, but what normalization goes by. */
  normalizing(c: number): Decomposition | undefined;
}

function valueOrNone(v: number): number | undefined {
  return v < 0 ? undefined : v;
}

export const unicode16: Version = {
  name: '16.0.0',
  record: (c) => ({ ...recordOf(c), category: category(c) }),
  decimal: (c) => valueOrNone(decimalValue(c)),
  numeric: (c) => (isNumeric(c) ? numericValue(c) : undefined),
  isAssigned: () => true,
  decomposition: decompositionOf,
  normalizing: decompositionOf,
};

let oldNumbers: Map<number, [decimal: number | undefined, numeric: number | undefined]> | undefined;

function oldNumbersOf(c: number): [number | undefined, number | undefined] | undefined {
  const value = (text: string): number | undefined => (text === '-' ? undefined : Number(text));
  oldNumbers ??= new Map(
    OLD_NUMBERS.split(';').map((entry) => {
      const [point, decimal, numeric] = entry.split(',') as [string, string, string];
      return [Number(point), [value(decimal), value(numeric)]];
    }),
  );
  return oldNumbers.get(c);
}

function wasAssigned(c: number): boolean {
  return oldRecordOf(c).category !== 'Cn';
}

export const unicode32: Version = {
  name: '3.2.0',
  record: oldRecordOf,
  decimal(c) {
    if (!wasAssigned(c)) return undefined;
    const numbers = oldNumbersOf(c);
    return numbers === undefined ? unicode16.decimal(c) : numbers[0];
  },
  numeric(c) {
    if (!wasAssigned(c)) return undefined;
    const numbers = oldNumbersOf(c);
    return numbers === undefined ? unicode16.numeric(c) : numbers[1];
  },
  isAssigned: wasAssigned,
  decomposition: (c) => (wasAssigned(c) ? decompositionOf(c) : undefined),
  normalizing(c) {
    const points = oldDecompositionOf(c);
    return points === undefined ? unicode32.decomposition(c) : { kind: '', points };
  },
};

// --- Named sequences -------------------------------------------------------------------------------------------------

let sequences: Map<string, number[]> | undefined;

/** The characters of a named sequence; undefined when there is none of this name (in capitals). */
export function namedSequence(name: string): number[] | undefined {
  sequences ??= new Map(
    SEQUENCES.split('|').map((entry) => {
      const [key, points] = entry.split(';') as [string, string];
      return [key, points.split(' ').map((p) => parseInt(p, 16))];
    }),
  );
  return sequences.get(name);
}
