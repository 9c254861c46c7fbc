// The module _codecs: the registry of codecs and error handlers, and the codecs that Lib/encodings builds on.
//
// `x_decode(data, errors, final)` gives the str and how many bytes were used, `x_encode(text, errors)` bytes and the number of
// characters. The algorithms of the UTFs, Latin-1 and ASCII are in objects/codecs.ts, the others in objects/escape-codecs.ts and
// objects/charmap.ts.
import { defineIntrinsics, frozenFunction } from '../machine/frozen.ts';
import { interpreterSlot } from '../machine/interpreter.ts';
import { requireBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { charmapBuild, charmapDecode, charmapEncode } from '../objects/charmap.ts';
import {
  BUILTIN_HANDLERS,
  decodeRemedy,
  encodeRemedy,
  errorHandlers,
  findErrorHandler,
  placeOf,
  surrogateForm,
  textOfError,
  wrongObject,
  codecName,
} from '../objects/codec-errors.ts';
import {
  asciiDecoder,
  asciiWriter,
  byteOrderMark,
  type Decoder,
  decodeValidUtf8,
  decodeState,
  decodeWith,
  type Encoder,
  encodeWith,
  latin1Decoder,
  latin1Writer,
  orderedName,
  utf8Decoder,
  utf8Writer,
  wideDecoder,
  WideWriter,
} from '../objects/codecs.ts';
import { PyDict } from '../objects/dict.ts';
import {
  escapeDecode,
  escapeEncode,
  rawUnicodeEscapeDecoder,
  rawUnicodeEscapeWriter,
  unicodeEscapeDecoder,
  unicodeEscapeWriter,
} from '../objects/escape-codecs.ts';
import {
  newException,
  PyUnicodeError,
  typeError,
  typeErrorType,
  unicodeDecodeErrorType,
  unicodeEncodeErrorType,
  unicodeTranslateErrorType,
} from '../objects/exception.ts';
import { converted, isInt, textArgument } from '../objects/conversion.ts';
import { lendingAll } from '../objects/lending.ts';
import { PyList } from '../objects/list.ts';
import { BuiltinFunction, type MethodTable, signatureOf, type Implementation } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type Result, type Value } from '../objects/object.ts';
import { codePoints, hostString, makeStr, textOf, fromHost } from '../objects/str.ts';
import { textFromCodePoints } from '../objects/text/text.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import { utf7Decoder, utf7Encode } from '../objects/utf7.ts';
import type { NativeModule } from './native-module.ts';

// --- The registry ----------------------------------------------------------------------------------------------------

interface Registry {
  search: PyList;
  cache: PyDict;
}
const REGISTRY = Symbol('codec registry');

function registry(): Registry {
  return interpreterSlot(REGISTRY, () => ({ search: new PyList(), cache: new PyDict() }));
}

defineIntrinsics({
  codec_cache: ['()', () => registry().cache],
  codec_search_path: ['()', () => registry().search],
});

function isCallable(value: Value): boolean {
  return typeOf(value).lookup('__call__') !== undefined;
}

function codecs_register(search: Value): Result {
  if (!isCallable(search)) return typeError('argument must be callable');
  registry().search.items.push(search);
  return None;
}

function codecs_unregister(search: Value): Result {
  const { search: path, cache } = registry();
  const i = path.items.indexOf(search);
  if (i >= 0) {
    path.items.splice(i, 1);
    cache.clear();
  }
  return None;
}

function codecs_lookup(encoding: Value): Result {
  return frozenFunction('codecs', 'lookup').call1(fromHost(codecName(encoding, 'lookup() argument')));
}

function codecs_encode(obj: Value, encoding: Value = 'utf-8', errors: Value = None): Result {
  return inRegistry('encode', obj, encoding, errors);
}

function codecs_decode(obj: Value, encoding: Value = 'utf-8', errors: Value = None): Result {
  return inRegistry('decode', obj, encoding, errors);
}

function inRegistry(action: 'encode' | 'decode', obj: Value, encoding: Value, errors: Value): Result {
  const name = fromHost(codecName(encoding, `${action}() argument 'encoding'`));
  const handler = errors === None ? None : fromHost(codecName(errors, `${action}() argument 'errors'`));
  return frozenFunction('codecs', action).call3(obj, name, handler);
}

// --- Error handlers --------------------------------------------------------------------------------------------------

