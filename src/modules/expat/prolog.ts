// The prolog of a document and external subsets: declarations, and parameter entities.
import { ContentReader } from './content.ts';
import { type ContentModel, ElementType, type Entity, predefined } from './dtd.ts';
import { XmlError } from './errors.ts';
import type { Continuation, EncodingWanted, Source } from './reader.ts';
import * as T from './tokens.ts';
import { parseXmlDeclaration } from './xml-declaration.ts';

const PUBLIC_ID = /[ \r\na-zA-Z0-9\-'()+,./:=?;!*#@$_%]/;

// Kinds and quantifiers of content models.
const EMPTY = 1;
const ANY = 2;
const MIXED = 3;
const NAMED = 4;
const CHOICE = 5;
const SEQUENCE = 6;
const QUANTIFIERS = new Map([
  [T.NAME_QUESTION, 1],
  [T.CLOSE_PAREN_QUESTION, 1],
  [T.NAME_ASTERISK, 2],
  [T.CLOSE_PAREN_ASTERISK, 2],
  [T.NAME_PLUS, 3],
  [T.CLOSE_PAREN_PLUS, 3],
]);

const model = (kind: number, quantifier = 0, name: string | null = null): ContentModel => ({
  kind,
  quantifier,
  name,
  parts: [],
});

export abstract class PrologReader extends ContentReader {
  // The document type that is being declared, as far as it is to be told.
  private doctype: string | null = null;
  private doctypeSystemId: string | null = null;
  private doctypePublicId: string | null = null;
  /** There is an external subset, or one is made up. */
  private externalSubset: Entity | null = null;
  private hadReferences = false;
  /** The external parameter entity that is being read by another parser. */
  private referred: Entity | null = null;
  private notation: string | null = null;
  private notationPublicId: string | null = null;
  // The attribute that is being declared, and whose.
  private element = '';
  private attribute = '';
  private attributeType = '';
  // The content model that is being declared: null if nobody wants to know.
  private modelOf: string | null = null;
  private readonly groups: ContentModel[] = [];
  /** What stands between the parts of each open group. */
  private readonly connectors: string[] = [];

  /** Reads a token of the prolog; false if there is none. */
  protected prologStep(): boolean {
    const { source, scanner } = this;
    const { at, text } = source;
    scanner.load(text);
    this.pointAt(at);
    let token = this.atEnd(scanner.prolog(at));
    let { next } = scanner;
    if (token <= 0) {
      if (token === T.INVALID) {
        this.blame(next);
        throw new XmlError('INVALID_TOKEN');
      }
      if (this.inDocument && !this.isFinal) return false;
      if (token === T.PARTIAL) throw new XmlError('UNCLOSED_TOKEN');
      if (token === T.NONE) return this.prologEnd(source);
      token = -token;
      if (token !== T.PROLOG_S) next = text.length;
    }
    this.account(next - at, this.inDocument);
    source.at = next;
    const raw = text.slice(at, next);
    if (this.heed(this.prolog.role(token, raw), token, raw, at, next)) this.reportDefault(raw);
    return true;
  }

  private prologEnd(source: Source): boolean {
    if (source.entity === null && !this.isParameterEntity) throw new XmlError('NO_ELEMENTS');
    if (source.betweenDeclarations && this.prolog.role(T.NONE, '') === 'error')
      throw new XmlError('INCOMPLETE_PE');
    if (source.entity === null) {
      this.mode = 'done';
      return false;
    }
    this.leave();
    return true;
  }

  /** Does what a token means; whether the default handler is to have it. */
  private heed(role: string, token: number, raw: string, at: number, next: number): boolean {
    const { dtd } = this;
    switch (role) {
      case 'error':
        if (token === T.PARAM_ENTITY_REF) throw new XmlError('PARAM_ENTITY_REF');
        throw new XmlError(token === T.XML_DECL ? 'MISPLACED_XML_PI' : 'SYNTAX');
      case 'xmlDecl':
      case 'textDecl':
        this.xmlDeclaration(raw, at, next, role === 'textDecl');
        return false;
      case 'instanceStart':
        this.source.at = at;
        this.instanceStart();
        return false;
      case 'pi':
        this.instruction(raw);
        return false;
      case 'comment':
        this.comment(raw);
        return false;
      case 'none':
        return true;
      case 'doctypeNone':
        return !this.has('StartDoctypeDecl');
      case 'entityNone':
        return !(dtd.keepProcessing && this.has('EntityDecl'));
      case 'notationNone':
        return !this.has('NotationDecl');
      case 'attlistNone':
        return !(dtd.keepProcessing && this.has('AttlistDecl'));
      case 'elementNone':
        return !this.has('ElementDecl');
      case 'paramEntityRef':
      case 'innerParamEntityRef':
        return this.parameterReference(raw.slice(1, -1), role === 'paramEntityRef');
      case 'ignoreSection':
        this.reportDefault(raw);
        this.mode = 'ignore';
        return false;
    }
    if (role.startsWith('doctype')) return this.heedDoctype(role, raw, at);
    if (/^(general|param)?[eE]ntity/.test(role)) return this.heedEntity(role, raw, at, next);
    if (role.startsWith('notation')) return this.heedNotation(role, raw, at);
    if (/^att|Value$/.test(role)) return this.heedAttribute(role, raw, at, next);
    return this.heedElement(role, token, raw);
  }

  // --- The document type ---------------------------------------------------------------------------------------------

  private heedDoctype(role: string, raw: string, at: number): boolean {
    const isTold = this.has('StartDoctypeDecl');
    switch (role) {
      case 'doctypeName':
        this.doctypeSystemId = this.doctypePublicId = null;
        if (isTold) this.doctype = raw;
        return !isTold;
      case 'doctypePublicId': {
        const id = this.publicId(raw, at);
        this.subset().publicId = id;
        if (isTold) this.doctypePublicId = id;
        return !isTold;
      }
      case 'doctypeSystemId': {
        const subset = this.subset();
        subset.systemId = raw.slice(1, -1);
        subset.base = this.base;
        this.dtd.hasParameterReferences = true;
        if (isTold) this.doctypeSystemId = subset.systemId;
        if (!this.dtd.isStandalone && this.parameterEntityParsing === 0) this.askStandalone();
        return !isTold;
      }
      case 'doctypeInternalSubset':
        return !this.tellDoctype(1);
    }
    // doctypeClose
    if (!this.inDocument) throw new XmlError('INVALID_TOKEN');
    let isDefault = !this.tellDoctype(0);
    if (this.externalSubset !== null || this.usesForeignDtd) this.readExternalSubset();
    if (this.has('EndDoctypeDecl')) isDefault = false;
    this.later('endOfDoctype');
    return isDefault;
  }

  private tellDoctype(hasInternalSubset: number): boolean {
    const { doctype } = this;
    if (doctype === null) return false;
    this.doctype = null;
    this.report('StartDoctypeDecl', doctype, this.doctypeSystemId, this.doctypePublicId, hasInternalSubset);
    return true;
  }

  /** The external subset that the document names. */
  private subset(): Entity {
    this.usesForeignDtd = false;
    this.externalSubset ??= this.newEntity('', true);
    return this.externalSubset;
  }

  private readExternalSubset(): void {
    const { dtd } = this;
    this.hadReferences = dtd.hasParameterReferences;
    dtd.hasParameterReferences = true;
    if (this.parameterEntityParsing !== 0 && this.has('ExternalEntityRef')) {
      const entity = this.externalSubset ?? this.newEntity('', true);
      if (this.usesForeignDtd) entity.base = this.base;
      dtd.entityRead = false;
      this.askForEntity(entity, null);
      this.later('afterExternalSubset');
    }
  }

  private askStandalone(): void {
    if (this.has('NotStandalone')) this.ask('NOT_STANDALONE', 'NotStandalone');
  }

  private instanceStart(): void {
    if (this.usesForeignDtd) this.readExternalSubset();
    this.mode = 'content';
  }

  protected override proceed(then: Continuation): void {
    const { dtd } = this;
    switch (then) {
      case 'afterExternalSubset':
        if (!dtd.entityRead) {
          if (this.externalSubset === null) dtd.hasParameterReferences = this.hadReferences;
        } else if (!dtd.isStandalone) this.askStandalone();
        this.usesForeignDtd = false;
        break;
      case 'endOfDoctype':
        if (this.has('EndDoctypeDecl')) this.report('EndDoctypeDecl');
        break;
      case 'afterParameterEntity':
        this.referred!.isOpen = false;
        this.referred = null;
        if (!dtd.entityRead) dtd.keepProcessing = dtd.isStandalone;
        else if (!dtd.isStandalone) this.askStandalone();
        break;
      case 'moveOn':
    }
  }

  // --- Entities --------------------------------------------------------------------------------------------------------

  private newEntity(name: string, isParameter: boolean): Entity {
    return {
      name,
      text: null,
      systemId: null,
      publicId: null,
      base: null,
      notation: null,
      isOpen: false,
      isParameter,
      isInternal: this.prolog.isDocument && this.inDocument,
    };
  }

  private heedEntity(role: string, raw: string, at: number, next: number): boolean {
    const { dtd, declared } = this;
    const isTold = this.has('EntityDecl');
    switch (role) {
      case 'generalEntityName':
      case 'paramEntityName':
        return !(this.declareEntity(raw, role === 'paramEntityName') && isTold);
      case 'entityValue': {
        if (!dtd.keepProcessing) return true;
        const { value, wrong } = this.entityValue(at + 1, next - 1);
        if (declared !== null) {
          declared.text = value;
          if (isTold) this.tellEntity(declared);
        }
        if (wrong !== null) throw wrong;
        return declared === null || !isTold;
      }
      case 'entityPublicId': {
        const id = this.publicId(raw, at);
        if (!dtd.keepProcessing || declared === null) return true;
        declared.publicId = id;
        return !isTold;
      }
      case 'entitySystemId':
        if (!dtd.keepProcessing || declared === null) return true;
        declared.systemId = raw.slice(1, -1);
        declared.base = this.base;
        return !isTold;
    }
    if (!dtd.keepProcessing || declared === null) return true;
    if (role === 'entityNotationName') {
      declared.notation = raw;
      if (this.has('UnparsedEntityDecl')) {
        const { name, base, systemId, publicId } = declared;
        this.report('UnparsedEntityDecl', name, base, systemId, publicId, raw);
        return false;
      }
    }
    if (isTold) this.tellEntity(declared);
    return !isTold;
  }

  private tellEntity(entity: Entity): void {
    const { name, isParameter, text, systemId, publicId, notation } = entity;
    const base = text === null ? entity.base : this.base;
    this.report('EntityDecl', name, isParameter ? 1 : 0, text, base, systemId, publicId, notation);
  }

  /** Begins to declare an entity: whether that is the first time. */
  private declareEntity(name: string, isParameter: boolean): boolean {
    const { dtd } = this;
    this.declared = null;
    if (!dtd.keepProcessing || (!isParameter && predefined(name) !== undefined)) return false;
    const entities = isParameter ? dtd.parameterEntities : dtd.generalEntities;
    if (entities.has(name)) return false;
    this.declared = this.newEntity(name, isParameter);
    entities.set(name, this.declared);
    return true;
  }

  private parameterReference(name: string, betweenDeclarations: boolean): boolean {
    const { dtd } = this;
    dtd.hasParameterReferences = true;
    if (this.parameterEntityParsing === 0) dtd.keepProcessing = dtd.isStandalone;
    else {
      const entity = dtd.parameterEntities.get(name);
      if (this.prolog.isDocument && dtd.isStandalone && this.inDocument) {
        if (entity === undefined) throw new XmlError('UNDEFINED_ENTITY');
        if (!entity.isInternal) throw new XmlError('ENTITY_DECLARED_IN_PE');
      } else if (entity === undefined) {
        dtd.keepProcessing = dtd.isStandalone;
        if (!betweenDeclarations || !this.has('SkippedEntity')) return true;
        this.report('SkippedEntity', name, 1);
        return false;
      }
      if (entity.isOpen) throw new XmlError('RECURSIVE_ENTITY_REF');
      if (entity.text !== null) {
        this.enter(entity, betweenDeclarations);
        return false;
      }
      if (!this.has('ExternalEntityRef')) {
        dtd.keepProcessing = dtd.isStandalone;
        return true;
      }
      dtd.entityRead = false;
      entity.isOpen = true;
      this.referred = entity;
      this.askForEntity(entity, null);
      this.later('afterParameterEntity');
      return false;
    }
    if (!dtd.isStandalone) this.askStandalone();
    return true;
  }

  private publicId(raw: string, at: number): string {
    for (let i = 1; i < raw.length - 1; i++) {
      if (!PUBLIC_ID.test(raw[i]!)) {
        this.blame(at + i);
        throw new XmlError('PUBLICID');
      }
    }
    return raw
      .slice(1, -1)
      .replace(/[ \r\n]+/g, ' ')
      .replace(/^ | $/g, '');
  }

  // --- Notations -------------------------------------------------------------------------------------------------------

  private heedNotation(role: string, raw: string, at: number): boolean {
    const isTold = this.has('NotationDecl');
    switch (role) {
      case 'notationName':
        this.notationPublicId = null;
        this.notation = isTold ? raw : null;
        return !isTold;
      case 'notationPublicId': {
        const id = this.publicId(raw, at);
        if (this.notation === null) return true;
        this.notationPublicId = id;
        return false;
      }
    }
    const { notation, notationPublicId } = this;
    this.notation = this.notationPublicId = null;
    if (notation === null || !isTold) return true;
    const systemId = role === 'notationSystemId' ? raw.slice(1, -1) : null;
    this.report('NotationDecl', notation, this.base, systemId, notationPublicId);
    return false;
  }

  // --- Attributes ------------------------------------------------------------------------------------------------------

  private heedAttribute(role: string, raw: string, at: number, next: number): boolean {
    const { dtd } = this;
    const isTold = dtd.keepProcessing && this.has('AttlistDecl');
    switch (role) {
      case 'attlistElementName':
        this.element = raw;
        return !isTold;
      case 'attributeName':
        this.attribute = raw;
        this.attributeType = '';
        return !isTold;
      case 'attributeType':
        this.attributeType = raw;
        return !isTold;
      case 'attributeEnumValue':
      case 'attributeNotationValue': {
        const start = role === 'attributeNotationValue' ? 'NOTATION(' : '(';
        this.attributeType += (this.attributeType === '' ? start : '|') + raw;
        return !isTold;
      }
    }
    if (!dtd.keepProcessing) return true;
    const isCdata = this.attributeType === 'CDATA';
    const hasValue = role === 'defaultValue' || role === 'fixedValue';
    const value = hasValue ? this.attributeValue(at + 1, next - 1, isCdata, true) : null;
    this.declareAttribute(isCdata, value);
    if (!isTold) return true;
    const type = this.attributeType.includes('(') ? `${this.attributeType})` : this.attributeType;
    const isRequired = role === 'requiredValue' || role === 'fixedValue';
    this.report('AttlistDecl', this.element, this.attribute, type, value, isRequired ? 1 : 0);
    return false;
  }

  private declareAttribute(isCdata: boolean, value: string | null): void {
    const { dtd, element, attribute: name } = this;
    let type = dtd.elementTypes.get(element);
    if (type === undefined) dtd.elementTypes.set(element, (type = new ElementType()));
    if (type.attributes.some((each) => each.name === name)) return;
    type.attributes.push({ name, isCdata, value });
    if (!isCdata) dtd.tokenized.add(name);
  }

  // --- Elements --------------------------------------------------------------------------------------------------------

  private heedElement(role: string, token: number, raw: string): boolean {
    const { groups, connectors } = this;
    const isTold = this.has('ElementDecl');
    const top = groups[groups.length - 1];
    switch (role) {
      case 'elementName':
        this.modelOf = isTold ? raw : null;
        groups.length = connectors.length = 0;
        return !isTold;
      case 'contentAny':
      case 'contentEmpty':
        if (this.modelOf === null) return true;
        if (isTold) this.report('ElementDecl', this.modelOf, model(role === 'contentAny' ? ANY : EMPTY));
        this.modelOf = null;
        return !isTold;
      case 'groupSequence':
      case 'groupChoice': {
        const sign = role === 'groupSequence' ? ',' : '|';
        const before = connectors[connectors.length - 1]!;
        if (before !== '' && before !== sign) throw new XmlError('SYNTAX');
        connectors[connectors.length - 1] = sign;
        if (this.modelOf === null) return true;
        if (sign === '|' && before === '' && top!.kind !== MIXED) top!.kind = CHOICE;
        return !isTold;
      }
      case 'groupOpen':
        connectors.push('');
        break;
      case 'groupClose':
        connectors.pop();
    }
    if (this.modelOf === null) return true;
    const quantifier = QUANTIFIERS.get(token) ?? 0;
    if (role === 'groupOpen') {
      const group = model(SEQUENCE);
      top?.parts.push(group);
      groups.push(group);
    } else if (role === 'contentPcdata') top!.kind = MIXED;
    else if (role === 'contentElement')
      top!.parts.push(model(NAMED, quantifier, quantifier === 0 ? raw : raw.slice(0, -1)));
    else {
      groups.pop();
      top!.quantifier = quantifier;
      if (groups.length === 0) {
        if (isTold) this.report('ElementDecl', this.modelOf, top!);
        this.modelOf = null;
      }
    }
    return !isTold;
  }

  // --- Declarations of the text ----------------------------------------------------------------------------------------

  protected xmlDeclaration(raw: string, at: number, next: number, isText: boolean): void {
    const { text } = this.source;
    const said = parseXmlDeclaration(text, at + '<?xml'.length, next - '?>'.length, isText);
    if (typeof said === 'number') {
      this.blame(said);
      throw new XmlError(isText ? 'TEXT_DECL' : 'XML_DECL');
    }
    const { version, encoding, standalone } = said;
    if (!isText && standalone === 1) {
      this.dtd.isStandalone = true;
      if (this.parameterEntityParsing === 1) this.parameterEntityParsing = 0;
    }
    if (this.has('XmlDecl')) this.report('XmlDecl', version, encoding, standalone);
    else this.reportDefault(raw);
    if (this.protocolEncoding !== null || encoding === null) return;
    const before = this.input.kind;
    const known = this.input.chooseNamed(encoding);
    if (known === true) {
      this.input.settle(next, before);
      this.document.text = this.input.text;
      return;
    }
    if (known === null) return this.askForEncoding(encoding, said.encodingAt);
    this.blame(said.encodingAt);
    throw new XmlError('INCORRECT_ENCODING');
  }

  /** Reads on in an encoding of which this are the characters by byte; null: there is none that could be read. */
  encodingFound(table: string[] | null, { place }: EncodingWanted): void {
    if (table === null) {
      this.eventAt = place;
      return this.refuse('UNKNOWN_ENCODING');
    }
    const before = this.input.kind;
    this.input.chooseTable(table);
    this.input.settle(this.document.at, before);
    this.document.text = this.input.text;
  }

  /** In a conditional section that is ignored. */
  protected ignoreStep(): boolean {
    const { source, scanner } = this;
    const { at, text } = source;
    scanner.load(text);
    this.pointAt(at);
    const token = this.atEnd(at >= text.length ? T.NONE : scanner.ignoreSection(at));
    const { next } = scanner;
    if (token === T.INVALID) {
      this.blame(next);
      throw new XmlError('INVALID_TOKEN');
    }
    if (token < 0) {
      if (this.inDocument && !this.isFinal) return false;
      throw new XmlError('SYNTAX');
    }
    source.at = next;
    this.reportDefault(text.slice(at, next));
    this.mode = 'prolog';
    return true;
  }
}
