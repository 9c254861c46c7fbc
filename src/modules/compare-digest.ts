// compare_digest, which _operator and _hashlib have: a comparison that takes as long wherever the difference is.
import { simpleBytes } from '../objects/buffer.ts';
import { typeError } from '../objects/exception.ts';
import type { Result, Value } from '../objects/object.ts';
import { textOf } from '../objects/str.ts';
import { typeOf } from '../objects/typeof.ts';

/** Whether two str of ASCII characters or two bytes-like objects are equal. */
export function compare_digest(a: Value, b: Value): Result {
  const x = textOf(a);
  const y = textOf(b);
  if (x !== undefined && y !== undefined) {
    if (![x, y].every(isAscii))
      return typeError('comparing strings with non-ASCII characters is not supported');
    return x === y;
  }
  const p = simpleBytes(a);
  const q = simpleBytes(b);
  if (p === undefined || q === undefined) {
    return typeError(
      `unsupported operand types(s) or combination of types: '${typeOf(a).name}' and '${typeOf(b).name}'`,
    );
  }
  let difference = p.length ^ q.length;
  for (let i = 0; i < q.length; i++) difference |= (p[i] ?? 0) ^ q[i]!;
  return difference === 0;
}

function isAscii(text: string | Uint32Array): boolean {
  return typeof text === 'string' && /^[\x00-\x7f]*$/.test(text);
}
