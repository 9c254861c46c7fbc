// pyexpat: a parser of XML that calls handlers (expat/ reads). A handler may block, and the parser is then where it is called.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { bytesOf } from '../objects/bytes-argument.ts';
import { PyBytes } from '../objects/bytes.ts';
import { Capsule } from '../objects/capsule.ts';
import { encodeText } from '../objects/codecs.ts';
import { converted, isInt, toSize } from '../objects/conversion.ts';
import { PyDict } from '../objects/dict.ts';
import {
  newException,
  overflowErrorType,
  raise,
  runtimeErrorType,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { PyFloat } from '../objects/float.ts';
import { intOf } from '../objects/int.ts';
import { lending } from '../objects/lending.ts';
import { PyList } from '../objects/list.ts';
import { PyModule } from '../objects/module.ts';
import { defineGetSets, defineMembers, defineMethods, type GetSetTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { callN } from '../operators/call.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import { classOf, INVALID } from './expat/characters.ts';
import { type ContentModel, Dtd } from './expat/dtd.ts';
import { errorNumber, ERRORS } from './expat/errors.ts';
import { utf8Length } from './expat/input.ts';
import { Parser } from './expat/parser.ts';
import type { Argument, Attribute, EncodingWanted, Event, HandlerName } from './expat/reader.ts';
import { moduleException } from './module-exception.ts';
import type { NativeModule } from './native-module.ts';

const errorType = moduleException('xml.parsers.expat', 'ExpatError');

const HANDLERS: readonly HandlerName[] = [
  'StartElement',
  'EndElement',
  'ProcessingInstruction',
  'CharacterData',
  'UnparsedEntityDecl',
  'NotationDecl',
  'StartNamespaceDecl',
  'EndNamespaceDecl',
  'Comment',
  'StartCdataSection',
  'EndCdataSection',
  'Default',
  'DefaultHandlerExpand',
  'NotStandalone',
  'ExternalEntityRef',
  'StartDoctypeDecl',
  'EndDoctypeDecl',
  'EntityDecl',
  'XmlDecl',
  'ElementDecl',
  'AttlistDecl',
  'SkippedEntity',
];

/** The arguments of handlers that are kept in `intern`: names, so that equal ones are one object. */
const INTERNED: Partial<Record<HandlerName, number>> = {
  StartElement: 1,
  EndElement: 1,
  ProcessingInstruction: 1,
  UnparsedEntityDecl: 5,
  NotationDecl: 4,
  StartNamespaceDecl: 2,
  EndNamespaceDecl: 1,
  StartDoctypeDecl: 3,
  ElementDecl: 1,
  AttlistDecl: 2,
};

/** Bytes of text that `buffer_text` collects, unless the program says otherwise. */
const BUFFER_SIZE = 8192;
/** Bytes that are given to the parser at a time. */
const CHUNK = 1 << 20;
const MOST_BUFFER = 2147483647;

class XmlParser extends PyObject {
  readonly parser: Parser;
  readonly intern: Value;
  readonly handlers = new Map<HandlerName, Value>();
  /** Text that is collected; null: it is told piece by piece. */
  buffer: string | null = null;
  bufferUsed = 0;
  bufferSize = BUFFER_SIZE;
  ordersAttributes = false;
  tellsSpecifiedOnly = false;
  /** A handler is being called. */
  inCallback = false;
  constructor(parser: Parser, intern: Value) {
    super();
    this.parser = parser;
    this.intern = intern;
  }

  /** What is to be called next: of text, if it is collected, when something else follows or it is too much. */
  nextEvent(): Event | EncodingWanted | null {
    const { parser } = this;
    for (;;) {
      const event = parser.advance();
      if (event === null || 'encoding' in event) return event;
      if (!this.handlers.has(event.handler)) continue;
      if (this.buffer === null) return event;
      if (event.handler === 'CharacterData') {
        const text = event.args[0] as string;
        const size = utf8Length(text);
        if (this.bufferUsed + size > this.bufferSize && this.bufferUsed > 0) {
          parser.putBack(event);
          return this.takeText();
        }
        if (size > this.bufferSize) return event;
        this.buffer += text;
        this.bufferUsed += size;
      } else if (this.bufferUsed > 0) {
        parser.putBack(event);
        return this.takeText();
      } else return event;
    }
  }

  /** The text that has been collected is to be told. */
  takeText(): Event {
    const text = this.buffer!;
    this.buffer = '';
    this.bufferUsed = 0;
    return { handler: 'CharacterData', args: [text], refusal: null, at: -1 };
  }

  /** The text that is to be told before something changes; null: none. */
  pendingText(): Event | null {
    return this.bufferUsed > 0 && this.handlers.has('CharacterData') ? this.takeText() : null;
  }

  /** A handler has failed: none is called any more. */
  giveUp(): void {
    this.handlers.clear();
    this.parser.handled.clear();
    this.parser.defaultHandler = null;
    this.bufferUsed = 0;
    if (this.buffer !== null) this.buffer = '';
  }

  /** The arguments of a call. */
  values({ handler, args }: Event): Value[] {
    const interned = INTERNED[handler] ?? 0;
    return args.map((arg, i) => this.value(arg, i < interned));
  }

  private value(arg: Argument, isInterned: boolean): Value {
    if (arg === null) return None;
    if (typeof arg === 'number') return arg;
    if (typeof arg === 'string') return isInterned ? this.name(arg) : fromHost(arg);
    return Array.isArray(arg) ? this.attributes(arg) : modelTuple(arg);
  }

  private name(text: string): Value {
    const value = fromHost(text);
    if (this.intern instanceof PyDict && typeof value === 'string' && !this.intern.hasStr(value))
      this.intern.setStr(value, value);
    return value;
  }

  private attributes(all: Attribute[]): Value {
    const told = this.tellsSpecifiedOnly ? all.filter(({ isSpecified }) => isSpecified) : all;
    if (this.ordersAttributes)
      return new PyList(told.flatMap(({ name, value }) => [this.name(name), fromHost(value)]));
    const dict = new PyDict();
    for (const { name, value } of told) dict.setPlain(this.name(name), fromHost(value));
    return dict;
  }
}

/** A content model, of any depth. */
function modelTuple(root: ContentModel): Value {
  const made = new Map<ContentModel, Value>();
  const stack = [root];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const open = top.parts.filter((part) => !made.has(part));
    if (open.length > 0) {
      for (const part of open) stack.push(part);
      continue;
    }
    stack.pop();
    const { kind, quantifier, name, parts } = top;
    const tuples = new PyTuple(parts.map((part) => made.get(part)!));
    made.set(top, new PyTuple([kind, quantifier, name === null ? None : fromHost(name), tuples]));
  }
  return made.get(root)!;
}

const parserType = builtinType('xmlparser', XmlParser, {
  module: 'pyexpat',
  final: true,
  doc: 'XML parser',
});

/** Whether a C long has room for a number. */
const isLong = (n: number | bigint): boolean => BigInt.asIntN(64, BigInt(n)) === BigInt(n);
const LONG_OVERFLOW = 'Python int too large to convert to C long';

// --- Parsing ---------------------------------------------------------------------------------------------------------

function expatError(self: XmlParser, error: number): Result {
  const { line, column } = self.parser.eventPosition();
  const message = ERRORS[error - 1]![1];
  return frozenFunction('pyexpat', 'raise_error').callN([error, message, line + 1, column]);
}

/** What was called last. */
type Phase = 'reading' | 'called' | 'converting' | 'encoding' | 'ending';

class ParseOperation extends NativeFrame {
  private readonly self: XmlParser;
  private readonly bytes: Uint8Array;
  private readonly isFinal: boolean;
  private at = 0;
  private phase: Phase = 'reading';
  private event: Event | null = null;
  private wanted: EncodingWanted | null = null;

  constructor(self: XmlParser, bytes: Uint8Array, isFinal: boolean) {
    super();
    this.self = self;
    this.bytes = bytes;
    this.isFinal = isFinal;
  }

  /** Gives the next bytes to the parser; false: that cannot be. */
  private feed(): boolean {
    const end = Math.min(this.at + CHUNK, this.bytes.length);
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return this.self.parser.begin(part, this.isFinal && end === this.bytes.length);
  }

  start(): Result {
    return this.feed() ? this.run() : this.finish();
  }

  private run(): Result {
    const { self } = this;
    for (;;) {
      const event = self.nextEvent();
      if (event === null) {
        self.parser.end();
        if (self.parser.error !== 0 || this.at >= this.bytes.length) return this.finish();
        if (!this.feed()) return this.finish();
        continue;
      }
      if ('encoding' in event) {
        this.phase = 'encoding';
        this.wanted = event;
        const found = frozenFunction('pyexpat', 'characters_of').call1(fromHost(event.encoding));
        if (found === ABRUPT) return suspend(this) as Result;
        self.parser.encodingFound(tableOf(found), event);
        continue;
      }
      this.event = event;
      this.phase = 'called';
      self.inCallback = true;
      const result = callN(self.handlers.get(event.handler)!, self.values(event));
      if (result === ABRUPT) return suspend(this) as Result;
      if (this.took(result) === ABRUPT) return suspend(this) as Result;
    }
  }

  /** A handler has given this. */
  private took(result: Value): Result {
    this.self.inCallback = false;
    const { refusal } = this.event!;
    if (refusal === null) return None;
    const n = intOf(result);
    if (n === undefined) {
      this.phase = 'converting';
      const index = frozenFunction('pyexpat', 'index_of').call1(result);
      return index === ABRUPT ? ABRUPT : this.took(index);
    }
    if (!isLong(n)) return raise(overflowErrorType, LONG_OVERFLOW);
    if (n === 0) this.self.parser.refuse(refusal);
    return None;
  }

  returned(value: Value): IterResult {
    if (this.phase === 'ending') return 1;
    if (this.phase === 'encoding') this.self.parser.encodingFound(tableOf(value), this.wanted!);
    else if (this.took(value) === ABRUPT) return suspend(this);
    return this.run();
  }

  /** A handler has failed: nothing more is read. */
  override raised(): IterResult {
    const { self, phase } = this;
    self.inCallback = false;
    if (phase === 'encoding') self.parser.encodingFound(null, this.wanted!);
    else if (phase !== 'ending') {
      self.giveUp();
      self.parser.stop();
    }
    return ABRUPT;
  }

  /** All has been read. */
  private finish(): Result {
    const { self } = this;
    if (self.parser.error !== 0) return expatError(self, self.parser.error);
    const text = self.pendingText();
    if (text === null) return 1;
    this.phase = 'ending';
    const result = callN(self.handlers.get('CharacterData')!, self.values(text));
    return result === ABRUPT ? (suspend(this) as Result) : 1;
  }
}

/** The characters of an encoding by byte, if it could be that of a document: what XML is written with has to be ASCII. */
function tableOf(text: Value): string[] | null {
  const characters = [...hostString(textOf(text)!)];
  for (const [byte, character] of characters.entries()) {
    const code = character.codePointAt(0)!;
    if (code > 0xffff) return null;
    if (code === 0xfffd || (code >= 0x80 && classOf(code) === INVALID)) characters[byte] = '\udc80';
    const isSyntax = byte < 0x80 && isOfSyntax(byte);
    if ((isSyntax || (code < 0x80 && isOfSyntax(code))) && code !== byte) return null;
  }
  return characters;
}

/** Whether a character of ASCII means something in XML, or is part of names. */
const isOfSyntax = (code: number): boolean => /[\t\n\r -#%-?A-Z[\]_a-z|]/.test(String.fromCharCode(code));

function parser_Parse(self: XmlParser, data: Value, isFinal: Value = false): Result {
  if (typeof isFinal !== 'boolean')
    return converted(parser_Parse, [self, data, isFinal], [null, null, 'truth']);
  const text = textOf(data);
  let bytes: Uint8Array;
  if (text !== undefined) {
    const encoded = encodeText(data, 'utf-8', 'strict');
    if (encoded === ABRUPT) return ABRUPT;
    bytes = (encoded as PyBytes).data;
    if (!self.parser.hasBegun) self.parser.protocolEncoding = 'utf-8';
  } else {
    const found = bytesOf(data);
    if (found === undefined) return typeError(`a bytes-like object is required, not '${typeOf(data).name}'`);
    bytes = data instanceof PyBytes ? found : found.slice();
  }
  return new ParseOperation(self, bytes, isFinal).start();
}

// --- Settings --------------------------------------------------------------------------------------------------------

/** Text that has been collected is told before something changes. */
class Flush extends NativeFrame {
  private readonly self: XmlParser;
  private readonly then: 'handler' | 'text' | 'size';
  private readonly value: Value;
  constructor(self: XmlParser, then: 'handler' | 'text' | 'size', value: Value) {
    super();
    this.self = self;
    this.then = then;
    this.value = value;
  }
  run(): Result {
    const text = this.self.pendingText();
    if (text === null) return this.returned() as Result;
    const result = callN(this.self.handlers.get('CharacterData')!, this.self.values(text));
    return result === ABRUPT ? (suspend(this) as Result) : (this.returned() as Result);
  }
  returned(): IterResult {
    const { self, value } = this;
    if (this.then === 'handler') setHandler(self, 'CharacterData', value);
    else if (this.then === 'size') self.bufferSize = Number(value);
    else self.buffer = null;
    return None;
  }
}

function setHandler(self: XmlParser, name: HandlerName, value: Value): void {
  const { handlers, parser } = self;
  const isSet = value !== None;
  if (isSet) handlers.set(name, value);
  else handlers.delete(name);
  if (name === 'Default' || name === 'DefaultHandlerExpand') {
    parser.defaultHandler = isSet ? name : null;
    parser.expands = name === 'DefaultHandlerExpand';
    return;
  }
  // Text whose handler is taken away while handlers are called does not go to the default handler.
  if (isSet || (name === 'CharacterData' && self.inCallback)) parser.handled.add(name);
  else parser.handled.delete(name);
}

function cannotDelete(value: Value | undefined): value is undefined {
  if (value !== undefined) return false;
  throw newException(runtimeErrorType, 'Cannot delete attribute');
}

const getSets: GetSetTable = {};
for (const name of HANDLERS) {
  const attribute = name.startsWith('Default') && name !== 'Default' ? name : `${name}Handler`;
  getSets[attribute] = [
    (self: XmlParser): Result => self.handlers.get(name) ?? None,
    (self: XmlParser, value: Value | undefined): Result => {
      if (cannotDelete(value)) return None;
      if (name === 'CharacterData') return new Flush(self, 'handler', value).run();
      setHandler(self, name, value);
      return None;
    },
  ];
}

/** A setting that is true or false. */
function flag(
  get: (self: XmlParser) => boolean,
  set: (self: XmlParser, value: Value) => Result,
): GetSetTable[string] {
  return [
    get,
    (self: XmlParser, value: Value | undefined): Result => {
      if (cannotDelete(value)) return None;
      return typeof value === 'boolean' ? set(self, value) : converted(set, [self, value], [null, 'truth']);
    },
  ];
}

function setNamespacePrefixes(self: XmlParser, value: Value): Result {
  self.parser.tellsPrefixes = value === true;
  return None;
}

function setOrderedAttributes(self: XmlParser, value: Value): Result {
  self.ordersAttributes = value === true;
  return None;
}

function setSpecifiedAttributes(self: XmlParser, value: Value): Result {
  self.tellsSpecifiedOnly = value === true;
  return None;
}

function setBufferText(self: XmlParser, value: Value): Result {
  if (value === true) {
    self.buffer ??= '';
    return None;
  }
  return self.buffer === null ? None : new Flush(self, 'text', None).run();
}

function setBufferSize(self: XmlParser, value: Value | undefined): Result {
  if (cannotDelete(value)) return None;
  const n = intOf(value);
  if (n === undefined) return raise(typeErrorType, 'buffer_size must be an integer');
  if (!isLong(n)) return raise(overflowErrorType, LONG_OVERFLOW);
  if (n <= 0) return raise(valueErrorType, 'buffer_size must be greater than zero');
  if (n > MOST_BUFFER) return raise(valueErrorType, `buffer_size must not be greater than ${MOST_BUFFER}`);
  if (self.buffer === null) {
    self.bufferSize = Number(n);
    return None;
  }
  return self.bufferSize === Number(n) ? None : new Flush(self, 'size', Number(n)).run();
}

const line = (self: XmlParser): Result => self.parser.eventPosition().line + 1;
const column = (self: XmlParser): Result => self.parser.eventPosition().column;
const byteIndex = (self: XmlParser): Result => self.parser.eventByteIndex();

defineGetSets(parserType, {
  ...getSets,
  ErrorCode: [(self: XmlParser): Result => self.parser.error],
  ErrorLineNumber: [line],
  ErrorColumnNumber: [column],
  ErrorByteIndex: [byteIndex],
  CurrentLineNumber: [line],
  CurrentColumnNumber: [column],
  CurrentByteIndex: [byteIndex],
  buffer_size: [(self: XmlParser): Result => self.bufferSize, setBufferSize],
  buffer_text: flag((self) => self.buffer !== null, setBufferText),
  buffer_used: [(self: XmlParser): Result => self.bufferUsed],
  namespace_prefixes: flag((self) => self.parser.tellsPrefixes, setNamespacePrefixes),
  ordered_attributes: flag((self) => self.ordersAttributes, setOrderedAttributes),
  specified_attributes: flag((self) => self.tellsSpecifiedOnly, setSpecifiedAttributes),
});
defineMembers(parserType, { intern: [(self: XmlParser) => self.intern] });

// --- Methods ---------------------------------------------------------------------------------------------------------

/** An argument that is text, or None where that may be. */
function textArgument(what: string, value: Value, orNone: boolean): string | null {
  if (orNone && value === None) return null;
  const text = textOf(value);
  if (text === undefined) {
    const wanted = orNone ? 'str or None' : 'str';
    throw newException(typeErrorType, `${what} must be ${wanted}, not ${typeOf(value).name}`);
  }
  return hostString(text);
}

function parser_SetBase(self: XmlParser, base: Value): Result {
  self.parser.base = textArgument('SetBase() argument', base, false);
  return None;
}

function parser_GetInputContext(self: XmlParser): Result {
  const { parser } = self;
  if (!self.inCallback || parser.eventAt === null) return None;
  return new PyBytes(parser.input.encoded(parser.eventAt, parser.document.text.length));
}

function parser_ExternalEntityParserCreate(self: XmlParser, context: Value, encoding: Value = None): Result {
  const around = textArgument('ExternalEntityParserCreate() argument 1', context, true);
  const name =
    encoding === None ? null : textArgument('ExternalEntityParserCreate() argument 2', encoding, false);
  const inner = new XmlParser(self.parser.inner(around, name), self.intern);
  for (const [handler, value] of self.handlers) inner.handlers.set(handler, value);
  inner.buffer = self.buffer === null ? null : '';
  inner.bufferSize = self.bufferSize;
  inner.ordersAttributes = self.ordersAttributes;
  inner.tellsSpecifiedOnly = self.tellsSpecifiedOnly;
  return inner;
}

function parser_SetParamEntityParsing(self: XmlParser, mode: Value): Result {
  if (!isInt(mode)) return converted(parser_SetParamEntityParsing, [self, mode], [null, 'index']);
  const { parser } = self;
  if (parser.hasBegun) return 0;
  parser.parameterEntityParsing = toSize(mode);
  return 1;
}

function parser_SetReparseDeferralEnabled(self: XmlParser, enabled: Value): Result {
  if (typeof enabled !== 'boolean')
    return converted(parser_SetReparseDeferralEnabled, [self, enabled], [null, 'truth']);
  self.parser.defers = enabled;
  return None;
}

function parser_UseForeignDTD(self: XmlParser, use: Value = true): Result {
  if (typeof use !== 'boolean') return converted(parser_UseForeignDTD, [self, use], [null, 'truth']);
  if (self.parser.hasBegun) return frozenFunction('pyexpat', 'raise_error').callN([26, ERRORS[25]![1], 1, 0]);
  self.parser.usesForeignDtd = use;
  return None;
}

/** A setting is refused. */
function refusal(self: XmlParser, message: string): Result {
  const { line, column } = self.parser.eventPosition();
  return frozenFunction('pyexpat', 'raise_refusal').callN([
    errorNumber('INVALID_ARGUMENT'),
    message,
    line + 1,
    column,
  ]);
}

const NO_ROOT = 'parser must be a root parser';

/** What entities may make of a document before it is an attack; memory is not counted, but has its limit anyway. */
function threshold(set: (parser: Parser, value: number) => void) {
  const setThreshold = (self: XmlParser, value: Value): Result => {
    if (!isInt(value)) return converted(setThreshold, [self, value], [null, 'index']);
    if (value < 0) return raise(valueErrorType, 'Cannot convert negative int');
    if (BigInt(value) > 0xffffffffffffffffn)
      return raise(overflowErrorType, 'Python int too large for C unsigned long long');
    if (self.parser.isInner) return refusal(self, NO_ROOT);
    set(self.parser, Number(value));
    return None;
  };
  return setThreshold;
}

function amplification(set: (parser: Parser, value: number) => void) {
  return (self: XmlParser, value: Value): Result => {
    const n = value instanceof PyFloat ? value.v : intOf(value);
    if (typeof n === 'bigint' && !Number.isFinite(Number(n)))
      return raise(overflowErrorType, 'int too large to convert to float');
    if (n === undefined) return typeError(`must be real number, not ${typeOf(value).name}`);
    if (self.parser.isInner) return refusal(self, NO_ROOT);
    if (!(Number(n) >= 1)) return refusal(self, "'max_factor' must be at least 1.0");
    set(self.parser, Number(n));
    return None;
  };
}

const ignore = (): void => {};

defineMethods(parserType, {
  Parse: ['($self, data, isfinal=False, /)', lending(parser_Parse)],
  ParseFile: ['($self, file, /)', inPython('pyexpat', 'parse_file')],
  SetBase: ['($self, base, /)', parser_SetBase],
  GetBase: [
    '($self, /)',
    (self: XmlParser): Result => (self.parser.base === null ? None : fromHost(self.parser.base)),
  ],
  GetInputContext: ['($self, /)', parser_GetInputContext],
  ExternalEntityParserCreate: [
    '($self, context, encoding=<unrepresentable>, /)',
    parser_ExternalEntityParserCreate,
  ],
  SetParamEntityParsing: ['($self, flag, /)', parser_SetParamEntityParsing],
  UseForeignDTD: ['($self, flag=True, /)', parser_UseForeignDTD],
  GetReparseDeferralEnabled: ['($self, /)', (self: XmlParser): Result => self.parser.defers],
  SetReparseDeferralEnabled: ['($self, enabled, /)', parser_SetReparseDeferralEnabled],
  SetAllocTrackerActivationThreshold: ['($self, threshold, /)', threshold(ignore)],
  SetAllocTrackerMaximumAmplification: ['($self, max_factor, /)', amplification(ignore)],
  SetBillionLaughsAttackProtectionActivationThreshold: [
    '($self, threshold, /)',
    threshold((parser, value) => {
      parser.accounts.threshold = value;
    }),
  ],
  SetBillionLaughsAttackProtectionMaximumAmplification: [
    '($self, max_factor, /)',
    amplification((parser, value) => {
      parser.accounts.factor = value;
    }),
  ],
});

pickleByFields(parserType);

// --- The module ------------------------------------------------------------------------------------------------------

function ParserCreate(encoding: Value = None, separator: Value = None, intern?: Value): Result {
  const encodingName = textArgument("ParserCreate() argument 'encoding'", encoding, true);
  const divider = textArgument("ParserCreate() argument 'namespace_separator'", separator, true);
  if (divider !== null && [...divider].length > 1) {
    return raise(valueErrorType, 'namespace_separator must be at most one character, omitted, or None');
  }
  const names = intern === undefined ? new PyDict() : intern;
  if (names !== None && !(names instanceof PyDict))
    return raise(typeErrorType, 'intern must be a dictionary');
  const parser = new Parser(divider, new Dtd(), 'document', null);
  parser.protocolEncoding = encodingName;
  return new XmlParser(parser, names);
}

function ErrorString(code: Value): Result {
  if (!isInt(code)) return converted(ErrorString, [code], ['index']);
  if (!isLong(code)) return raise(overflowErrorType, LONG_OVERFLOW);
  const found = ERRORS[Number(code) - 1];
  return found === undefined ? None : found[1];
}

defineIntrinsics({
  expat_error: ['()', (): Result => errorType],
  parse_part: ['(parser, data, is_final, /)', parser_Parse],
});

function submodule(name: string, doc: string, values: Record<string, Value>): PyModule {
  const module = new PyModule();
  module.dict.setStr('__name__', `pyexpat.${name}`);
  module.dict.setStr('__doc__', doc);
  for (const each of ['__package__', '__loader__', '__spec__']) module.dict.setStr(each, None);
  for (const [key, value] of Object.entries(values)) module.dict.setStr(key, value);
  machine.interpreter.modules.setStr(`pyexpat.${name}`, module);
  return module;
}

function errorsModule(): PyModule {
  const codes = new PyDict();
  const messages = new PyDict();
  const constants: Record<string, Value> = {};
  for (const [i, [name, message]] of ERRORS.entries()) {
    constants[`XML_ERROR_${name}`] = message;
    codes.setStr(message, i + 1);
    messages.setPlain(i + 1, message);
  }
  return submodule('errors', 'Constants used to describe error conditions.', {
    ...constants,
    codes,
    messages,
  });
}

const MODEL: Record<string, Value> = {
  XML_CTYPE_EMPTY: 1,
  XML_CTYPE_ANY: 2,
  XML_CTYPE_MIXED: 3,
  XML_CTYPE_NAME: 4,
  XML_CTYPE_CHOICE: 5,
  XML_CTYPE_SEQ: 6,
  XML_CQUANT_NONE: 0,
  XML_CQUANT_OPT: 1,
  XML_CQUANT_REP: 2,
  XML_CQUANT_PLUS: 3,
};

const FEATURES: readonly (readonly [string, number])[] = [
  ['sizeof(XML_Char)', 1],
  ['sizeof(XML_LChar)', 1],
  ['XML_DTD', 0],
  ['XML_CONTEXT_BYTES', 1024],
  ['XML_NS', 0],
  ['XML_BLAP_MAX_AMP', 100],
  ['XML_BLAP_ACT_THRES', 8388608],
  ['XML_GE', 0],
  ['XML_AT_MAX_AMP', 100],
  ['XML_AT_ACT_THRES', 67108864],
];

export const pyexpatModule: NativeModule = {
  name: 'pyexpat',
  doc: 'Python wrapper for Expat parser.',
  functions: {
    ParserCreate: ['(encoding=None, namespace_separator=None, intern=<unrepresentable>)', ParserCreate],
    ErrorString: ['(code, /)', ErrorString],
  },
  attributes: () => ({
    ExpatError: errorType,
    error: errorType,
    XMLParserType: parserType,
    EXPAT_VERSION: 'expat_2.7.3',
    version_info: new PyTuple([2, 7, 3]),
    native_encoding: 'UTF-8',
    features: new PyList(FEATURES.map((pair) => new PyTuple([...pair]))),
    XML_PARAM_ENTITY_PARSING_NEVER: 0,
    XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE: 1,
    XML_PARAM_ENTITY_PARSING_ALWAYS: 2,
    errors: errorsModule(),
    model: submodule('model', 'Constants used to interpret content model information.', MODEL),
    expat_CAPI: new Capsule('pyexpat.expat_CAPI'),
  }),
};
