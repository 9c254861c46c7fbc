// The nearest of several names to one that was misspelt, as CPython measures it (Python/suggestions.c): Levenshtein distance over
// UTF-8, in which a change of case costs half.

const MOVE_COST = 2;
const CASE_COST = 1;
/** More candidates, or longer names (in bytes, less what both begin and end with), are not looked at. */
const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;

const encoder = new TextEncoder();

/** The candidate nearest to `name`; null when none is near enough. The texts are UTF-16. */
export function suggest(name: string, candidates: readonly string[]): string | null {
  if (candidates.length >= MAX_CANDIDATES) return null;
  const wanted = encoder.encode(name);
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const bytes = encoder.encode(candidate);
    // No more than a third of the characters may need a change, and it has to be better than what there is.
    const third = Math.floor(((wanted.length + bytes.length + 3) * MOVE_COST) / 6);
    const limit = Math.min(third, bestDistance - 1);
    const distance = editDistance(wanted, bytes, limit);
    if (distance > limit) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** The costs of turning one into the other; more than `limit` where that is exceeded. */
function editDistance(one: Uint8Array, other: Uint8Array, limit: number): number {
  let [a, b] = withoutCommonEnds(one, other);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE_COST > limit) return limit + 1;
  const row = Array.from(a, (_, i) => (i + 1) * MOVE_COST);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    let diagonal = j * MOVE_COST;
    let least = Infinity;
    result = diagonal;
    for (let i = 0; i < a.length; i++) {
      const substitute = diagonal + substitutionCost(b[j]!, a[i]!);
      diagonal = row[i]!;
      result = Math.min(Math.min(result, diagonal) + MOVE_COST, substitute);
      row[i] = result;
      if (result < least) least = result;
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

function withoutCommonEnds(a: Uint8Array, b: Uint8Array): [Uint8Array, Uint8Array] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.subarray(start, a.length - end), b.subarray(start, b.length - end)];
}

function substitutionCost(a: number, b: number): number {
  if ((a & 31) !== (b & 31)) return MOVE_COST;
  if (a === b) return 0;
  return lower(a) === lower(b) ? CASE_COST : MOVE_COST;
}

function lower(c: number): number {
  return c >= 65 && c <= 90 ? c + 32 : c;
}
