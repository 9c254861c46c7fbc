// Checksums that more than one module offers: CRC-32 and Adler-32.

const TABLE = new Uint32Array(256);
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let k = 0; k < 8; k++) c = (c & 1) !== 0 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  TABLE[n] = c >>> 0;
}

/** CRC-32 of `bytes`, going on from the checksum `crc` of what was before. */
export function crc32Of(bytes: Uint8Array, crc: number): number {
  let c = ~crc;
  for (let i = 0; i < bytes.length; i++) c = TABLE[(c ^ bytes[i]!) & 255]! ^ (c >>> 8);
  return ~c >>> 0;
}

const ADLER_MODULUS = 65521;
/** As many bytes as can be summed before the sums must be reduced. */
const ADLER_BLOCK = 3800;

/** Adler-32 of `bytes`, going on from `value`. */
export function adler32Of(bytes: Uint8Array, value: number): number {
  let a = value & 0xffff;
  let b = value >>> 16;
  for (let i = 0; i < bytes.length;) {
    const end = Math.min(i + ADLER_BLOCK, bytes.length);
    for (; i < end; i++) {
      a += bytes[i]!;
      b += a;
    }
    a %= ADLER_MODULUS;
    b %= ADLER_MODULUS;
  }
  return ((b << 16) | a) >>> 0;
}
