// The East Asian encodings by name, and the modules that CPython has them in.
import { lookupErrorType, newException } from '../../objects/exception.ts';
import { ExtendedUnixJapanese, ExtendedUnixKorean, Gb18030, type Multibyte, Stateless } from './encoding.ts';
import { Hz } from './hz.ts';
import { iso2022Encodings } from './iso2022.ts';

const plain = (...names: string[]): Multibyte[] => names.map((name) => new Stateless(name));

/** The encodings of each module. */
export const ENCODINGS: Readonly<Record<string, readonly Multibyte[]>> = {
  _codecs_cn: [...plain('gb2312', 'gbk'), new Gb18030('gb18030'), new Hz()],
  _codecs_hk: plain('big5hkscs'),
  _codecs_iso2022: iso2022Encodings,
  _codecs_jp: [
    ...plain('shift_jis', 'cp932', 'shift_jis_2004', 'shift_jisx0213'),
    ...['euc_jp', 'euc_jis_2004', 'euc_jisx0213'].map((name) => new ExtendedUnixJapanese(name)),
  ],
  _codecs_kr: [new ExtendedUnixKorean('euc_kr'), ...plain('cp949', 'johab')],
  _codecs_tw: plain('big5', 'cp950'),
};

const byName = new Map(Object.values(ENCODINGS).flatMap((all) => all.map((each) => [each.name, each])));

/** The encoding of that name; throws if there is none, as only a forged pickle can say. */
export function encodingOf(name: string): Multibyte {
  const found = byName.get(name);
  if (found === undefined) throw newException(lookupErrorType, 'no such codec is supported.');
  return found;
}
