// What reading XML works on: the texts that are open, where reading stands, and the queue of what is to be told.
//
// Reading goes token by token (`step`), and what a token tells is put into a queue: a handler may be Python code that blocks, so it is
// called by whoever asks for the events (pyexpat.ts), and reading goes on when that is done. No call here is inside another of its kind:
// entities in entities, and elements in elements, stand on stacks.
import type { ContentModel, Dtd, Entity } from './dtd.ts';
import { XmlError } from './errors.ts';
import { Input, Position, utf8Length } from './input.ts';
import { PrologState } from './roles.ts';
import { NONE, PARTIAL, Scanner } from './tokens.ts';

/** The handlers that a program can set, without the word Handler. */
export type HandlerName =
  | 'StartElement'
  | 'EndElement'
  | 'ProcessingInstruction'
  | 'CharacterData'
  | 'UnparsedEntityDecl'
  | 'NotationDecl'
  | 'StartNamespaceDecl'
  | 'EndNamespaceDecl'
  | 'Comment'
  | 'StartCdataSection'
  | 'EndCdataSection'
  | 'Default'
  | 'DefaultHandlerExpand'
  | 'NotStandalone'
  | 'ExternalEntityRef'
  | 'StartDoctypeDecl'
  | 'EndDoctypeDecl'
  | 'EntityDecl'
  | 'XmlDecl'
  | 'ElementDecl'
  | 'AttlistDecl'
  | 'SkippedEntity';

export type Argument = string | number | null | ContentModel | Attribute[];

/** An attribute of an element as it is told. */
export interface Attribute {
  name: string;
  readonly value: string;
  readonly isSpecified: boolean;
}

/** A call of a handler. */
export interface Event {
  readonly handler: HandlerName;
  readonly args: readonly Argument[];
  /** What has become wrong if the handler gives 0; null: what it gives is of no interest. */
  readonly refusal: 'NOT_STANDALONE' | 'EXTERNAL_ENTITY_HANDLING' | null;
  /** The place of the document that it is about from now on; -1: the same as before. */
  readonly at: number;
}

/** The characters of an encoding are wanted, which only Python knows. */
export interface EncodingWanted {
  readonly encoding: string;
  /** Where its name stands. */
  readonly place: number;
}

/** What is left to do of a token when its handlers have been called. */
export type Continuation = 'endOfDoctype' | 'afterParameterEntity' | 'afterExternalSubset' | 'moveOn';

interface Later {
  readonly then: Continuation;
  /** Where what is told stands from then on; -1: the same as before. */
  readonly at: number;
}

/** A text that is read: the document, or that of an entity inside of it. */
export interface Source {
  text: string;
  at: number;
  /** Null: the document. */
  readonly entity: Entity | null;
  /** How deep elements were nested where it began. */
  readonly level: number;
  /** Of a parameter entity: it stands between declarations, and has whole ones. */
  readonly betweenDeclarations: boolean;
}

/** An element that is open. */
interface Tag {
  readonly rawName: string;
  /** As it is told. */
  readonly name: string;
  /** The namespaces that it declares, with what they were before. */
  readonly bindings: Binding[];
}

export interface Binding {
  readonly prefix: string;
  readonly before: string | null;
}

export type Mode = 'start' | 'prolog' | 'content' | 'cdata' | 'ignore' | 'epilog' | 'done';

/** Bytes of UTF-8 that expat converts at a time. */
const PIECE = 1024;

export abstract class Reader {
  readonly input = new Input();
  readonly scanner: Scanner;
  dtd: Dtd;
  readonly prolog: PrologState;
  mode: Mode = 'start';
  /** No more bytes follow those that are there. */
  isFinal = false;
  /** The number of the error at which reading ended; 0: none. */
  error = 0;
  readonly document: Source;
  /** The texts that are open, the innermost last. */
  readonly sources: Source[];
  readonly tags: Tag[] = [];
  /** The elements around an external entity count as one. */
  readonly outerLevel: number;
  readonly handled = new Set<HandlerName>();
  /** Which of the two handlers gets what no other does. */
  defaultHandler: 'Default' | 'DefaultHandlerExpand' | null = null;
  /** Internal entities are replaced by their texts. */
  expands = true;
  /** 0 never, 1 unless standalone, 2 always. */
  parameterEntityParsing = 0;
  usesForeignDtd = false;
  base: string | null = null;
  /** The encoding that was given from outside; null: the document says it. */
  protocolEncoding: string | null = null;
  /** Null: names have no namespaces; otherwise what divides the parts of a name that is told. */
  readonly separator: string | null;
  /** Names are told with their prefixes. */
  tellsPrefixes = false;
  readonly namespaces = new Map<string, string | null>();
  /** A parameter entity's text is read: the document is an external one. */
  readonly isParameterEntity: boolean;
  private readonly queue: (Event | EncodingWanted | Later)[] = [];
  /** The position of a place of the document's text. */
  private readonly position = new Position();
  private positionAt = 0;
  /** Where what is told stands in the document's text; null: nothing has been yet. */
  eventAt: number | null = null;
  private eventByte = -1;
  /** The place of what is wrong, to be told about when all before has been; -1: where reading stands. */
  private blamed = -1;
  /** Bytes read directly, and through entities. */
  readonly accounts: { direct: number; indirect: number; threshold: number; factor: number };

