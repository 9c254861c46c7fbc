// The tokens of XML: where in a text one ends, and of what kind it is. Which tokens there are depends on where they stand: in the
// prolog, in content, in a CDATA section, in a value.
//
// A token that is not complete yet is told as PARTIAL, or, where it might be complete, as the negative of its kind: it is one if nothing
// follows. Where a text is wrong, `next` is the place of the character that cannot stand there.
import { classOf, INVALID as INVALID_CHARACTER, NAME, NAME_START } from './characters.ts';

export const NONE = -4;
export const PARTIAL = -1;
export const INVALID = 0;
export const START_TAG = 1;
export const EMPTY_TAG = 2;
export const END_TAG = 5;
export const DATA_CHARS = 6;
export const DATA_NEWLINE = 7;
export const CDATA_OPEN = 8;
export const ENTITY_REF = 9;
export const CHAR_REF = 10;
export const PI = 11;
export const XML_DECL = 12;
export const COMMENT = 13;
export const PROLOG_S = 15;
export const DECL_OPEN = 16;
export const DECL_CLOSE = 17;
export const NAME_TOKEN = 18;
export const NMTOKEN = 19;
export const POUND_NAME = 20;
export const OR = 21;
export const PERCENT = 22;
export const OPEN_PAREN = 23;
export const CLOSE_PAREN = 24;
export const OPEN_BRACKET = 25;
export const CLOSE_BRACKET = 26;
export const LITERAL = 27;
export const PARAM_ENTITY_REF = 28;
export const INSTANCE_START = 29;
export const NAME_QUESTION = 30;
export const NAME_ASTERISK = 31;
export const NAME_PLUS = 32;
export const COND_SECT_OPEN = 33;
export const COND_SECT_CLOSE = 34;
export const CLOSE_PAREN_QUESTION = 35;
export const CLOSE_PAREN_ASTERISK = 36;
export const CLOSE_PAREN_PLUS = 37;
export const COMMA = 38;
export const ATTRIBUTE_VALUE_S = 39;
export const CDATA_CLOSE = 40;
export const PREFIXED_NAME = 41;
export const IGNORE_SECTION = 42;
/** At the end, where more might follow that belongs to it. */
export const TRAILING_CR = -3;
export const TRAILING_RSQB = -5;

const LF = 10;
const CR = 13;
const EXCLAMATION = 33;
const QUOTE = 34;
const POUND = 35;
const PERCENT_SIGN = 37;
const AMPERSAND = 38;
const APOSTROPHE = 39;
const LEFT_PAREN = 40;
const RIGHT_PAREN = 41;
const ASTERISK = 42;
const PLUS = 43;
const COMMA_SIGN = 44;
const MINUS = 45;
const SLASH = 47;
const COLON = 58;
const SEMICOLON = 59;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;
const LEFT_BRACKET = 91;
const RIGHT_BRACKET = 93;
const BAR = 124;

const isSpace = (c: number): boolean => c === 32 || c === LF || c === CR || c === 9;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isHexDigit = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);

/** The attribute of a start tag that was found last: where its name and its value stand. */
export interface AttributePlace {
  name: number;
  nameEnd: number;
  value: number;
  valueEnd: number;
}

/** Finds tokens in a text. */
export class Scanner {
  text = '';
  end = 0;
  /** Where the token ends that was found last, or the place of what is wrong. */
  next = 0;
  /** Colons divide names. */
  readonly namespaces: boolean;
  /** The attributes of the start tag that was found last. */
  attributes: AttributePlace[] = [];

  constructor(namespaces: boolean) {
    this.namespaces = namespaces;
  }

  /** Looks at another text. */
  load(text: string, end = text.length): void {
    this.text = text;
    this.end = end;
  }

  /** The units that the character at `i` takes if it may stand in a document; 0: it may not. */
  private sizeAt(i: number): number {
    const c = this.text.charCodeAt(i);
    if (classOf(c) !== INVALID_CHARACTER) return 1;
    if (c < 0xd800 || c >= 0xdc00) return 0;
    const low = this.text.charCodeAt(i + 1);
    return low >= 0xdc00 && low < 0xe000 ? 2 : 0;
  }

