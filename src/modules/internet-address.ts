// Addresses of the Internet as text and as bytes (RFC 4291, RFC 5952).

/** The four bytes of `a.b.c.d`; null when it is no such text. */
export function packIPv4(text: string): Uint8Array | null {
  const fields = text.split('.');
  if (fields.length !== 4) return null;
  const bytes = fields.map((field) => (/^(0|[1-9]\d{0,2})$/.test(field) ? Number(field) : 256));
  return bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : null;
}

/** The groups of a part of an address of version 6, which may end in one of version 4. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const fields = text.split(':');
  for (const [i, field] of fields.entries()) {
    const packed = i === fields.length - 1 && field.includes('.') ? packIPv4(field) : null;
    if (packed !== null) groups.push(packed[0]! * 256 + packed[1]!, packed[2]! * 256 + packed[3]!);
    else if (/^[\da-f]{1,4}$/i.test(field)) groups.push(parseInt(field, 16));
    else return null;
  }
  return groups;
}

/** The sixteen bytes of an address of version 6; null when it is no such text. */
export function packIPv6(text: string): Uint8Array | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const parts = halves.map(groupsOf);
  const head = parts[0];
  if (head === null || head === undefined || parts[1] === null) return null;
  const tail = parts[1];
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])];
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]));
}

/** The text of an address of 4 or 16 bytes, as inet_ntop(3) writes it. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, i) => bytes[2 * i]! * 256 + bytes[2 * i + 1]!);
  const isMapped = groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff;
  const isCompatible = groups.slice(0, 6).every((g) => g === 0) && groups[6] !== 0;
  if (isMapped || isCompatible) return `::${isMapped ? 'ffff:' : ''}${bytes.slice(12).join('.')}`;
  const [start, length] = longestZeros(groups);
  const text = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  if (length < 2) return text(groups);
  return `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

function longestZeros(groups: number[]): [start: number, length: number] {
  let best: [number, number] = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best[1]) best = [start, length];
  }
  return best;
}