  constructor(
    separator: string | null,
    dtd: Dtd,
    kind: 'document' | 'entity' | 'parameter',
    parent: Reader | null,
  ) {
    this.separator = separator;
    this.dtd = dtd;
    this.scanner = new Scanner(separator !== null);
    this.prolog = new PrologState(kind === 'document');
    this.isParameterEntity = kind === 'parameter';
    this.outerLevel = kind === 'entity' ? 1 : 0;
    this.document = { text: '', at: 0, entity: null, level: this.outerLevel, betweenDeclarations: true };
    this.sources = [this.document];
    this.accounts = parent?.accounts ?? { direct: 0, indirect: 0, threshold: 8388608, factor: 100 };
  }

  // --- Bytes in --------------------------------------------------------------------------------------------------------

  /** Adds bytes. */
  feed(bytes: Uint8Array, isFinal: boolean): void {
    const { document, input } = this;
    if (document.at > 0) {
      this.moveTo(document.at);
      input.drop(document.at);
      this.positionAt -= document.at;
      if (this.eventAt !== null) this.eventAt -= document.at;
      document.at = 0;
    }
    this.isFinal = isFinal;
    input.add(bytes, isFinal);
    document.text = input.text;
  }

  /** All that could be read has been: the position is that of the end of it. */
  rest(): void {
    if (this.isFinal) return;
    this.moveTo(this.document.at);
  }

  /** Bytes that were not read yet. */
  get unread(): number {
    const { input, document } = this;
    return input.bytesIn(document.text, document.at, document.text.length) + input.incomplete;
  }

  // --- Where it stands -------------------------------------------------------------------------------------------------

  private moveTo(at: number): void {
    const { eventAt, position, input } = this;
    if (eventAt !== null && eventAt >= this.positionAt && eventAt <= at) {
      input.advance(position, this.positionAt, eventAt);
      this.positionAt = eventAt;
      this.eventByte = position.byte;
    }
    input.advance(position, this.positionAt, at);
    this.positionAt = at;
  }

  /** The position of what is told. */
  eventPosition(): Position {
    if (this.eventAt !== null && this.eventAt >= this.positionAt) this.moveTo(this.eventAt);
    return this.position;
  }

  /** The byte at which what is told begins; -1: nothing has been. */
  eventByteIndex(): number {
    this.eventPosition();
    return this.eventByte;
  }

  // --- Events ----------------------------------------------------------------------------------------------------------

  has(handler: HandlerName): boolean {
    return this.handled.has(handler);
  }

  report(handler: HandlerName, ...args: Argument[]): void {
    this.queue.push({ handler, args, refusal: null, at: -1 });
  }

  reportAt(at: number, handler: HandlerName, ...args: Argument[]): void {
    this.queue.push({ handler, args, refusal: null, at });
  }

  /** Calls a handler whose refusal is an error. */
  ask(refusal: Event['refusal'], handler: HandlerName, ...args: Argument[]): void {
    this.queue.push({ handler, args, refusal, at: -1 });
  }

  askForEncoding(encoding: string, place: number): void {
    this.queue.push({ encoding, place });
  }

  /** Goes on so when the handlers that are to be called have been. */
  later(then: Continuation): void {
    this.queue.push({ then, at: -1 });
  }

  /** Tells what no handler wants. */
  reportDefault(text: string): void {
    if (this.defaultHandler === null) return;
    this.reportPieces(this.defaultHandler, text);
    // What was converted is behind.
    if (this.convertsHere) this.queue.push({ then: 'moveOn', at: this.eventAt! + text.length });
  }

