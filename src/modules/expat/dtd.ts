// What a document type definition declares.

export interface Entity {
  readonly name: string;
  /** Its text; null for an external one. */
  text: string | null;
  systemId: string | null;
  publicId: string | null;
  base: string | null;
  /** The notation of one that is not parsed; null: it is. */
  notation: string | null;
  /** It is being read. */
  isOpen: boolean;
  readonly isParameter: boolean;
  /** It was declared in the document itself. */
  readonly isInternal: boolean;
}

/** An attribute of an element type that has a default value, or a type other than CDATA. */
export interface DeclaredAttribute {
  readonly name: string;
  readonly isCdata: boolean;
  /** Null: it has none. */
  readonly value: string | null;
}

/** What is declared of an element type. */
export class ElementType {
  readonly attributes: DeclaredAttribute[] = [];
}

/** A part of a content model, as pyexpat's tuples show it: kind, how often, name, parts. */
export interface ContentModel {
  kind: number;
  quantifier: number;
  name: string | null;
  readonly parts: ContentModel[];
}

export class Dtd {
  generalEntities = new Map<string, Entity>();
  parameterEntities = new Map<string, Entity>();
  elementTypes = new Map<string, ElementType>();
  /** The names of attributes that are declared with a type other than CDATA. */
  tokenized = new Set<string>();
  /** Declarations are still to be heeded: none were skipped. */
  keepProcessing = true;
  hasParameterReferences = false;
  isStandalone = false;
  /** An external parameter entity has been read. */
  entityRead = false;

  /** Another one of the same contents. */
  copy(): Dtd {
    const copy = new Dtd();
    copy.generalEntities = new Map(
      [...this.generalEntities].map(([name, e]) => [name, { ...e, isOpen: false }]),
    );
    copy.parameterEntities = new Map(
      [...this.parameterEntities].map(([name, e]) => [name, { ...e, isOpen: false }]),
    );
    copy.elementTypes = this.elementTypes;
    copy.tokenized = this.tokenized;
    copy.keepProcessing = this.keepProcessing;
    copy.hasParameterReferences = this.hasParameterReferences;
    copy.isStandalone = this.isStandalone;
    copy.entityRead = this.entityRead;
    return copy;
  }
}

const PREDEFINED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The character of an entity that every document has. */
export function predefined(name: string): string | undefined {
  return Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
}

/** The character of a reference, whose digits these are; undefined for what is no character of documents. */
export function referredCharacter(digits: string): string | undefined {
  const code = digits.startsWith('x') ? parseInt(digits.slice(1), 16) : parseInt(digits, 10);
  const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13;
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || code === 0xfffe || code === 0xffff || isControl)
    return undefined;
  return String.fromCodePoint(code);
}