function codecs_register_error(name: Value, handler: Value): Result {
  const key = codecName(name, 'register_error() argument 1');
  if (!isCallable(handler)) return typeError('handler must be callable');
  errorHandlers().set(key, handler);
  return None;
}

function codecs_lookup_error(name: Value): Result {
  return errorHandler(codecName(name, 'lookup_error() argument'));
}

/** The handler of that name, as Python can call it; throws LookupError. */
export function errorHandler(name: string): Value {
  installBuiltinHandlers();
  return findErrorHandler(name);
}

/** The built-in handlers as Python can call them. */
function installBuiltinHandlers(): void {
  const handlers = errorHandlers();
  if (handlers.has('strict')) return;
  for (const name of [...BUILTIN_HANDLERS, 'namereplace']) {
    const impl: Implementation = name === 'namereplace' ? nameReplace : (exc: Value) => handle(name, exc);
    const made = new BuiltinFunction(
      `${name}_errors`,
      signatureOf('($module, exc, /)'.replace('$module, ', '')),
      impl,
      null,
      null,
    );
    if (!handlers.has(name)) handlers.set(name, made);
  }
}

function nameReplace(exc: Value): Result {
  if (!(exc instanceof PyUnicodeError && exc.cls.isSubtype(unicodeEncodeErrorType))) return unknownError(exc);
  const points = codePoints(textOfError(exc, 'encode'));
  const { start, end } = placeOf(exc, points.length);
  const characters = makeStr(textFromCodePoints(points.slice(start, end)));
  return frozenFunction('codecs', 'named').call2(characters, Math.max(start, end));
}

function handle(name: string, exc: Value): Result {
  if (name === 'strict') {
    if (isException(exc)) throw exc;
    return typeError('codec must pass exception instance');
  }
  if (!(exc instanceof PyUnicodeError)) return unknownError(exc);
  if (exc.cls.isSubtype(unicodeEncodeErrorType)) return handleEncode(name, exc);
  if (exc.cls.isSubtype(unicodeDecodeErrorType)) return handleDecode(name, exc);
  if (exc.cls.isSubtype(unicodeTranslateErrorType)) return handleTranslate(name, exc);
  return unknownError(exc);
}

function encodingOf(exc: PyUnicodeError): string {
  return hostString(textOf(exc.encoding ?? '') ?? '');
}

function handleEncode(name: string, exc: PyUnicodeError): Result {
  if (name === 'surrogatepass' && surrogateForm(encodingOf(exc)) === undefined) throw exc;
  const text = textOfError(exc, 'encode');
  const remedy = encodeRemedy(name, encodingOf(exc), text, placeOf(exc, text.length));
  if (remedy === undefined) throw exc;
  const replacement =
    remedy.bytes !== null
      ? new PyBytes(Uint8Array.from(remedy.bytes))
      : makeStr(textFromCodePoints(remedy.points!));
  return new PyTuple([replacement, remedy.position]);
}

function handleDecode(name: string, exc: PyUnicodeError): Result {
  if (name === 'xmlcharrefreplace') return unknownError(exc);
  if (name === 'surrogatepass' && surrogateForm(encodingOf(exc)) === undefined) throw exc;
  const { object } = exc;
  if (!(object instanceof PyBytes)) throw wrongObject('decode');
  const remedy = decodeRemedy(name, encodingOf(exc), object.data, placeOf(exc, object.data.length));
  if (remedy === undefined) throw exc;
  return new PyTuple([makeStr(textFromCodePoints(remedy.points!)), remedy.position]);
}

function handleTranslate(name: string, exc: PyUnicodeError): Result {
  if (name !== 'replace' && name !== 'ignore' && name !== 'backslashreplace') return unknownError(exc);
  const text = textOfError(exc, 'translate');
  const place = placeOf(exc, text.length);
  const { start, end } = place;
  if (name === 'replace') return new PyTuple(['\ufffd'.repeat(Math.max(end - start, 0)), end]);
  const remedy = encodeRemedy(name, '', text, place)!;
  return new PyTuple([makeStr(textFromCodePoints(remedy.points!)), remedy.position]);
}

function isException(value: Value): boolean {
  return typeOf(value).lookup('__traceback__') !== undefined;
}

function unknownError(exc: Value): Result {
  throw newException(typeErrorType, `don't know how to handle ${typeOf(exc).name} in error callback`);
}

// --- Codecs ----------------------------------------------------------------------------------------------------------

