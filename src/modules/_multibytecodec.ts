// _multibytecodec and the modules that have the codecs of East Asia: the classes. What they do is in multibyte/, and where it
// calls Python in python/multibyte.py.
import { defineIntrinsics, frozenFunction, inPython } from '../machine/frozen.ts';
import { requireBytes } from '../objects/buffer.ts';
import { PyBytes } from '../objects/bytes.ts';
import { ByteWriter } from '../objects/codecs.ts';
import { converted } from '../objects/conversion.ts';
import {
  attributeErrorType,
  lookupErrorType,
  newException,
  raise,
  typeError,
  typeErrorType,
  valueErrorType,
} from '../objects/exception.ts';
import { lending } from '../objects/lending.ts';
import {
  checkKeywords,
  defineGetSets,
  defineMembers,
  defineMethods,
  defineStaticMethods,
  tooManyArguments,
} from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { pickleByFields } from '../stackless/pickling/tables.ts';
import type { Multibyte } from './multibyte/encoding.ts';
import { encodingOf, ENCODINGS } from './multibyte/encodings.ts';
import { decodeBytes, decodeIncomplete, encodeStr } from './multibyte/operations.ts';
import type { NativeModule } from './native-module.ts';

const STATE_SIZE = 8;

// --- MultibyteCodec ----------------------------------------------------------------------------------------------------

class MultibyteCodec extends PyObject {
  /** The name of the encoding. */
  encoding = '';
}

const codecType = builtinType('MultibyteCodec', MultibyteCodec, { module: '_multibytecodec', final: true });

function beginning(encoding: Multibyte, isEncoding: boolean): Uint8Array {
  const state = new Uint8Array(STATE_SIZE);
  encoding.begin(state, isEncoding);
  return state;
}

/** The name of the error handler that the argument of a method is. */
function errorsArgument(who: string, errors: Value): string {
  if (errors === None) return 'strict';
  const text = textOf(errors);
  if (text !== undefined) return hostString(text);
  throw newException(
    typeErrorType,
    `${who}() argument 'errors' must be str or None, not ${typeOf(errors).name}`,
  );
}

function codec_encode(self: MultibyteCodec, input: Value, errors: Value = None): Result {
  const handler = errorsArgument('encode', errors);
  if (textOf(input) === undefined) return frozenFunction('multibyte', 'encode').call3(self, input, errors);
  return encodeStr(self.encoding, input, beginning(encodingOf(self.encoding), true), handler, true);
}

function codec_decode(self: MultibyteCodec, input: Value, errors: Value = None): Result {
  const data = requireBytes(input);
  const handler = errorsArgument('decode', errors);
  const state = beginning(encodingOf(self.encoding), false);
  return decodeBytes(self.encoding, data.slice(), state, handler, 'mistake');
}

defineMethods(codecType, {
  encode: ['($self, /, input, errors=None)', codec_encode],
  decode: ['($self, /, input, errors=None)', lending(codec_decode)],
});

// --- What remembers something between calls ----------------------------------------------------------------------------

/** What all four classes have. */
abstract class Stateful extends PyObject {
  encoding = '';
  errors = 'strict';
  state: Uint8Array = new Uint8Array(STATE_SIZE);
  /** What waits for more: text of an encoder, bytes of a decoder. */
  pending: Value = '';
  stream: Value = None;
}
abstract class Encoder extends Stateful {
  override pending: Value = '';
}
abstract class Decoder extends Stateful {
  override pending: Value = new PyBytes();
}

class IncrementalEncoder extends Encoder {}
class IncrementalDecoder extends Decoder {}
class StreamReader extends Decoder {}
class StreamWriter extends Encoder {}

/** The arguments of a constructor, as PyArg_ParseTupleAndKeywords takes them. */
function constructorArguments(
  who: string,
  names: readonly string[],
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): (Value | undefined)[] {
  const given = args.length + keywords.size;
  if (given > names.length) throw tooManyArguments(who, names.length, args.length === 0, given);
  const values = names.map((name, i) => args[i] ?? keywords.get(name));
  if (names[0] === 'stream' && values[0] === undefined)
    throw newException(typeErrorType, `${who}() missing required argument 'stream' (pos 1)`);
  names.slice(0, args.length).forEach((name, i) => {
    if (keywords.has(name))
      throw newException(
        typeErrorType,
        `argument for ${who}() given by name ('${name}') and position (${i + 1})`,
      );
  });
  checkKeywords(who, keywords, names);
  return values;
}

