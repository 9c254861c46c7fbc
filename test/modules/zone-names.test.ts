// Abbreviations of zones, from a zone file made here.
import { expect, test } from 'vitest';
import { ZoneNames } from '../../src/modules/zone-names.ts';

/** A block of a zone file: changes at moments to the types of these numbers. */
function block(size: 4 | 8, moments: number[], kinds: number[], names: string[]): number[] {
  const bytes: number[] = [];
  const number = (n: number, width: number): void => {
    for (let i = width - 1; i >= 0; i--) bytes.push(Number((BigInt(n) >> BigInt(8 * i)) & 255n));
  };
  for (const char of 'TZif2') bytes.push(char.charCodeAt(0));
  while (bytes.length < 20) bytes.push(0);
  const texts = names.map((name) => `${name}\0`).join('');
  for (const n of [0, 0, 0, moments.length, names.length, texts.length]) number(n, 4);
  for (const moment of moments) number(moment, size);
  bytes.push(...kinds);
  let at = 0;
  for (const name of names) {
    number(0, 4);
    bytes.push(0, at);
    at += name.length + 1;
  }
  for (const char of texts) bytes.push(char.charCodeAt(0));
  return bytes;
}

test('names come from the changes, and behind the last from the rule', () => {
  const names = ['LMT', 'CET', 'CEST'];
  const footer = [...'\nCET-1CEST,M3.5.0,M10.5.0/3\n'].map((char) => char.charCodeAt(0));
  const zone = new ZoneNames(
    Uint8Array.from([
      ...block(4, [], [], ['UTC']),
      ...block(8, [-5e9, 100, 200], [1, 2, 1], names),
      ...footer,
    ]),
  );
  expect(zone.at(-6e9, false)).toBe('LMT');
  expect(zone.at(0, false)).toBe('CET');
  expect(zone.at(150, true)).toBe('CEST');
  expect(zone.at(300, false)).toBe('CET');
  expect(zone.at(300, true)).toBe('CEST');
});

test('other files are refused', () => {
  expect(() => new ZoneNames(new Uint8Array(50))).toThrow(RangeError);
});
