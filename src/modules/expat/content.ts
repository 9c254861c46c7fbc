// The content of a document: elements, characters, references; what follows its end; and the XML declaration.
import type { Entity } from './dtd.ts';
import { predefined, referredCharacter } from './dtd.ts';
import { XmlError } from './errors.ts';
import type { Attribute, Binding, Source } from './reader.ts';
import * as T from './tokens.ts';
import { ValueReader } from './values.ts';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
/** The characters of URIs (RFC 3986). */
const URI_CHARACTER = /[A-Za-z0-9%\-._~:/?#[\]@!$&'()*+,;=]/;

const normalized = (text: string): string => text.replace(/\r\n?/g, '\n');

export abstract class ContentReader extends ValueReader {
  /** Reads a token of content; false if there is none. */
  protected contentStep(): boolean {
    const { source, scanner } = this;
    const { at, text } = source;
    scanner.load(text);
    this.pointAt(at);
    const token = this.atEnd(scanner.content(at));
    const { next } = scanner;
    if (token < 0 && this.inDocument && !this.isFinal) return false;
    if (token > 0) this.account(next - at, this.inDocument);
    switch (token) {
      case T.NONE:
        return this.contentEnd(source, at);
      case T.TRAILING_CR:
        source.at = text.length;
        this.reportText('\n', text.slice(at));
        return this.contentEnd(source, at);
      case T.TRAILING_RSQB:
        source.at = text.length;
        this.reportText(text.slice(at), text.slice(at));
        return this.contentEnd(source, text.length);
      case T.INVALID:
        this.blame(next);
        throw new XmlError('INVALID_TOKEN');
      case T.PARTIAL:
        throw new XmlError('UNCLOSED_TOKEN');
    }
    source.at = next;
    this.contentToken(token, text, at, next);
    return true;
  }

  /** A text ends inside of content. */
  private contentEnd(source: Source, at: number): boolean {
    if (source.level === 0) {
      this.blame(at);
      throw new XmlError('NO_ELEMENTS');
    }
    if (this.level !== source.level) {
      this.blame(at);
      throw new XmlError('ASYNC_ENTITY');
    }
    if (source.entity === null) {
      this.mode = 'done';
      return false;
    }
    this.leave();
    return true;
  }

  private contentToken(token: number, text: string, at: number, next: number): void {
    switch (token) {
      case T.DATA_CHARS:
        this.reportText(text.slice(at, next), text.slice(at, next));
        break;
      case T.DATA_NEWLINE:
        this.reportText('\n', text.slice(at, next));
        break;
      case T.START_TAG:
      case T.EMPTY_TAG:
        this.startTag(token === T.EMPTY_TAG, text, at, next);
        break;
      case T.END_TAG:
        this.endTag(text, at, next);
        break;
      case T.ENTITY_REF:
        this.entityReference(text.slice(at + 1, next - 1), text.slice(at, next));
        break;
      case T.CHAR_REF: {
        const character = referredCharacter(text.slice(at + 2, next - 1));
        if (character === undefined) throw new XmlError('BAD_CHAR_REF');
        this.reportText(character, text.slice(at, next));
        break;
      }
      case T.CDATA_OPEN:
        if (this.has('StartCdataSection')) this.report('StartCdataSection');
        else this.reportDefault(text.slice(at, next));
        this.mode = 'cdata';
        break;
      case T.PI:
        this.instruction(text.slice(at, next));
        break;
      case T.COMMENT:
        this.comment(text.slice(at, next));
        break;
      case T.XML_DECL:
        throw new XmlError('MISPLACED_XML_PI');
    }
  }

  protected instruction(raw: string): void {
    if (!this.has('ProcessingInstruction')) return this.reportDefault(raw);
    const [, target, data] = /^<\?([^\s?]*)\s*([^]*)\?>$/.exec(raw)!;
    this.report('ProcessingInstruction', target!, normalized(data!));
  }

  protected comment(raw: string): void {
    if (this.has('Comment')) this.report('Comment', normalized(raw.slice(4, -3)));
    else this.reportDefault(raw);
  }

  protected cdataStep(): boolean {
    const { source, scanner } = this;
    const { at, text } = source;
    scanner.load(text);
    this.pointAt(at);
    const token = this.atEnd(scanner.cdata(at));
    const { next } = scanner;
    if (token < 0) {
      if (this.inDocument && !this.isFinal) return false;
      throw new XmlError('UNCLOSED_CDATA_SECTION');
    }
    if (token === T.INVALID) {
      this.blame(next);
      throw new XmlError('INVALID_TOKEN');
    }
    this.account(next - at, this.inDocument);
    source.at = next;
    const raw = text.slice(at, next);
    if (token === T.CDATA_CLOSE) {
      if (this.has('EndCdataSection')) this.report('EndCdataSection');
      else this.reportDefault(raw);
      this.mode = 'content';
    } else this.reportText(token === T.DATA_NEWLINE ? '\n' : raw, raw);
    return true;
  }

  /** Behind the outermost element. */
  protected epilogStep(): boolean {
    const { source, scanner } = this;
    const { at, text } = source;
    scanner.load(text);
    this.pointAt(at);
    const token = this.atEnd(scanner.prolog(at));
    const { next } = scanner;
    if (token === T.NONE) return false;
    if (token === T.INVALID) {
      this.blame(next);
      throw new XmlError('INVALID_TOKEN');
    }
    if (token === T.PARTIAL) {
      if (!this.isFinal) return false;
      throw new XmlError('UNCLOSED_TOKEN');
    }
    this.account(next - at, true);
    source.at = next;
    const raw = text.slice(at, next);
    if (token === T.PROLOG_S || token === -T.PROLOG_S) this.reportDefault(raw);
    else if (token === T.PI) this.instruction(raw);
    else if (token === T.COMMENT) this.comment(raw);
    else throw new XmlError('JUNK_AFTER_DOC_ELEMENT');
    return true;
  }

  // --- Elements --------------------------------------------------------------------------------------------------------

  private startTag(isEmpty: boolean, text: string, at: number, next: number): void {
    const { attributes: places } = this.scanner;
    const rawName = text.slice(at + 1, this.rawNameEnd(text, at + 1, next));
    const bindings: Binding[] = [];
    const attributes = this.elementAttributes(rawName, text, places, bindings);
    const name = this.elementName(rawName);
    const raw = text.slice(at, next);
    const hasStart = this.has('StartElement');
    if (hasStart) this.report('StartElement', name, attributes);
    if (!isEmpty) {
      if (!hasStart) this.reportDefault(raw);
      this.tags.push({ rawName, name, bindings });
      return;
    }
    if (this.has('EndElement')) {
      if (hasStart && this.inDocument) this.reportAt(next, 'EndElement', name);
      else this.report('EndElement', name);
    } else if (!hasStart) this.reportDefault(raw);
    this.release(bindings);
    this.elementEnded();
  }

  private rawNameEnd(text: string, at: number, next: number): number {
    for (let i = at; i < next; i++) {
      const c = text.charCodeAt(i);
      if (c === 32 || c === 62 || c === 47 || c === 10 || c === 13 || c === 9) return i;
    }
    return next;
  }

  private endTag(text: string, at: number, next: number): void {
    if (this.level === this.source.level) throw new XmlError('ASYNC_ENTITY');
    const tag = this.tags.pop()!;
    if (text.slice(at + 2, this.rawNameEnd(text, at + 2, next)) !== tag.rawName) {
      this.blame(at + 2);
      throw new XmlError('TAG_MISMATCH');
    }
    if (this.has('EndElement')) this.report('EndElement', tag.name);
    else this.reportDefault(text.slice(at, next));
    this.release(tag.bindings);
    this.elementEnded();
  }

  private elementEnded(): void {
    if (this.level === 0) this.mode = 'epilog';
  }

  /** The attributes of an element as they are told; what declares a namespace is none of them, but binds a prefix. */
  private elementAttributes(
    element: string,
    text: string,
    places: T.AttributePlace[],
    bindings: Binding[],
  ): Attribute[] {
    const type = this.dtd.elementTypes.get(element);
    if (places.length === 0 && type === undefined) return [];
    const attributes: Attribute[] = [];
    const seen = new Set<string>();
    for (const { name: start, nameEnd, value: from, valueEnd } of places) {
      const name = text.slice(start, nameEnd);
      if (seen.has(name)) {
        this.blame(start);
        throw new XmlError('DUPLICATE_ATTRIBUTE');
      }
      seen.add(name);
      const declared = this.dtd.tokenized.has(name)
        ? type?.attributes.find((a) => a.name === name)
        : undefined;
      const value = this.attributeValue(from, valueEnd, declared?.isCdata ?? true, false);
      this.addAttribute(attributes, { name, value, isSpecified: true }, bindings);
    }
    for (const { name, value } of type?.attributes ?? []) {
      if (value !== null && !seen.has(name)) {
        seen.add(name);
        this.addAttribute(attributes, { name, value, isSpecified: false }, bindings);
      }
    }
    if (this.separator !== null) this.expandNames(attributes);
    return attributes;
  }

  private addAttribute(attributes: Attribute[], attribute: Attribute, bindings: Binding[]): void {
    const { name, value } = attribute;
    if (this.separator === null || !(name === 'xmlns' || name.startsWith('xmlns:')))
      attributes.push(attribute);
    else this.bind(name.slice(6), value, bindings);
  }

  private expandNames(attributes: Attribute[]): void {
    let seen: Set<string> | null = null;
    for (const attribute of attributes) {
      const colon = attribute.name.indexOf(':');
      if (colon < 0) continue;
      const uri = this.namespaces.get(attribute.name.slice(0, colon)) ?? null;
      if (uri === null) throw new XmlError('UNBOUND_PREFIX');
      const full = `${uri}\f${attribute.name.slice(colon + 1)}`;
      seen ??= new Set();
      if (seen.has(full)) throw new XmlError('DUPLICATE_ATTRIBUTE');
      seen.add(full);
      attribute.name = this.expanded(uri, attribute.name, colon);
    }
  }

  /** A name as it is told: its namespace, its local part, and perhaps its prefix. */
  private expanded(uri: string, name: string, colon: number): string {
    const { separator } = this;
    const local = `${uri}${separator!}${name.slice(colon + 1)}`;
    return this.tellsPrefixes && colon > 0 && separator !== ''
      ? `${local}${separator!}${name.slice(0, colon)}`
      : local;
  }

  private elementName(rawName: string): string {
    if (this.separator === null) return rawName;
    const colon = rawName.indexOf(':');
    const uri = this.namespaces.get(colon < 0 ? '' : rawName.slice(0, colon)) ?? null;
    if (uri !== null) return this.expanded(uri, rawName, colon);
    if (colon >= 0) throw new XmlError('UNBOUND_PREFIX');
    return rawName;
  }

  /** A prefix stands for a namespace from now on. */
  private bind(prefix: string, uri: string, bindings: Binding[]): void {
    const isXml = uri === XML_NAMESPACE;
    if (uri === '' && prefix !== '') throw new XmlError('UNDECLARING_PREFIX');
    if (prefix === 'xmlns') throw new XmlError('RESERVED_PREFIX_XMLNS');
    if (prefix === 'xml' && !isXml) throw new XmlError('RESERVED_PREFIX_XML');
    if ((isXml && prefix !== 'xml') || uri === XMLNS_NAMESPACE) throw new XmlError('RESERVED_NAMESPACE_URI');
    const separator = this.separator!;
    if (separator !== '' && uri.includes(separator) && !URI_CHARACTER.test(separator))
      throw new XmlError('SYNTAX');
    bindings.push({ prefix, before: this.namespaces.get(prefix) ?? null });
    this.namespaces.set(prefix, uri === '' ? null : uri);
    if (this.has('StartNamespaceDecl'))
      this.report('StartNamespaceDecl', prefix === '' ? null : prefix, uri === '' ? null : uri);
  }

  private release(bindings: Binding[]): void {
    for (let i = bindings.length - 1; i >= 0; i--) {
      const { prefix, before } = bindings[i]!;
      if (this.has('EndNamespaceDecl')) this.report('EndNamespaceDecl', prefix === '' ? null : prefix);
      this.namespaces.set(prefix, before);
    }
  }

  // --- References ------------------------------------------------------------------------------------------------------

  private entityReference(name: string, raw: string): void {
    const character = predefined(name);
    if (character !== undefined) return this.reportText(character, raw);
    const { dtd } = this;
    const entity = dtd.generalEntities.get(name);
    if (!dtd.hasParameterReferences || dtd.isStandalone) {
      if (entity === undefined) throw new XmlError('UNDEFINED_ENTITY');
      if (!entity.isInternal) throw new XmlError('ENTITY_DECLARED_IN_PE');
    } else if (entity === undefined) return this.skip(name, raw);
    if (entity.isOpen) throw new XmlError('RECURSIVE_ENTITY_REF');
    if (entity.notation !== null) throw new XmlError('BINARY_ENTITY_REF');
    if (entity.text !== null) {
      if (this.expands) this.enter(entity, false);
      else this.skip(name, raw);
    } else if (this.has('ExternalEntityRef')) this.askForEntity(entity, this.context(entity));
    else this.reportDefault(raw);
  }

  private skip(name: string, raw: string): void {
    if (this.has('SkippedEntity')) this.report('SkippedEntity', name, 0);
    else this.reportDefault(raw);
  }

  protected askForEntity({ base, systemId, publicId }: Entity, context: string | null): void {
    this.ask('EXTERNAL_ENTITY_HANDLING', 'ExternalEntityRef', context, base, systemId, publicId);
  }

  /** What an external entity needs to know of where it stands: namespaces, and the entities that are open. */
  private context(entity: Entity): string {
    const parts: string[] = [];
    for (const [prefix, uri] of this.namespaces) if (uri !== null) parts.push(`${prefix}=${uri}`);
    for (const each of this.dtd.generalEntities.values())
      if (each.isOpen || each === entity) parts.push(each.name);
    return parts.join('\f');
  }

  /** Begins with what `context` has said. */
  protected setContext(context: string): void {
    for (const part of context.split('\f')) {
      const equals = part.indexOf('=');
      if (equals >= 0) this.namespaces.set(part.slice(0, equals), part.slice(equals + 1));
      else {
        const entity = this.dtd.generalEntities.get(part);
        if (entity !== undefined) entity.isOpen = true;
      }
    }
  }
}
