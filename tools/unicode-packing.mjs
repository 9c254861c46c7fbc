// How the generators of Unicode data pack numbers into text. Numbers are base-64 varints (5 bits a character, low bits first,
// sixth bit = more follows); signed ones are zigzag-coded. `Unpacker` in src/objects/text/unicode.ts reads them.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @param {number} n */
export function varint(n) {
  let text = '';
  for (; n > 31; n >>>= 5) text += ALPHABET[32 | (n & 31)];
  return text + ALPHABET[n];
}

/** @param {number} n */
export const signed = (n) => varint(n < 0 ? -n * 2 - 1 : n * 2);

/**
 * Runs of equal records, as (length, index into the table of distinct records); the kind of the last record comes first in it.
 * @param {(number | string)[]} records
 */
export function packRecords(records) {
  const kinds = [records[records.length - 1]];
  let packed = '';
  for (let i = 0, j; i < records.length; i = j) {
    for (j = i + 1; j < records.length && records[j] === records[i]; j++);
    if (!kinds.includes(records[i])) kinds.push(records[i]);
    packed += varint(j - i) + varint(kinds.indexOf(records[i]));
  }
  return { kinds, packed };
}
