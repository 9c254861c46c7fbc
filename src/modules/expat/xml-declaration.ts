// The XML declaration of a document, and the text declaration of an external entity.

export interface XmlDeclaration {
  version: string | null;
  encoding: string | null;
  /** Where its name stands. */
  encodingAt: number;
  /** 1 yes, 0 no, -1: it does not say. */
  standalone: number;
}

const isSpace = (c: string | undefined): boolean => c === ' ' || c === '\t' || c === '\n' || c === '\r';

interface Part {
  /** Null: there is no further one. */
  name: string | null;
  nameAt: number;
  value: string;
  valueAt: number;
  next: number;
}

/** The place of what is wrong. */
type Wrong = number;

/** `name = "value"` with spaces in front; the values are ASCII. */
function part(text: string, at: number, end: number): Part | Wrong {
  const nothing = { name: null, nameAt: end, value: '', valueAt: end, next: at };
  if (at === end) return nothing;
  if (!isSpace(text[at])) return at;
  while (at < end && isSpace(text[at])) at++;
  if (at === end) return { ...nothing, next: at };
  const nameAt = at;
  while (at < end && text[at] !== '=' && !isSpace(text[at])) {
    if (text.charCodeAt(at) >= 0x80) return at;
    at++;
  }
  const name = text.slice(nameAt, at);
  while (at < end && isSpace(text[at])) at++;
  if (at >= end || text[at] !== '=' || name === '') return at;
  at++;
  while (at < end && isSpace(text[at])) at++;
  const quote = text[at];
  if (at >= end || (quote !== '"' && quote !== "'")) return at;
  const valueAt = ++at;
  while (at < end && text[at] !== quote) {
    if (!/[a-zA-Z0-9._-]/.test(text[at]!)) return at;
    at++;
  }
  return at >= end ? at : { name, nameAt, value: text.slice(valueAt, at), valueAt, next: at + 1 };
}

/**
 * What a declaration says, or the place of what is wrong.
 * @param at behind its name
 * @param isText it is that of an external entity
 */
export function parseXmlDeclaration(
  text: string,
  at: number,
  end: number,
  isText: boolean,
): XmlDeclaration | Wrong {
  const said: XmlDeclaration = { version: null, encoding: null, encodingAt: at, standalone: -1 };
  let found = part(text, at, end);
  if (typeof found === 'number') return found;
  if (found.name === null) return found.next;
  if (found.name === 'version') {
    said.version = found.value;
    found = part(text, found.next, end);
    if (typeof found === 'number') return found;
    if (found.name === null) return isText ? found.next : said;
  } else if (!isText) return found.nameAt;
  if (found.name === 'encoding') {
    if (!/^[a-zA-Z]/.test(found.value)) return found.valueAt;
    said.encoding = found.value;
    said.encodingAt = found.valueAt;
    found = part(text, found.next, end);
    if (typeof found === 'number') return found;
    if (found.name === null) return said;
  }
  if (found.name !== 'standalone' || isText) return found.nameAt;
  if (found.value !== 'yes' && found.value !== 'no') return found.valueAt;
  said.standalone = found.value === 'yes' ? 1 : 0;
  let rest = found.next;
  while (rest < end && isSpace(text[rest])) rest++;
  return rest === end ? said : rest;
}
