// Bytes of the system that need not be UTF-8: what is not becomes lone surrogates, as with the error handler surrogateescape.

/** The parts of a text each of which ends with a zero byte. */
export function splitZeros(data: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < data.length;) {
    const end = data.indexOf(0, start);
    const stop = end < 0 ? data.length : end;
    parts.push(data.subarray(start, stop));
    start = stop + 1;
  }
  return parts;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of such a text: its other surrogates are those of UTF-16. */
export function escapedBytes(text: string): Uint8Array {
  const parts = text.split(/(?<![\ud800-\udbff])([\udc80-\udcff])/);
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 0 ? Buffer.from(part) : Buffer.of(part.charCodeAt(0) - 0xdc00))),
  );
}

const ESCAPE = /(?<![\ud800-\udbff])[\udc80-\udcff]/;

/** A path for Node's calls. */
export function nodePath(path: string): string | Buffer {
  return ESCAPE.test(path) ? (escapedBytes(path) as Buffer) : path;
}

/** The text of bytes, in which each byte that is no part of a character is U+DC80 to U+DCFF. */
export function escapedUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const length = [1, 2, 3, 4].find((n) => isCharacter(bytes.subarray(i, i + n))) ?? 0;
    text +=
      length > 0 ? decoder.decode(bytes.subarray(i, i + length)) : String.fromCharCode(0xdc00 + bytes[i]!);
    i += Math.max(1, length);
  }
  return text;
}

function isCharacter(bytes: Uint8Array): boolean {
  try {
    return [...decoder.decode(bytes)].length === 1;
  } catch {
    return false;
  }
}