/** One of the classes; `title` is what CPython calls it in messages. */
function statefulType(layout: new () => Stateful, title: string, hasStream: boolean): PyType {
  const type = builtinType(`Multibyte${title}`, layout, { module: '_multibytecodec' });
  const names = hasStream ? ['stream', 'errors'] : ['errors'];
  const stateful_new = (cls: PyType, args: Value[], keywords: Map<string, Value>): Result => {
    const values = constructorArguments(title, names, args, keywords);
    const errors = values.at(-1);
    const self = new cls.Ctor() as unknown as Stateful;
    if (errors !== undefined) {
      const text = textOf(errors);
      if (text === undefined) {
        const kind = errors === None ? 'None' : typeOf(errors).name;
        return typeError(`${title}() argument ${names.length} must be str, not ${kind}`);
      }
      self.errors = hostString(text);
    }
    if (hasStream) self.stream = values[0]!;
    return frozenFunction('multibyte', 'begin').call2(self, cls);
  };
  defineStaticMethods(type, { __new__: ['(cls, *args, **kwargs)', stateful_new] });
  defineMethods(type, { __init__: ['($self, /, *args, **kwargs)', (): Result => None] });
  defineGetSets(type, {
    errors: [(self: Stateful): Result => fromHost(self.errors), setErrors, 'how to treat errors'],
  });
  if (hasStream) defineMembers(type, { stream: [(self: Stateful): Result => self.stream] });
  return type;
}

function setErrors(self: Stateful, value: Value | undefined): Result {
  if (value === undefined) return raise(attributeErrorType, 'cannot delete attribute');
  const text = textOf(value);
  if (text === undefined) return typeError('errors must be a string');
  self.errors = hostString(text);
  return None;
}

/** Begins with what the class has as `codec`. */
function mb_begin(self: Stateful, codec: Value): Result {
  if (!(codec instanceof MultibyteCodec)) return typeError('codec is unexpected type');
  self.encoding = codec.encoding;
  self.state = beginning(encodingOf(codec.encoding), self instanceof Encoder);
  self.pending = self instanceof Encoder ? '' : new PyBytes();
  return None;
}

function mb_keep(self: Stateful, pending: Value): Result {
  self.pending = pending;
  return None;
}

function mb_set_state(self: Stateful, state: PyBytes): Result {
  self.state.set(state.data);
  return None;
}

defineIntrinsics({
  mb_begin: ['(self, codec, /)', mb_begin],
  mb_encoding: ['(self, /)', (self: Stateful): Result => self.encoding],
  mb_pending: ['(self, /)', (self: Stateful): Result => self.pending],
  mb_keep: ['(self, pending, /)', mb_keep],
  mb_state: ['(self, /)', (self: Stateful): Result => new PyBytes(self.state.slice())],
  mb_set_state: ['(self, state, /)', mb_set_state],
  mb_stream: ['(self, /)', (self: Stateful): Result => self.stream],
  mb_encode: [
    '(self, text, final, /)',
    (self: Stateful, text: Value, final: boolean): Result =>
      encodeStr(self.encoding, text, self.state, self.errors, final),
  ],
  mb_decode: [
    '(self, data, /)',
    (self: Stateful, data: PyBytes): Result =>
      decodeBytes(self.encoding, data.data, self.state, self.errors, 'left'),
  ],
  mb_decode_incomplete: [
    '(self, data, position, /)',
    (self: Stateful, data: PyBytes, position: number): Result =>
      decodeIncomplete(self.encoding, data.data, position, self.state, self.errors),
  ],
});

function encoder_encode(self: Encoder, input: Value, final: Value = false): Result {
  if (typeof final !== 'boolean')
    return converted(encoder_encode, [self, input, final], [null, null, 'truth']);
  return frozenFunction('multibyte', 'encode_more').call3(self, input, final);
}

