// str.format, str.format_map and `%`.
//
// A template is parsed once (text/brace-format.ts) and then done piece by piece in steps, as finding a value, following
// its attributes and formatting it may all call Python code.
//
// Where the result is one object's text, in one piece, CPython gives that object; it shows where its class is a subclass
// of str.
import { ABRUPT } from '../machine/abrupt.ts';
import type { Size } from '../machine/numbers.ts';
import { getAttribute } from '../operators/attribute.ts';
import { getItem } from '../operators/item.ts';
import { ascii, format, repr, str } from '../operators/repr.ts';
import { indexErrorType, keyErrorType, raise, valueErrorType } from './exception.ts';
import { defineMethods } from './native.ts';
import { None, NotImplemented } from './none.ts';
import type { Result, Value } from './object.ts';
import { PercentOperation, plainPercent, quickPercent } from './percent.ts';
import { Steps } from './steps.ts';
import { hostString, makeStr, strType, textOf, type Text } from './str.ts';
import { selfText } from './str-search.ts';
import {
  type BraceField,
  type BracePiece,
  parseBraceFormat,
  unknownConversion,
} from './text/brace-format.ts';
import { parsePercentFormat } from './text/percent-format.ts';
import { concatTexts } from './text/text.ts';

/** Where the values of fields come from. */
export interface FieldSource {
  /** Null for format_map. */
  args: readonly Value[] | null;
  keywords: ReadonlyMap<string, Value> | null;
  /** The argument of format_map. */
  mapping: Value | null;
}

/** Numbers of the steps. */
const Step = { Piece: 0, Follow: 1, Convert: 2, Spec: 3, Format: 4, Add: 5 } as const;

class BraceOperation extends Steps {
  private readonly pieces: readonly BracePiece[];
  private readonly source: FieldSource;
  private index: Size = 0;
  private pathIndex: Size = 0;
  private value: Value = None;
  private readonly parts: Text[] = [];

  constructor(pieces: readonly BracePiece[], source: FieldSource) {
    super();
    this.pieces = pieces;
    this.source = source;
  }

  private get field(): BraceField {
    return this.pieces[this.index - 1]!.field!;
  }

  step(n: number, value: Value): Result {
    switch (n) {
      case Step.Piece:
        return this.nextField();
      case Step.Follow:
        return this.follow(value);
      case Step.Convert:
        return this.convert(value);
      case Step.Spec: {
        this.value = value;
        const { spec } = this.field;
        if (typeof spec === 'string' || spec instanceof Uint32Array) return makeStr(spec);
        return new BraceOperation(spec, this.source).run();
      }
      case Step.Format:
        return format(this.value, makeStr(textOf(value)!));
      default:
        return this.add(value);
    }
  }

  /** Goes over literals to the next field, and looks its value up. */
  private nextField(): Result {
    for (;;) {
      const piece = this.pieces[this.index++];
      if (piece === undefined) return this.finish(this.result());
      if (piece.error !== undefined) throw piece.error;
      if (piece.literal.length > 0) this.parts.push(piece.literal);
      const { field } = piece;
      if (field === undefined) continue;
      if (field.error !== undefined) throw field.error;
      this.pathIndex = 0;
      return this.argument(field.first);
    }
  }

  private add(value: Value): Result {
    const text = textOf(value)!;
    const isLast = this.index === this.pieces.length;
    if (isLast && text.length > 0 && this.parts.every(isEmpty)) return this.finish(value);
    this.parts.push(text);
    this.at = Step.Piece;
    return 0;
  }

  private result(): Result {
    return makeStr(concatTexts(this.parts));
  }

  private argument(first: number | Text): Result {
    const { args, keywords, mapping } = this.source;
    if (typeof first === 'number') {
      if (args === null) return raise(valueErrorType, 'Format string contains positional fields');
      return (
        args[first] ??
        raise(indexErrorType, `Replacement index ${first} out of range for positional args tuple`)
      );
    }
    if (mapping !== null) return getItem(mapping, makeStr(first));
    return keywords?.get(hostString(first)) ?? raise(keyErrorType, makeStr(first));
  }

  private follow(value: Value): Result {
    const step = this.field.path[this.pathIndex++];
    if (step === undefined) return value;
    this.at = Step.Follow;
    if (step.kind === 'error') throw step.error;
    if (step.kind === 'attribute') return getAttribute(value, hostString(step.name));
    return getItem(value, typeof step.index === 'number' ? step.index : makeStr(step.index));
  }

  private convert(value: Value): Result {
    switch (this.field.conversion) {
      case 0:
        return value;
      case 114:
        return repr(value);
      case 115:
        return str(value);
      case 97:
        return ascii(value);
    }
    throw unknownConversion(this.field.conversion);
  }
}

/** `template.format(...)` with values from `source`. */
function formatTemplate(template: Value, source: FieldSource): Result {
  const pieces = parseBraceFormat(selfText(template));
  const result = new BraceOperation(pieces, source).run();
  return isOnlyLiteral(template, pieces) && result !== ABRUPT ? template : result;
}

/** Whether a template is its own result: there is something, and it all stands for itself. */
function isOnlyLiteral(template: Value, pieces: readonly { readonly literal: Text }[]): boolean {
  if (typeof template === 'string' || pieces.length !== 1) return false;
  const { length } = selfText(template);
  return length > 0 && pieces[0]!.literal.length === length;
}

function isEmpty(text: Text): boolean {
  return text.length === 0;
}

function str_format(self: Value, args: Value[], keywords: Map<string, Value>): Result {
  return formatTemplate(self, { args, keywords, mapping: null });
}

function str_format_map(self: Value, mapping: Value): Result {
  return formatTemplate(self, { args: null, keywords: null, mapping });
}

function str_mod(self: Value, value: Value): Result {
  const pieces = parsePercentFormat(selfText(self));
  const result =
    quickPercent(pieces, value) ??
    plainPercent(pieces, value) ??
    new PercentOperation(pieces, value, false).run();
  return isOnlyLiteral(self, pieces) && result !== ABRUPT ? self : result;
}

function str_rmod(self: Value, value: Value): Result {
  return textOf(value) === undefined ? NotImplemented : str_mod(value, self);
}

defineMethods(strType, {
  format: [
    '($self, /, *args, **kwargs)',
    str_format,
    'Return a formatted version of the string, using substitutions from args and kwargs.',
  ],
  format_map: [
    '($self, mapping, /)',
    str_format_map,
    'Return a formatted version of the string, using substitutions from mapping.',
  ],
  __mod__: ['($self, value, /)', str_mod, 'Return self%value.'],
  __rmod__: ['($self, value, /)', str_rmod, 'Return value%self.'],
});
