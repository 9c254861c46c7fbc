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

export const utf7Decoder: Decoder = (state) => {
  const { data, points } = state;
  while (state.position < data.length) {
    const start = state.position;
    const byte = data[start]!;
    if (byte >= 128) return { start, end: start + 1, reason: 'unexpected special character' };
    if (byte !== 43) {
      points.push(byte);
      state.position++;
      continue;
    }
    if (data[start + 1] === 45) {
      points.push(43);
      state.position += 2;
      continue;
    }
    let end = start + 1;
    while (end < data.length && base64Value(data[end]!) >= 0) end++;
    if (end === data.length && !state.final) return null;
    if (end === start + 1) {
      if (end === data.length) return { start, end, reason: 'unterminated shift sequence' };
      return { start, end: end + 1, reason: 'ill-formed sequence' };
    }
    const trouble = decodeRun(data, start, end, points);
    if (trouble !== null) return trouble;
    if (end === data.length) {
      state.position = end;
      return { start, end, reason: 'unterminated shift sequence' };
    }
    state.position = data[end] === 45 ? end + 1 : end;
  }
  return null;
};

function decodeRun(data: Uint8Array, start: number, end: number, points: number[]): ReturnType<Decoder> {
  let bits = 0;
  let buffer = 0;
  let high = 0;
  for (let i = start + 1; i < end; i++) {
    buffer = buffer * 64 + base64Value(data[i]!);
    bits += 6;
    if (bits < 16) continue;
    bits -= 16;
    const unit = Math.floor(buffer / 2 ** bits);
    buffer %= 2 ** bits;
    if (high !== 0 && unit >= 0xdc00 && unit <= 0xdfff) {
      points[points.length - 1] = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
      high = 0;
      continue;
    }
    points.push(unit);
    high = unit >= 0xd800 && unit <= 0xdbff ? unit : 0;
  }
  if (bits >= 6) return { start, end, reason: 'partial character in base64 sequence' };
  if (buffer !== 0) return { start, end, reason: 'non-zero padding bits in base64 sequence' };
  return null;
}