function encoder_reset(self: Encoder): Result {
  encodingOf(self.encoding).resetEncoder(self.state, new ByteWriter());
  self.pending = '';
  return None;
}

function decoder_decode(self: Decoder, input: Value, final: Value = false): Result {
  const data = requireBytes(input);
  if (typeof final !== 'boolean')
    return converted(decoder_decode, [self, input, final], [null, null, 'truth']);
  return frozenFunction('multibyte', 'decode_more').call3(self, new PyBytes(data.slice()), final);
}

function decoder_reset(self: Decoder): Result {
  encodingOf(self.encoding).resetDecoder(self.state);
  self.pending = new PyBytes();
  return None;
}

const incrementalEncoder = statefulType(IncrementalEncoder, 'IncrementalEncoder', false);
defineMethods(incrementalEncoder, {
  encode: ['($self, /, input, final=False)', encoder_encode],
  getstate: ['($self, /)', inPython('multibyte', 'encoder_getstate')],
  setstate: ['($self, state, /)', inPython('multibyte', 'encoder_setstate')],
  reset: ['($self, /)', encoder_reset],
});

const incrementalDecoder = statefulType(IncrementalDecoder, 'IncrementalDecoder', false);
defineMethods(incrementalDecoder, {
  decode: ['($self, /, input, final=False)', lending(decoder_decode)],
  getstate: ['($self, /)', inPython('multibyte', 'decoder_getstate')],
  setstate: ['($self, state, /)', inPython('multibyte', 'decoder_setstate')],
  reset: ['($self, /)', decoder_reset],
});

const streamReader = statefulType(StreamReader, 'StreamReader', true);
defineMethods(streamReader, {
  read: ['($self, sizeobj=None, /)', inPython('multibyte', 'read')],
  readline: ['($self, sizeobj=None, /)', inPython('multibyte', 'readline')],
  readlines: ['($self, sizehintobj=None, /)', inPython('multibyte', 'readlines')],
  reset: ['($self, /)', decoder_reset],
});

const streamWriter = statefulType(StreamWriter, 'StreamWriter', true);
defineMethods(streamWriter, {
  write: ['($self, strobj, /)', inPython('multibyte', 'write')],
  writelines: ['($self, lines, /)', inPython('multibyte', 'writelines')],
  reset: ['($self, /)', inPython('multibyte', 'reset_writer')],
});

pickleByFields(codecType, incrementalEncoder, incrementalDecoder, streamReader, streamWriter);

export const _multibytecodecModule: NativeModule = {
  name: '_multibytecodec',
  functions: {
    // CPython's modules of codecs make theirs with it, from capsules.
    __create_codec: ['(arg, /)', (): Result => raise(valueErrorType, 'argument type invalid')],
  },
  attributes: () => ({
    MultibyteIncrementalEncoder: incrementalEncoder,
    MultibyteIncrementalDecoder: incrementalDecoder,
    MultibyteStreamReader: streamReader,
    MultibyteStreamWriter: streamWriter,
  }),
};

// --- The modules of codecs ---------------------------------------------------------------------------------------------

function codecModule(name: string): NativeModule {
  const getcodec = (encoding: Value): Result => {
    const text = textOf(encoding);
    if (text === undefined) return typeError('encoding name must be a string.');
    const found = ENCODINGS[name]!.find((each) => each.name === text);
    if (found === undefined) return raise(lookupErrorType, 'no such codec is supported.');
    const codec = new MultibyteCodec();
    codec.encoding = found.name;
    return codec;
  };
  return { name, functions: { getcodec: ['(encoding, /)', getcodec, ''] } };
}

export const _codecsCnModule = codecModule('_codecs_cn');
export const _codecsHkModule = codecModule('_codecs_hk');
export const _codecsIso2022Module = codecModule('_codecs_iso2022');
export const _codecsJpModule = codecModule('_codecs_jp');
export const _codecsKrModule = codecModule('_codecs_kr');
export const _codecsTwModule = codecModule('_codecs_tw');
