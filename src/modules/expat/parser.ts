// A parser of XML that does what expat 2.7 does: the same events at the same places, the same errors.
import type { Dtd } from './dtd.ts';
import { errorNumber, XmlError } from './errors.ts';
import { PrologReader } from './prolog.ts';
import * as T from './tokens.ts';

/** The size of expat's first buffer, and what it keeps in front of what is not read yet. */
const FIRST_BUFFER = 1024;
const KEPT = 1024;

/** The size of expat's buffer, and what is in it: what is left there decides when a token that is not complete is looked at again. */
class BufferModel {
  private size = 0;
  /** Where what is not read yet begins and ends. */
  private at = 0;
  private end = 0;
  private request = 0;

  add(length: number): void {
    this.request = length;
    if (length > this.size - this.end || this.size === 0) this.makeRoom(length);
    this.end += length;
  }

  private makeRoom(length: number): void {
    const keep = Math.min(this.at, KEPT);
    const needed = length + this.end - this.at + keep;
    if (this.size === 0 || needed > this.size) {
      let size = this.size === 0 ? FIRST_BUFFER : this.size;
      do size *= 2;
      while (size < needed);
      this.size = size;
    }
    this.end += keep - this.at;
    this.at = keep;
  }

  /** What was read is behind. */
  read(unread: number): void {
    this.at = this.end - unread;
  }

  /** Whether the next bytes of such a number would not fit. */
  get isTight(): boolean {
    const free = Math.max(0, this.size - this.end - KEPT) + this.at;
    return this.request > free;
  }
}

export class Parser extends PrologReader {
  /** The whole document has been read, or what was wrong. */
  isFinished = false;
  defers = true;
  /** Bytes have been given to it. */
  hasBegun = false;
  /** The encoding that was given is none that is known here. */
  private lacksEncoding = false;
  /** How much of a token was there when it was looked at last. */
  private partialBefore = 0;
  private readonly buffer = new BufferModel();
  /** It is not that of a document, but of an external entity of one. */
  readonly isInner: boolean;

  constructor(
    separator: string | null,
    dtd: Dtd,
    kind: 'document' | 'entity' | 'parameter',
    parent: Parser | null,
  ) {
    super(separator, dtd, kind, parent);
    this.isInner = parent !== null;
    if (separator !== null) this.namespaces.set('xml', 'http://www.w3.org/XML/1998/namespace');
  }

  /** A parser for an external entity, with the context in which it stands; null: for a parameter entity. */
  inner(context: string | null, encoding: string | null): Parser {
    const kind = context === null ? 'parameter' : 'entity';
    const dtd = context === null ? this.dtd : this.dtd.copy();
    const inner = new Parser(this.separator, dtd, kind, this);
    for (const handler of this.handled) inner.handled.add(handler);
    inner.defaultHandler = this.defaultHandler;
    inner.expands = this.expands;
    inner.tellsPrefixes = this.tellsPrefixes;
    inner.parameterEntityParsing = this.parameterEntityParsing;
    inner.protocolEncoding = encoding;
    inner.defers = this.defers;
    if (context !== null) inner.setContext(context);
    return inner;
  }

  /** Begins to read bytes: false if that cannot be; what is read is told by `advance`. */
  begin(bytes: Uint8Array, isFinal: boolean): boolean {
    if (this.isFinished) this.error = errorNumber('FINISHED');
    if (this.error !== 0) return false;
    if (!this.hasBegun) {
      this.hasBegun = true;
      const { protocolEncoding } = this;
      this.lacksEncoding = protocolEncoding !== null && !this.input.presume(protocolEncoding);
    }
    this.buffer.add(bytes.length);
    this.feed(bytes, isFinal);
    const isEnough = isFinal || !this.defers || this.unread >= 2 * this.partialBefore || this.buffer.isTight;
    this.isHeld = !isEnough;
    this.unreadBefore = isFinal ? 0 : this.unread;
    return true;
  }

  private isHeld = false;
  private unreadBefore = 0;

  override stop(): void {
    super.stop();
    this.isFinished = true;
  }

  /** All that can be read of the bytes has been. */
  end(): void {
    if (this.error !== 0) return;
    if (this.isFinal) {
      this.isFinished = true;
      return;
    }
    const { unread } = this;
    if (!this.isHeld) this.partialBefore = unread === this.unreadBefore ? unread : 0;
    this.buffer.read(unread);
    this.rest();
  }

  protected override step(): boolean {
    if (this.isHeld) return false;
    switch (this.mode) {
      case 'start':
        return this.startStep();
      case 'prolog':
        return this.prologStep();
      case 'content':
        return this.contentStep();
      case 'cdata':
        return this.cdataStep();
      case 'ignore':
        return this.ignoreStep();
      case 'epilog':
        return this.epilogStep();
      case 'done':
        return false;
    }
  }

  private startStep(): boolean {
    const { document } = this;
    this.eventAt ??= 0;
    if (document.text === '' && !this.isFinal) return false;
    if (!this.input.begun) throw new XmlError('UNCLOSED_TOKEN');
    if (this.lacksEncoding) {
      this.lacksEncoding = false;
      this.askForEncoding(this.protocolEncoding!, 0);
      return true;
    }
    if (document.at === 0 && document.text.startsWith('\ufeff')) document.at = 1;
    if (this.isParameterEntity) this.dtd.entityRead = true;
    if (this.outerLevel === 0) {
      this.mode = 'prolog';
      return true;
    }
    return this.entityStart();
  }

  /** An external entity may begin with a declaration of its encoding. */
  private entityStart(): boolean {
    const { document, scanner } = this;
    const { at, text } = document;
    scanner.load(text);
    this.pointAt(at);
    const token = this.atEnd(scanner.content(at));
    if (token < 0 && !this.isFinal) return false;
    if (token === T.PARTIAL) throw new XmlError('UNCLOSED_TOKEN');
    this.mode = 'content';
    if (token === T.XML_DECL) {
      document.at = scanner.next;
      this.xmlDeclaration(text.slice(at, scanner.next), at, scanner.next, true);
    }
    return true;
  }
}
