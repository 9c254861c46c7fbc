// UTF-7 (RFC 2152): runs of UTF-16 in base 64 between `+` and `-`.
import type { Decoder } from './codecs.ts';
import { TextBuilder } from './text/text.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Characters that stand for themselves; others of ASCII are encoded. */
const DIRECT =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\'(),-./:? \t\n\r!"#$%&*;<=>@[]^_`{|}';

function base64Value(byte: number): number {
  return byte < 128 ? ALPHABET.indexOf(String.fromCharCode(byte)) : -1;
}

/** UTF-7 of code points; those above U+FFFF are two units. */
export function utf7Encode(points: Uint32Array): Uint8Array {
  const out = new TextBuilder();
  let shifted = false;
  let bits = 0;
  let buffer = 0;
  const put = (unit: number): void => {
    buffer = ((buffer & 63) << 16) | unit;
    bits += 16;
    while (bits >= 6) {
      out.add(ALPHABET[Math.floor(buffer / 2 ** (bits - 6)) & 63]!);
      bits -= 6;
      buffer %= 2 ** bits;
    }
  };
  const flush = (): void => {
    if (bits > 0) out.add(ALPHABET[(buffer << (6 - bits)) & 63]!);
    bits = buffer = 0;
  };
  for (const c of points) {
    const char = c < 128 ? String.fromCharCode(c) : '';
    const direct = char !== '' && DIRECT.includes(char);
    if (direct) {
      if (shifted) {
        flush();
        shifted = false;
        if (char === '-' || base64Value(c) >= 0) out.add('-');
      }
      out.add(char);
      continue;
    }
    if (!shifted) {
      if (c === 43) {
        out.add('+-');
        continue;
      }
      out.add('+');
      shifted = true;
    }
    if (c > 0xffff) {
      put(0xd800 + ((c - 0x10000) >> 10));
      put(0xdc00 + ((c - 0x10000) & 0x3ff));
    } else put(c);
  }
  flush();
  if (shifted) out.add('-');
  return new TextEncoder().encode(out.text());
}

/** Where the decoder is in a run. It begins anew behind an error. */
class Run {
  /** Where the run begins, in bytes and in code points. */
  readonly start: number;
  readonly points: number;
  private bits = 0;
  private buffer = 0;
  /** A high surrogate that may be the first of a pair; 0: none. */
  high = 0;
  constructor(start: number, points: number) {
    this.start = start;
    this.points = points;
  }

  /** Takes the bits of a character; adds the code point that they complete. */
  take(value: number, points: number[]): void {
    this.buffer = (this.buffer << 6) | value;
    this.bits += 6;
    if (this.bits < 16) return;
    this.bits -= 16;
    const unit = this.buffer >>> this.bits;
    this.buffer &= (1 << this.bits) - 1;
    const { high } = this;
    this.high = 0;
    if (high !== 0 && unit >= 0xdc00 && unit <= 0xdfff) {
      points.push(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
      return;
    }
    if (high !== 0) points.push(high);
    if (unit >= 0xd800 && unit <= 0xdbff) this.high = unit;
    else points.push(unit);
  }

  /** What is wrong with the bits that are left at the end of the run; null: nothing. */
  leftOver(): string | null {
    if (this.bits >= 6) return 'partial character in shift sequence';
    return this.buffer === 0 ? null : 'non-zero padding bits in shift sequence';
  }
}

/** Decodes in the steps of CPython's decoder, so that errors are of the same bytes. */
export const utf7Decoder: Decoder = (state) => {
  const { data, points } = state;
  let run: Run | null = null;
  for (let i = state.position; i < data.length; state.position = i) {
    const byte = data[i]!;
    if (run !== null) {
      const value = base64Value(byte);
      if (value >= 0) run.take(value, points);
      else {
        const reason = run.leftOver();
        if (reason !== null) return { start: run.start, end: i + 1, reason };
        if (run.high !== 0 && byte < 128 && byte !== 43) points.push(run.high);
        run = null;
      }
      if (value >= 0 || byte === 45) i++;
    } else if (byte === 43) {
      const next = data[i + 1];
      if (next !== undefined && next !== 45 && base64Value(next) < 0)
        return { start: i, end: i + 2, reason: 'ill-formed sequence' };
      if (next === 45) points.push(43);
      else run = new Run(i, points.length);
      i += next === 45 ? 2 : 1;
    } else if (byte < 128) {
      points.push(byte);
      i++;
    } else return { start: i, end: i + 1, reason: 'unexpected special character' };
  }
  return run === null ? null : atEnd(state, run);
};

/** The end of the bytes in a run: more may follow; else it has to be complete, but for the `-`. */
function atEnd(state: Parameters<Decoder>[0], run: Run): ReturnType<Decoder> {
  if (!state.final) {
    state.points.length = run.points;
    state.position = run.start;
    return null;
  }
  if (run.high === 0 && run.leftOver() === null) return null;
  return { start: run.start, end: state.data.length, reason: 'unterminated shift sequence' };
}