/** The handler's name; None and nothing are `strict`. Handlers registered under any name are known from now on. */
function handlerName(errors: Value | undefined, what: string): string {
  if (errors === undefined || errors === None) return 'strict';
  const name = codecName(errors, `${what} argument 2`);
  if (name === 'namereplace') installBuiltinHandlers();
  return name;
}

/** @param called how exceptions name the encoding */
function decoding(name: string, decoder: Decoder, alwaysFinal = false, called = name): MethodTable {
  const key = name.replaceAll('-', '_') + '_decode';
  const impl = (data: Value, errors?: Value, final: Value = false): Result => {
    if (typeof final !== 'boolean') return converted(impl, [data, errors, final], [null, null, 'truth']);
    const bytes = requireBytes(data);
    if (name === 'utf-8') {
      const text = decodeValidUtf8(bytes);
      if (text !== undefined) return new PyTuple([text, bytes.length]);
    }
    return decodeWith(
      called,
      decoder,
      data,
      bytes,
      handlerName(errors, `${key}()`),
      alwaysFinal || final,
      'pair',
    );
  };
  return { [key]: [alwaysFinal ? '(data, errors=None, /)' : '(data, errors=None, final=False, /)', impl] };
}

function encoding(encoder: Encoder, name = encoder.name, prefix: number[] = []): MethodTable {
  const key = name.replaceAll('-', '_') + '_encode';
  const impl = (text: Value, errors?: Value): Result => {
    textArgument(text, `${key}() argument 1`);
    return encodeWith(encoder, text, handlerName(errors, `${key}()`), 'pair', prefix);
  };
  return { [key]: ['(str, errors=None, /)', impl] };
}

/** UTF-16 and UTF-32 with a byte order mark, or with the order given as a number. */
function marked(name: 'utf-16' | 'utf-32'): MethodTable {
  const size = name === 'utf-16' ? 2 : 4;
  const key = name.replace('-', '_');
  const encode = (text: Value, errors?: Value, order: Value = 0): Result => {
    textArgument(text, `${key}_encode() argument 1`);
    if (!isInt(order)) return converted(encode, [text, errors, order], [null, null, 'index']);
    const mark = size === 2 ? [0xff, 0xfe] : [0xff, 0xfe, 0, 0];
    const full = order === 0 ? name : `${name}-${order < 0 ? 'le' : 'be'}`;
    return encodeWith(
      new WideWriter(full, size, order <= 0),
      text,
      handlerName(errors, `${key}_encode()`),
      'pair',
      order === 0 ? mark : [],
    );
  };
  const decode = (data: Value, errors?: Value, final: Value = false): Result => {
    if (typeof final !== 'boolean') return converted(decode, [data, errors, final], [null, null, 'truth']);
    return decodeOrdered(name, data, handlerName(errors, `${key}_decode()`), 0, final, false);
  };
  const extended = (data: Value, errors?: Value, order: Value = 0, final: Value = false): Result => {
    if (!isInt(order) || typeof final !== 'boolean') {
      return converted(extended, [data, errors, order, final], [null, null, 'index', 'truth']);
    }
    return decodeOrdered(name, data, handlerName(errors, `${key}_ex_decode()`), Number(order), final, true);
  };
  return {
    [`${key}_encode`]: ['(str, errors=None, byteorder=0, /)', encode],
    [`${key}_decode`]: ['(data, errors=None, final=False, /)', decode],
    [`${key}_ex_decode`]: ['(data, errors=None, byteorder=0, final=False, /)', extended],
    ...decoding(`${name}-le`, wideDecoder(size, true)),
    ...decoding(`${name}-be`, wideDecoder(size, false)),
    ...encoding(new WideWriter(`${name}-le`, size, true)),
    ...encoding(new WideWriter(`${name}-be`, size, false)),
  };
}

/**
 * Decodes UTF-16 or UTF-32.
 * @param order negative: little-endian, positive: big-endian, 0: as a mark at the beginning says
 * @param extended the result also has the order that was found
 */
function decodeOrdered(
  name: 'utf-16' | 'utf-32',
  data: Value,
  errors: string,
  order: number,
  final: boolean,
  extended: boolean,
): Result {
  const size = name === 'utf-16' ? 2 : 4;
  const bytes = requireBytes(data);
  const mark = order === 0 ? byteOrderMark(bytes, size) : 0;
  const shape = extended ? order - mark : 'pair';
  const state = { data: bytes, position: mark === 0 ? 0 : size, points: [], final };
  const little = order - mark <= 0;
  return decodeState(orderedName(name, little), wideDecoder(size, little), data, state, errors, shape);
}