  private isNameStart(c: number): boolean {
    return classOf(c) === NAME_START && !(c === COLON && this.namespaces);
  }

  private isName(c: number): boolean {
    const kind = classOf(c);
    return (kind === NAME || kind === NAME_START) && !(c === COLON && this.namespaces);
  }

  /** Whether the word of a declaration may have it. */
  private isLetter(c: number): boolean {
    return c < 0x80 && this.isNameStart(c);
  }

  /** Where the name ends that goes on at `i`. */
  private nameEnd(i: number): number {
    const { text, end } = this;
    while (i < end && this.isName(text.charCodeAt(i))) i++;
    return i;
  }

  private spaceEnd(i: number): number {
    const { text, end } = this;
    while (i < end && isSpace(text.charCodeAt(i))) i++;
    return i;
  }

  private invalid(at: number): number {
    this.next = at;
    return INVALID;
  }

  private found(token: number, next: number): number {
    this.next = next;
    return token;
  }

  // --- Content -------------------------------------------------------------------------------------------------------

  content(i: number): number {
    const { text, end } = this;
    if (i >= end) return NONE;
    const c = text.charCodeAt(i);
    if (c === LESS) return this.markup(i + 1);
    if (c === AMPERSAND) return this.reference(i + 1);
    if (c === LF) return this.found(DATA_NEWLINE, i + 1);
    if (c === CR) return this.carriageReturn(i + 1, TRAILING_CR);
    if (c === RIGHT_BRACKET) {
      if (i + 1 >= end) return TRAILING_RSQB;
      if (text.charCodeAt(i + 1) === RIGHT_BRACKET) {
        if (i + 2 >= end) return TRAILING_RSQB;
        if (text.charCodeAt(i + 2) === GREATER) return this.invalid(i + 2);
      }
      return this.data(i + 1);
    }
    const size = this.sizeAt(i);
    return size === 0 ? this.invalid(i) : this.data(i + size);
  }

