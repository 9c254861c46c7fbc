// The decoder and the encoder of text files in UTF-8, which need nothing of the package `encodings`. They do what the
// incremental ones of codecs do; what is written is encoded by str.encode.
import { hostString, textOf } from '../../objects/str.ts';
import { decodeValidUtf8, decodeWith, normalizedEncoding, utf8Decoder } from '../../objects/codecs.ts';
import { requireBytes } from '../../objects/buffer.ts';
import { PyBytes } from '../../objects/bytes.ts';
import { defineIntrinsics } from '../../machine/frozen.ts';
import { converted } from '../../objects/conversion.ts';
import { defineMethods } from '../../objects/native.ts';
import { None } from '../../objects/none.ts';
import { PyObject, type Result, type Value } from '../../objects/object.ts';
import { Steps } from '../../objects/steps.ts';
import { PyTuple } from '../../objects/tuple.ts';
import { builtinType } from '../../objects/type.ts';

const NOTHING = new PyBytes();

/** Decodes UTF-8 that comes in pieces. */
export class Utf8Decoder extends PyObject {
  readonly errors: string;
  /** The beginning of a character, whose other bytes are to come. */
  kept: PyBytes = NOTHING;

  constructor(errors: string) {
    super();
    this.errors = errors;
  }

  /** The text of the next piece, if there is nothing wrong with it; else undefined, and nothing has changed. */
  quick(bytes: Uint8Array, final: boolean): Value | undefined {
    const whole = final ? bytes.length : wholeCharacters(bytes);
    const text = decodeValidUtf8(whole === bytes.length ? bytes : bytes.subarray(0, whole));
    if (text !== undefined) this.kept = whole === bytes.length ? NOTHING : new PyBytes(bytes.slice(whole));
    return text;
  }
  /** What was kept, and the next piece. */
  joined(input: Uint8Array): Uint8Array {
    const { data } = this.kept;
    if (data.length === 0) return input;
    const bytes = new Uint8Array(data.length + input.length);
    bytes.set(data);
    bytes.set(input, data.length);
    return bytes;
  }
}
builtinType('utf8_decoder', Utf8Decoder, { module: '_io' });

/** How many of the bytes are there without a character at the end that is not complete. */
function wholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let i = length - 1; i >= 0 && i > length - 4; i--) {
    const b = bytes[i]!;
    if (b < 0x80) return length;
    if (b < 0xc0) continue;
    const size = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    return i + size > length ? i : length;
  }
  return length;
}

/** Decodes where something is wrong, which an error handler may have to mend. */
class Utf8DecodeOperation extends Steps {
  private readonly decoder: Utf8Decoder;
  private readonly bytes: Uint8Array;
  private readonly final: boolean;
  constructor(decoder: Utf8Decoder, bytes: Uint8Array, final: boolean) {
    super();
    this.decoder = decoder;
    this.bytes = bytes;
    this.final = final;
  }
  step(n: number, value: Value): Result {
    const { decoder, bytes } = this;
    if (n === 0)
      return decodeWith('utf-8', utf8Decoder, new PyBytes(bytes), bytes, decoder.errors, this.final, 'pair');
    const [text, used] = (value as PyTuple).items;
    decoder.kept = new PyBytes(bytes.slice(used as number));
    return this.finish(text!);
  }
}

function utf8_decode(self: Utf8Decoder, input: Value, final: Value = false): Result {
  if (typeof final !== 'boolean') return converted(utf8_decode, [self, input, final], [null, null, 'truth']);
  const bytes = self.joined(requireBytes(input));
  return self.quick(bytes, final) ?? new Utf8DecodeOperation(self, bytes, final).run();
}

defineMethods(Utf8Decoder.prototype.cls, {
  decode: ['($self, input, final=False)', utf8_decode],
  getstate: ['($self, /)', (self: Utf8Decoder): Result => new PyTuple([self.kept, 0])],
  setstate: [
    '($self, state, /)',
    (self: Utf8Decoder, state: PyTuple): Result => {
      self.kept = state.items[0] as PyBytes;
      return None;
    },
  ],
  reset: [
    '($self, /)',
    (self: Utf8Decoder): Result => {
      self.kept = NOTHING;
      return None;
    },
  ],
});

/** Stands for an encoder that has no state. */
export class Utf8Encoder extends PyObject {}
builtinType('utf8_encoder', Utf8Encoder, { module: '_io' });
const nothing = (): Result => None;
defineMethods(Utf8Encoder.prototype.cls, {
  setstate: ['($self, state, /)', nothing],
  reset: ['($self, /)', nothing],
});

defineIntrinsics({
  is_utf8: [
    '(encoding, /)',
    (encoding: Value): Result => normalizedEncoding(hostString(textOf(encoding)!)) === 'utf-8',
  ],
  utf8_decoder: ['(errors, /)', (errors: string): Result => new Utf8Decoder(errors)],
  utf8_encoder: ['()', (): Result => new Utf8Encoder()],
});