/** Data for the escape decoders may be text too. */
function escaped(name: string, codec: string, decoder: Decoder): MethodTable {
  const impl = (data: Value, errors?: Value, final: Value = true): Result => {
    if (typeof final !== 'boolean') return converted(impl, [data, errors, final], [null, null, 'truth']);
    const text = textOf(data);
    const bytes = text === undefined ? requireBytes(data) : new TextEncoder().encode(hostString(text));
    return decodeWith(
      codec,
      decoder,
      text === undefined ? data : new PyBytes(bytes),
      bytes,
      handlerName(errors, `${name}()`),
      final,
      'pair',
    );
  };
  return { [name]: ['(data, errors=None, final=True, /)', impl] };
}

function codecs_utf_7_encode(text: Value, _errors?: Value): Result {
  const t = textArgument(text, 'utf_7_encode() argument 1');
  return new PyTuple([new PyBytes(utf7Encode(codePoints(t))), t.length]);
}

function codecs_readbuffer_encode(data: Value, _errors?: Value): Result {
  const text = textOf(data);
  const bytes = text === undefined ? requireBytes(data).slice() : new TextEncoder().encode(hostString(text));
  return new PyTuple([new PyBytes(bytes), bytes.length]);
}

function codecs_charmap_decode(data: Value, errors?: Value, mapping: Value = None): Result {
  return charmapDecode(data, requireBytes(data), handlerName(errors, 'charmap_decode()'), mapping);
}

function codecs_charmap_encode(text: Value, errors?: Value, mapping: Value = None): Result {
  textArgument(text, 'charmap_encode() argument 1');
  return charmapEncode(text, handlerName(errors, 'charmap_encode()'), mapping);
}

export const _codecsModule: NativeModule = {
  name: '_codecs',
  functions: lendingAll({
    register: ['(search_function, /)', codecs_register, 'Register a codec search function.'],
    unregister: [
      '(search_function, /)',
      codecs_unregister,
      "Unregister a codec search function and clear the registry's cache.",
    ],
    lookup: [
      '(encoding, /)',
      codecs_lookup,
      'Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.',
    ],
    encode: [
      "(obj, encoding='utf-8', errors='strict')",
      codecs_encode,
      'Encodes obj using the codec registered for encoding.',
    ],
    decode: [
      "(obj, encoding='utf-8', errors='strict')",
      codecs_decode,
      'Decodes obj using the codec registered for encoding.',
    ],
    register_error: [
      '(errors, handler, /)',
      codecs_register_error,
      'Register the specified error handler under the name errors.',
    ],
    lookup_error: [
      '(name, /)',
      codecs_lookup_error,
      'Return the error handler for the specified error handling name.',
    ],
    escape_decode: [
      '(data, errors=None, /)',
      (data: Value, errors?: Value) => escapeDecode(data, handlerName(errors, 'escape_decode()')),
    ],
    escape_encode: ['(data, errors=None, /)', (data: Value) => escapeEncode(data)],
    ...decoding('utf-8', utf8Decoder),
    ...encoding(utf8Writer),
    ...decoding('utf-7', utf7Decoder, false, 'utf7'),
    utf_7_encode: ['(str, errors=None, /)', codecs_utf_7_encode],
    ...marked('utf-16'),
    ...marked('utf-32'),
    ...escaped('unicode_escape_decode', 'unicodeescape', unicodeEscapeDecoder),
    ...encoding(unicodeEscapeWriter, 'unicode_escape'),
    ...escaped('raw_unicode_escape_decode', 'rawunicodeescape', rawUnicodeEscapeDecoder),
    ...encoding(rawUnicodeEscapeWriter, 'raw_unicode_escape'),
    ...decoding('latin-1', latin1Decoder, true),
    ...encoding(latin1Writer),
    ...decoding('ascii', asciiDecoder, true),
    ...encoding(asciiWriter),
    charmap_decode: ['(data, errors=None, mapping=None, /)', codecs_charmap_decode],
    charmap_encode: ['(str, errors=None, mapping=None, /)', codecs_charmap_encode],
    charmap_build: ['(map, /)', (map: Value) => charmapBuild(textArgument(map, 'charmap_build() argument'))],
    readbuffer_encode: ['(data, errors=None, /)', codecs_readbuffer_encode],
  }),
};