  private data(i: number): number {
    const { text, end } = this;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === LESS || c === AMPERSAND || c === LF || c === CR) break;
      if (c === RIGHT_BRACKET) {
        if (i + 1 < end && text.charCodeAt(i + 1) !== RIGHT_BRACKET) continue;
        if (i + 2 < end && text.charCodeAt(i + 2) !== GREATER) continue;
        if (i + 2 < end) return this.invalid(i + 2);
        break;
      }
      if (classOf(c) === INVALID_CHARACTER) {
        if (this.sizeAt(i) === 0) break;
        i++;
      }
    }
    return this.found(DATA_CHARS, i);
  }

  private carriageReturn(i: number, atEnd: number): number {
    if (i >= this.end) return this.found(atEnd, i);
    return this.found(DATA_NEWLINE, this.text.charCodeAt(i) === LF ? i + 1 : i);
  }

  /** Behind `<`. */
  private markup(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    const c = text.charCodeAt(i);
    if (c === SLASH) return this.endTag(i + 1);
    if (c === QUESTION) return this.instruction(i + 1);
    if (c === EXCLAMATION) {
      if (++i >= end) return PARTIAL;
      const kind = text.charCodeAt(i);
      if (kind === MINUS) return this.comment(i + 1);
      return kind === LEFT_BRACKET ? this.cdataStart(i + 1) : this.invalid(i);
    }
    return this.isNameStart(c) ? this.startTag(i + 1) : this.invalid(i);
  }

  /** A name with one colon at most, each part of which begins as a name does: its end, -1 for PARTIAL, or the complement of a wrong place - 2. */
  private qualifiedNameEnd(i: number): number {
    const { text, end } = this;
    i = this.nameEnd(i);
    if (i >= end) return -1;
    if (text.charCodeAt(i) !== COLON || !this.namespaces) return i;
    if (++i >= end) return -1;
    if (!this.isNameStart(text.charCodeAt(i))) return -2 - i;
    i = this.nameEnd(i + 1);
    return i >= end ? -1 : i;
  }

  private startTag(i: number): number {
    const { text, end } = this;
    const attributes: AttributePlace[] = (this.attributes = []);
    i = this.qualifiedNameEnd(i);
    if (i < 0) return i === -1 ? PARTIAL : this.invalid(-2 - i);
    for (;;) {
      const spaceless = i;
      i = this.spaceEnd(i);
      if (i >= end) return PARTIAL;
      const c = text.charCodeAt(i);
      if (c === GREATER) return this.found(START_TAG, i + 1);
      if (c === SLASH) {
        if (++i >= end) return PARTIAL;
        return text.charCodeAt(i) === GREATER ? this.found(EMPTY_TAG, i + 1) : this.invalid(i);
      }
      if (i === spaceless || !this.isNameStart(c)) return this.invalid(i);
      const name = i;
      const nameEnd = this.qualifiedNameEnd(i + 1);
      if (nameEnd < 0) return nameEnd === -1 ? PARTIAL : this.invalid(-2 - nameEnd);
      i = this.spaceEnd(nameEnd);
      if (i >= end) return PARTIAL;
      if (text.charCodeAt(i) !== EQUALS) return this.invalid(i);
      i = this.spaceEnd(i + 1);
      if (i >= end) return PARTIAL;
      const quote = text.charCodeAt(i);
      if (quote !== QUOTE && quote !== APOSTROPHE) return this.invalid(i);
      const value = i + 1;
      const token = this.quotedValue(value, quote);
      if (token <= 0) return token;
      i = this.next;
      attributes.push({ name, nameEnd, value, valueEnd: i - 1 });
      if (i >= end) return PARTIAL;
    }
  }

  /** The value of an attribute up to its quote. */
  private quotedValue(i: number, quote: number): number {
    const { text, end } = this;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === quote) return this.found(LITERAL, i + 1);
      if (c === LESS) return this.invalid(i);
      if (c === AMPERSAND) {
        const token = this.reference(i + 1);
        if (token <= 0) return token;
        i = this.next - 1;
      } else if (classOf(c) === INVALID_CHARACTER) {
        if (this.sizeAt(i) === 0) return this.invalid(i);
        i++;
      }
    }
    return PARTIAL;
  }

  private endTag(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    if (!this.isNameStart(text.charCodeAt(i))) return this.invalid(i);
    // It must be that of the start tag anyway.
    i = this.nameEnd(i);
    while (i < end && text.charCodeAt(i) === COLON) i = this.nameEnd(i + 1);
    i = this.spaceEnd(i);
    if (i >= end) return PARTIAL;
    return text.charCodeAt(i) === GREATER ? this.found(END_TAG, i + 1) : this.invalid(i);
  }

  /** Behind `&`. */
  private reference(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    const c = text.charCodeAt(i);
    if (c === POUND) return this.characterReference(i + 1);
    if (!this.isNameStart(c)) return this.invalid(i);
    i = this.nameEnd(i + 1);
    if (i >= end) return PARTIAL;
    return text.charCodeAt(i) === SEMICOLON ? this.found(ENTITY_REF, i + 1) : this.invalid(i);
  }

  private characterReference(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    const isHex = text[i] === 'x';
    const isGood = isHex ? isHexDigit : isDigit;
    if (isHex) i++;
    const first = i;
    while (i < end && isGood(text.charCodeAt(i))) i++;
    if (i >= end) return PARTIAL;
    return i > first && text.charCodeAt(i) === SEMICOLON ? this.found(CHAR_REF, i + 1) : this.invalid(i);
  }

  /** Behind `<!-`. */
  private comment(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    if (text.charCodeAt(i) !== MINUS) return this.invalid(i);
    for (i++; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === MINUS) {
        if (i + 1 >= end) return PARTIAL;
        if (text.charCodeAt(i + 1) !== MINUS) continue;
        if (i + 2 >= end) return PARTIAL;
        return text.charCodeAt(i + 2) === GREATER ? this.found(COMMENT, i + 3) : this.invalid(i + 2);
      }
      const size = this.sizeAt(i);
      if (size === 0) return this.invalid(i);
      i += size - 1;
    }
    return PARTIAL;
  }

  /** Behind `<?`. */
  private instruction(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    if (!this.isNameStart(text.charCodeAt(i))) return this.invalid(i);
    const target = i;
    i = this.nameEnd(i);
    if (i >= end) return PARTIAL;
    const c = text.charCodeAt(i);
    if (!isSpace(c) && c !== QUESTION) return this.invalid(i);
    const name = text.slice(target, i);
    if (name !== 'xml' && name.toLowerCase() === 'xml') return this.invalid(i);
    const token = name === 'xml' ? XML_DECL : PI;
    if (c === QUESTION) {
      if (i + 1 >= end) return PARTIAL;
      return text.charCodeAt(i + 1) === GREATER ? this.found(token, i + 2) : this.invalid(i + 1);
    }
    for (i++; i < end; i++) {
      if (text.charCodeAt(i) === QUESTION) {
        if (i + 1 >= end) return PARTIAL;
        if (text.charCodeAt(i + 1) === GREATER) return this.found(token, i + 2);
        continue;
      }
      const size = this.sizeAt(i);
      if (size === 0) return this.invalid(i);
      i += size - 1;
    }
    return PARTIAL;
  }

  /** Behind `<![`. */
  private cdataStart(i: number): number {
    const { text, end } = this;
    const word = 'CDATA[';
    if (i + word.length > end) return PARTIAL;
    for (let n = 0; n < word.length; n++) if (text[i + n] !== word[n]) return this.invalid(i + n);
    return this.found(CDATA_OPEN, i + word.length);
  }

  /** In a CDATA section. */
  cdata(i: number): number {
    const { text, end } = this;
    if (i >= end) return NONE;
    const c = text.charCodeAt(i);
    if (c === LF) return this.found(DATA_NEWLINE, i + 1);
    if (c === CR) return this.carriageReturn(i + 1, PARTIAL);
    if (c === RIGHT_BRACKET) {
      if (i + 1 >= end) return PARTIAL;
      if (text.charCodeAt(i + 1) === RIGHT_BRACKET) {
        if (i + 2 >= end) return PARTIAL;
        if (text.charCodeAt(i + 2) === GREATER) return this.found(CDATA_CLOSE, i + 3);
      }
      i++;
    } else {
      const size = this.sizeAt(i);
      if (size === 0) return this.invalid(i);
      i += size;
    }
    for (; i < end; i++) {
      const unit = text.charCodeAt(i);
      if (unit === RIGHT_BRACKET || unit === LF || unit === CR) break;
      if (classOf(unit) === INVALID_CHARACTER) {
        if (this.sizeAt(i) === 0) break;
        i++;
      }
    }
    return this.found(DATA_CHARS, i);
  }

  // --- Values --------------------------------------------------------------------------------------------------------

  /** In the value of an attribute, or in the text of an entity there. */
  attributeValue(i: number): number {
    const { text, end } = this;
    if (i >= end) return NONE;
    const start = i;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c !== AMPERSAND && c !== LESS && !isSpace(c)) continue;
      if (i > start) break;
      if (c === AMPERSAND) return this.reference(i + 1);
      if (c === LESS) return this.invalid(i);
      if (c === CR) return this.carriageReturn(i + 1, TRAILING_CR);
      return this.found(c === LF ? DATA_NEWLINE : ATTRIBUTE_VALUE_S, i + 1);
    }
    return this.found(DATA_CHARS, i);
  }

  /** In the value of an entity. */
  entityValue(i: number): number {
    const { text, end } = this;
    if (i >= end) return NONE;
    const start = i;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c !== AMPERSAND && c !== PERCENT_SIGN && c !== LF && c !== CR) continue;
      if (i > start) break;
      if (c === AMPERSAND) return this.reference(i + 1);
      if (c === LF) return this.found(DATA_NEWLINE, i + 1);
      if (c === CR) return this.carriageReturn(i + 1, TRAILING_CR);
      const token = this.percent(i + 1);
      return token === PERCENT ? this.invalid(this.next) : token;
    }
    return this.found(DATA_CHARS, i);
  }

  // --- Prolog --------------------------------------------------------------------------------------------------------

  prolog(i: number): number {
    const { text, end } = this;
    if (i >= end) return NONE;
    const c = text.charCodeAt(i);
    switch (c) {
      case QUOTE:
      case APOSTROPHE:
        return this.literal(i + 1, c);
      case LESS:
        return this.prologMarkup(i + 1);
      case PERCENT_SIGN:
        return this.percent(i + 1);
      case COMMA_SIGN:
        return this.found(COMMA, i + 1);
      case LEFT_BRACKET:
        return this.found(OPEN_BRACKET, i + 1);
      case RIGHT_BRACKET:
        return this.closingBracket(i + 1);
      case LEFT_PAREN:
        return this.found(OPEN_PAREN, i + 1);
      case RIGHT_PAREN:
        return this.closingParenthesis(i + 1);
      case BAR:
        return this.found(OR, i + 1);
      case GREATER:
        return this.found(DECL_CLOSE, i + 1);
      case POUND:
        return this.poundName(i + 1);
    }
    return isSpace(c) ? this.prologSpace(i) : this.prologName(i);
  }

  private prologSpace(i: number): number {
    const { text, end } = this;
    let stop = this.spaceEnd(i);
    // A line's end of two characters is not divided.
    if (stop >= end && text.charCodeAt(stop - 1) === CR) {
      stop--;
      if (stop === i) return this.found(-PROLOG_S, end);
    }
    return this.found(PROLOG_S, stop);
  }

  private prologMarkup(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    const c = text.charCodeAt(i);
    if (c === EXCLAMATION) return this.declaration(i + 1);
    if (c === QUESTION) return this.instruction(i + 1);
    // What else begins here is for those to judge who read content.
    return this.isNameStart(c) || (c >= 0x80 && this.sizeAt(i) > 0)
      ? this.found(INSTANCE_START, i - 1)
      : this.invalid(i);
  }

  /** Behind `<!`. */
  private declaration(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    const c = text.charCodeAt(i);
    if (c === MINUS) return this.comment(i + 1);
    if (c === LEFT_BRACKET) return this.found(COND_SECT_OPEN, i + 1);
    if (!this.isLetter(c)) return this.invalid(i);
    for (i++; i < end; i++) {
      const unit = text.charCodeAt(i);
      if (unit === PERCENT_SIGN) {
        if (i + 1 >= end) return PARTIAL;
        const following = text.charCodeAt(i + 1);
        if (isSpace(following) || following === PERCENT_SIGN) return this.invalid(i);
        return this.found(DECL_OPEN, i);
      }
      if (isSpace(unit)) return this.found(DECL_OPEN, i);
      if (!this.isLetter(unit)) return this.invalid(i);
    }
    return PARTIAL;
  }

  /** Behind `%`. */
  private percent(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    const c = text.charCodeAt(i);
    if (isSpace(c) || c === PERCENT_SIGN) return this.found(PERCENT, i);
    if (!this.isNameStart(c)) return this.invalid(i);
    i = this.nameEnd(i + 1);
    if (i >= end) return PARTIAL;
    return text.charCodeAt(i) === SEMICOLON ? this.found(PARAM_ENTITY_REF, i + 1) : this.invalid(i);
  }

  private poundName(i: number): number {
    const { text, end } = this;
    if (i >= end) return PARTIAL;
    if (!this.isNameStart(text.charCodeAt(i))) return this.invalid(i);
    i = this.nameEnd(i + 1);
    if (i >= end) return this.found(-POUND_NAME, i);
    const c = text.charCodeAt(i);
    const isOver = isSpace(c) || c === RIGHT_PAREN || c === GREATER || c === PERCENT_SIGN || c === BAR;
    return isOver ? this.found(POUND_NAME, i) : this.invalid(i);
  }

  private literal(i: number, quote: number): number {
    const { text, end } = this;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === quote) {
        if (++i >= end) return this.found(-LITERAL, i);
        const after = text.charCodeAt(i);
        const isOver =
          isSpace(after) || after === GREATER || after === PERCENT_SIGN || after === LEFT_BRACKET;
        return isOver ? this.found(LITERAL, i) : this.invalid(i);
      }
      if (classOf(c) === INVALID_CHARACTER) {
        if (this.sizeAt(i) === 0) return this.invalid(i);
        i++;
      }
    }
    return PARTIAL;
  }

  private closingBracket(i: number): number {
    const { text, end } = this;
    if (i >= end) return this.found(-CLOSE_BRACKET, i);
    if (text.charCodeAt(i) === RIGHT_BRACKET) {
      if (i + 1 >= end) return PARTIAL;
      if (text.charCodeAt(i + 1) === GREATER) return this.found(COND_SECT_CLOSE, i + 2);
    }
    return this.found(CLOSE_BRACKET, i);
  }

  private closingParenthesis(i: number): number {
    const { text, end } = this;
    if (i >= end) return this.found(-CLOSE_PAREN, i);
    const c = text.charCodeAt(i);
    if (c === ASTERISK) return this.found(CLOSE_PAREN_ASTERISK, i + 1);
    if (c === QUESTION) return this.found(CLOSE_PAREN_QUESTION, i + 1);
    if (c === PLUS) return this.found(CLOSE_PAREN_PLUS, i + 1);
    const isOver = isSpace(c) || c === GREATER || c === COMMA_SIGN || c === BAR || c === RIGHT_PAREN;
    return isOver ? this.found(CLOSE_PAREN, i) : this.invalid(i);
  }

  private prologName(i: number): number {
    const { text, end } = this;
    const first = text.charCodeAt(i);
    let token = NMTOKEN;
    if (this.isNameStart(first)) token = NAME_TOKEN;
    else if (!this.isName(first) && first !== COLON) return this.invalid(i);
    for (i++; i < end; i++) {
      const c = text.charCodeAt(i);
      if (this.isName(c)) continue;
      if (c === COLON) {
        if (token === NAME_TOKEN) {
          if (i + 1 >= end) return PARTIAL;
          token = this.isName(text.charCodeAt(i + 1)) ? PREFIXED_NAME : NMTOKEN;
        } else token = NMTOKEN;
        continue;
      }
      if (c === PLUS) return token === NMTOKEN ? this.invalid(i) : this.found(NAME_PLUS, i + 1);
      if (c === ASTERISK) return token === NMTOKEN ? this.invalid(i) : this.found(NAME_ASTERISK, i + 1);
      if (c === QUESTION) return token === NMTOKEN ? this.invalid(i) : this.found(NAME_QUESTION, i + 1);
      const isOver =
        isSpace(c) ||
        c === GREATER ||
        c === RIGHT_PAREN ||
        c === COMMA_SIGN ||
        c === BAR ||
        c === LEFT_BRACKET ||
        c === PERCENT_SIGN;
      return isOver ? this.found(token, i) : this.invalid(i);
    }
    return this.found(-token, i);
  }

  /** A section that is ignored, from behind its bracket. */
  ignoreSection(i: number): number {
    const { text, end } = this;
    let level = 0;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === LESS) {
        if (i + 1 >= end) return PARTIAL;
        if (text.charCodeAt(i + 1) !== EXCLAMATION) continue;
        if (i + 2 >= end) return PARTIAL;
        if (text.charCodeAt(i + 2) === LEFT_BRACKET) {
          level++;
          i += 2;
        }
      } else if (c === RIGHT_BRACKET) {
        if (i + 1 >= end) return PARTIAL;
        if (text.charCodeAt(i + 1) !== RIGHT_BRACKET) continue;
        if (i + 2 >= end) return PARTIAL;
        if (text.charCodeAt(i + 2) !== GREATER) continue;
        i += 2;
        if (level-- === 0) return this.found(IGNORE_SECTION, i + 1);
      } else {
        const size = this.sizeAt(i);
        if (size === 0) return this.invalid(i);
        i += size - 1;
      }
    }
    return PARTIAL;
  }
}
