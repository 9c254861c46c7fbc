// The module binascii: hexadecimal, base 64 and CRCs; quoted-printable and uuencoded data are in files of their own.
import { newBytes, PLACE, reserve } from '../machine/memory.ts';
import { crc32 as hostCrc32 } from '../objects/crc.ts';
import { requireBytes } from '../objects/buffer.ts';
import { asciiArgument } from '../objects/bytes-argument.ts';
import { parseHexStrict, separatedHex } from '../objects/bytes-search.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted, isInt } from '../objects/conversion.ts';
import { lendingAll } from '../objects/lending.ts';
import type { Result, Value } from '../objects/object.ts';
import { latin1Bytes } from '../objects/text/text.ts';
import { errorType, failure, incompleteType } from './binascii-errors.ts';
import type { NativeModule } from './native-module.ts';
import { binascii_a2b_qp, binascii_b2a_qp } from './quoted-printable.ts';
import { binascii_a2b_uu, binascii_b2a_uu } from './uuencode.ts';

function binascii_hexlify(data: Value, sep?: Value, group: Value = 1): Result {
  const bytes = requireBytes(data);
  if (!isInt(group)) return converted(binascii_hexlify, [data, sep, group], [null, null, 'index']);
  const digits = separatedHex({ data: bytes }, sep, group, 255);
  return typeof digits === 'string' ? new PyBytes(latin1Bytes(digits)) : digits;
}

function binascii_unhexlify(hexstr: Value): Result {
  const bytes = asciiArgument(hexstr);
  if (bytes.length % 2 !== 0) throw failure('Odd-length string');
  const parsed = parseHexStrict(bytes);
  if (parsed === undefined) throw failure('Non-hexadecimal digit found');
  return new PyBytes(parsed);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LETTERS = latin1Bytes(ALPHABET);
const VALUES = new Int8Array(256).fill(-1);
LETTERS.forEach((letter, i) => (VALUES[letter] = i));

function binascii_b2a_base64(data: Value, newline: Value = true): Result {
  if (typeof newline !== 'boolean') return converted(binascii_b2a_base64, [data, newline], [null, 'truth']);
  const bytes = requireBytes(data);
  const result = newBytes(Math.ceil(bytes.length / 3) * 4 + (newline ? 1 : 0));
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const left = bytes.length - i;
    result[at++] = LETTERS[n >> 18]!;
    result[at++] = LETTERS[(n >> 12) & 63]!;
    result[at++] = left > 1 ? LETTERS[(n >> 6) & 63]! : 61;
    result[at++] = left > 2 ? LETTERS[n & 63]! : 61;
  }
  if (newline) result[at] = 10;
  return new PyBytes(result);
}

function binascii_a2b_base64(data: Value, strict: Value = false): Result {
  if (typeof strict !== 'boolean') return converted(binascii_a2b_base64, [data, strict], [null, 'truth']);
  return new PyBytes(Uint8Array.from(decodeBase64(asciiArgument(data), strict)));
}

function decodeBase64(bytes: Uint8Array, strict: boolean): number[] {
  reserve(bytes.length * PLACE);
  const out: number[] = [];
  let quad = 0;
  let left = 0;
  let pads = 0;
  if (strict && bytes[0] === 61) throw failure('Leading padding not allowed');
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === 61) {
      pads++;
      if (quad >= 2 && quad + pads >= 4) {
        if (strict && i + 1 < bytes.length) throw failure('Excess data after padding');
        return out;
      }
      if (strict && quad === 0) throw failure('Excess padding not allowed');
      continue;
    }
    const value = VALUES[byte]!;
    if (value < 0) {
      if (strict) throw failure('Only base64 data is allowed');
      continue;
    }
    if (strict && pads > 0) throw failure('Discontinuous padding not allowed');
    pads = 0;
    if (quad === 0) left = value;
    else if (quad === 1) {
      out.push((left << 2) | (value >> 4));
      left = value & 15;
    } else if (quad === 2) {
      out.push((left << 4) | (value >> 2));
      left = value & 3;
    } else out.push((left << 6) | value);
    quad = (quad + 1) % 4;
  }
  if (quad === 1) {
    const count = Math.floor(out.length / 3) * 4 + 1;
    throw failure(
      `Invalid base64-encoded string: number of data characters (${count}) cannot be 1 more than a multiple of 4`,
    );
  }
  if (quad !== 0) throw failure('Incorrect padding');
  return out;
}

function binascii_crc32(data: Value, crc: Value = 0): Result {
  if (!isInt(crc)) return converted(binascii_crc32, [data, crc], [null, 'index']);
  return hostCrc32(requireBytes(data), Number(BigInt.asUintN(32, BigInt(crc))));
}

function binascii_crc_hqx(data: Value, crc: Value): Result {
  if (!isInt(crc)) return converted(binascii_crc_hqx, [data, crc], [null, 'index']);
  let r = Number(BigInt(crc) & 0xffffn);
  for (const byte of requireBytes(data)) {
    r ^= byte << 8;
    for (let k = 0; k < 8; k++) r = (r & 0x8000 ? (r << 1) ^ 0x1021 : r << 1) & 0xffff;
  }
  return r;
}

export const binasciiModule: NativeModule = {
  name: 'binascii',
  doc: 'Conversion between binary data and ASCII',
  functions: lendingAll({
    a2b_base64: ['(data, /, *, strict_mode=False)', binascii_a2b_base64, 'Decode a line of base64 data.'],
    a2b_qp: ['(data, header=False)', binascii_a2b_qp, 'Decode a string of qp-encoded data.'],
    a2b_uu: ['(data, /)', binascii_a2b_uu, 'Decode a line of uuencoded data.'],
    a2b_hex: ['(hexstr, /)', binascii_unhexlify, 'Binary data of hexadecimal representation.'],
    b2a_base64: ['(data, /, *, newline=True)', binascii_b2a_base64, 'Base64-code line of data.'],
    b2a_hex: [
      '(data, sep=<unrepresentable>, bytes_per_sep=1)',
      binascii_hexlify,
      'Hexadecimal representation of binary data.',
    ],
    b2a_qp: [
      '(data, quotetabs=False, istext=True, header=False)',
      binascii_b2a_qp,
      'Encode a string using quoted-printable encoding.',
    ],
    b2a_uu: ['(data, /, *, backtick=False)', binascii_b2a_uu, 'Uuencode line of data.'],
    crc32: ['(data, crc=0, /)', binascii_crc32, 'Compute CRC-32 incrementally.'],
    crc_hqx: ['(data, crc, /)', binascii_crc_hqx, 'Compute CRC-CCITT incrementally.'],
    hexlify: [
      '(data, sep=<unrepresentable>, bytes_per_sep=1)',
      binascii_hexlify,
      'Hexadecimal representation of binary data.',
    ],
    unhexlify: ['(hexstr, /)', binascii_unhexlify, 'Binary data of hexadecimal representation.'],
  }),
  attributes: () => ({ Error: errorType, Incomplete: incompleteType }),
};