  /** Text of the document in another encoding is converted piece by piece. */
  private get convertsHere(): boolean {
    return this.input.converts && this.inDocument;
  }

  private reportPieces(handler: HandlerName, text: string): void {
    if (!this.convertsHere || 3 * text.length <= PIECE) return this.report(handler, text);
    let at = this.eventAt!;
    for (const piece of piecesOf(text)) {
      this.reportAt(at, handler, piece);
      at += piece.length;
    }
  }

  /** Tells characters; `raw` is how they are written. */
  reportText(text: string, raw: string): void {
    if (this.has('CharacterData')) this.reportPieces('CharacterData', text);
    else this.reportDefault(raw);
  }

  /** What is to be told next; null: nothing as long as no more bytes come, or never. */
  advance(): Event | EncodingWanted | null {
    for (;;) {
      const item = this.queue.shift();
      if (item !== undefined && 'at' in item && item.at >= 0) this.eventAt = item.at;
      if (item !== undefined && !('then' in item)) return item;
      if (item === undefined && this.error !== 0) {
        if (this.blamed >= 0) this.eventAt = this.blamed;
        this.blamed = -1;
        return null;
      }
      try {
        if (item !== undefined) this.proceed(item.then);
        else if (!this.step() && this.queue.length === 0) return null;
      } catch (error) {
        if (!(error instanceof XmlError)) throw error;
        this.error = error.number;
      }
    }
  }

  /** A handler has refused: nothing more is told. */
  refuse(constant: string): void {
    this.queue.length = 0;
    this.error = new XmlError(constant).number;
  }

  /** A handler has failed: nothing more is read. */
  stop(): void {
    this.queue.length = 0;
    this.error = new XmlError('ABORTED').number;
    if (this.inDocument) this.eventAt = this.document.at;
  }

  /** Puts an event back that was taken. */
  putBack(event: Event): void {
    this.queue.unshift(event);
  }

  /** Reads a token; false if more bytes are needed for that, or all have been read. */
  protected abstract step(): boolean;
  protected abstract proceed(then: Continuation): void;

  // --- Sources ---------------------------------------------------------------------------------------------------------

  get source(): Source {
    return this.sources[this.sources.length - 1]!;
  }

  get inDocument(): boolean {
    return this.sources.length === 1;
  }

  get level(): number {
    return this.tags.length + this.outerLevel;
  }

  /** A place of the innermost text is what is told about, if that is the document. */
  pointAt(at: number): void {
    if (this.inDocument) this.eventAt = at;
  }

  /** A place of the innermost text is what is wrong, if that is the document. */
  blame(at: number): void {
    if (this.inDocument) this.blamed = at;
  }

  /** The kind of an incomplete token, of which the bytes of a character may be missing. */
  atEnd(token: number): number {
    if ((token !== NONE && token !== PARTIAL) || !this.inDocument || !this.isFinal) return token;
    const { incomplete, kind } = this.input;
    if (incomplete === 0) return token;
    // Half a unit is none, and so less than a part of a character.
    if (kind.startsWith('utf-16') && incomplete === 1) return PARTIAL;
    throw new XmlError('PARTIAL_CHAR');
  }

  /** Reads the text of an entity next. */
  enter(entity: Entity, betweenDeclarations: boolean): void {
    entity.isOpen = true;
    this.sources.push({ text: entity.text!, at: 0, entity, level: this.level, betweenDeclarations });
  }

  /** The text of an entity has been read. */
  leave(): void {
    this.sources.pop()!.entity!.isOpen = false;
  }

  /** Counts what was read, and says so where entities make much of little. */
  account(size: number, isDirect: boolean): void {
    const { accounts } = this;
    if (isDirect) {
      accounts.direct += size;
      return;
    }
    accounts.indirect += size;
    const all = accounts.direct + accounts.indirect;
    if (all >= accounts.threshold && all / Math.max(1, accounts.direct) > accounts.factor)
      throw new XmlError('AMPLIFICATION_LIMIT_BREACH');
  }
}

/** A text in the pieces in which it is converted: whole characters. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let size = 0;
  let start = 0;
  let at = 0;
  for (const character of text) {
    const bytes = utf8Length(character);
    if (size + bytes > PIECE) {
      pieces.push(text.slice(start, at));
      start = at;
      size = 0;
    }
    size += bytes;
    at += character.length;
  }
  pieces.push(text.slice(start));
  return pieces;
}
