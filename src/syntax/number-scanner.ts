// Where a number literal ends, and what may be wrong with it. Its value is made in literals.ts.

/** The outcome of scanning a number: `end` is its end, or with an error the position CPython reports. */
export interface NumberScan {
  end: number;
  error: string | null;
  /** Where the error's range begins, or -1 when it stands only at `end`. */
  errorStart: number;
  warning: string | null;
  /** Where the number ends for who does not mind the error. */
  tolerable?: number;
}

const UNDERSCORE = 95;

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isHexDigit(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

function isIdentifierCharacter(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === UNDERSCORE;
}

function done(end: number): NumberScan {
  return { end, error: null, errorStart: -1, warning: null };
}

function failure(end: number, error: string): NumberScan {
  return { end, error, errorStart: -1, warning: null };
}

/**
 * Scans the number that starts at `start`, with a digit or with a dot and a digit. `lenient`: leading zeros and names right
 * after it are no errors.
 */
export function scanNumber(source: string, start: number, lenient: boolean): NumberScan {
  const scan = strictScan(source, start);
  return lenient && scan.tolerable !== undefined ? done(scan.tolerable) : scan;
}

function strictScan(source: string, start: number): NumberScan {
  const c = source.charCodeAt(start);
  if (c === 48) {
    switch (source.charCodeAt(start + 1) | 32) {
      case 120:
        return scanRadix(source, start + 2, 16, 'hexadecimal');
      case 111:
        return scanRadix(source, start + 2, 8, 'octal');
      case 98:
        return scanRadix(source, start + 2, 2, 'binary');
    }
  }
  return scanDecimal(source, start);
}

function scanRadix(source: string, pos: number, radix: number, kind: string): NumberScan {
  let c = source.charCodeAt(pos);
  do {
    if (c === UNDERSCORE) c = source.charCodeAt(++pos);
    if (!isDigitOf(c, radix)) {
      if (radix < 16 && isDigit(c)) return invalidDigit(pos, c, kind);
      return failure(pos, `invalid ${kind} literal`);
    }
    do c = source.charCodeAt(++pos);
    while (isDigitOf(c, radix));
  } while (c === UNDERSCORE);
  if (radix < 16 && isDigit(c)) return invalidDigit(pos, c, kind);
  return verifyEnd(source, pos, kind);
}

function isDigitOf(c: number, radix: number): boolean {
  return radix === 16 ? isHexDigit(c) : c >= 48 && c < 48 + radix;
}

function invalidDigit(pos: number, c: number, kind: string): NumberScan {
  return failure(pos + 1, `invalid digit '${String.fromCharCode(c)}' in ${kind} literal`);
}

/** Digits with single underscores between them from `pos`; -1 - position when an underscore has no digit after it. */
function decimalTail(source: string, pos: number): number {
  for (;;) {
    while (isDigit(source.charCodeAt(pos))) pos++;
    if (source.charCodeAt(pos) !== UNDERSCORE) return pos;
    pos++;
    if (!isDigit(source.charCodeAt(pos))) return -1 - pos;
  }
}

function scanDecimal(source: string, start: number): NumberScan {
  let pos = start;
  let zerosEnd = -1;
  if (source.charCodeAt(pos) !== 46) {
    pos = decimalTail(source, pos);
    if (pos < 0) return failure(-1 - pos, 'invalid decimal literal');
    if (source.charCodeAt(start) === 48) zerosEnd = endOfZeros(source, start);
  }
  let isInteger = true;
  if (source.charCodeAt(pos) === 46) {
    isInteger = false;
    pos++;
    if (isDigit(source.charCodeAt(pos))) pos = decimalTail(source, pos);
    if (pos < 0) return failure(-1 - pos, 'invalid decimal literal');
  }
  if ((source.charCodeAt(pos) | 32) === 101) {
    const afterExponent = scanExponent(source, pos);
    if (typeof afterExponent !== 'number') return afterExponent;
    isInteger = false;
    pos = afterExponent;
  }
  if ((source.charCodeAt(pos) | 32) === 106) return verifyEnd(source, pos + 1, 'imaginary');
  if (isInteger && zerosEnd >= 0 && zerosEnd < pos) return leadingZeros(start, zerosEnd, pos);
  return verifyEnd(source, pos, 'decimal');
}

function endOfZeros(source: string, pos: number): number {
  while (source.charCodeAt(pos) === 48 || source.charCodeAt(pos) === UNDERSCORE) pos++;
  return pos;
}

function leadingZeros(start: number, zerosEnd: number, end: number): NumberScan {
  const error =
    'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers';
  return { end: zerosEnd, error, errorStart: start, warning: null, tolerable: end };
}

/** The end of the exponent whose `e` stands at `pos`, or the end of the number when it is none. */
function scanExponent(source: string, pos: number): number | NumberScan {
  let next = pos + 1;
  const sign = source.charCodeAt(next);
  if (sign === 43 || sign === 45) {
    next++;
    if (!isDigit(source.charCodeAt(next))) return failure(next, 'invalid decimal literal');
  } else if (!isDigit(sign)) {
    return verifyEnd(source, pos, 'decimal');
  }
  const end = decimalTail(source, next);
  return end < 0 ? failure(-1 - end, 'invalid decimal literal') : end;
}

/** The keywords that could follow a number without a space in older programs. */
const FOLLOWING = ['and', 'else', 'for', 'if', 'in', 'is', 'or', 'not'];

/** Warns of a keyword right after a number, and refuses any other name there. */
function verifyEnd(source: string, pos: number, kind: string): NumberScan {
  const c = source.charCodeAt(pos);
  if (!(c < 128 && isIdentifierCharacter(c))) return done(pos);
  for (const word of FOLLOWING) {
    if (!source.startsWith(word, pos)) continue;
    // `if`, `in` and `is` are taken from their two letters alone.
    if (word.charCodeAt(0) === 105 || !isNameCharacter(source.charCodeAt(pos + word.length))) {
      return { end: pos, error: null, errorStart: -1, warning: `invalid ${kind} literal` };
    }
  }
  return { ...failure(pos, `invalid ${kind} literal`), tolerable: pos };
}

function isNameCharacter(c: number): boolean {
  return isIdentifierCharacter(c) || c >= 128;
}
