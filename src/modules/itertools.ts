// itertools: iterators that work on other iterators. They stand by what they do in the files itertools-*.ts, on iterator-tool.ts.
import {
  combinationsType,
  combinationsWithReplacementType,
  permutationsType,
  productType,
} from './itertools-combinatoric.ts';
import { accumulateType, batchedType, groupbyType, grouperType, pairwiseType } from './itertools-grouping.ts';
import { countType, cycleType, repeatType } from './itertools-infinite.ts';
import {
  compressType,
  dropwhileType,
  takewhileType,
  filterfalseType,
  starmapType,
  isliceType,
} from './itertools-selecting.ts';
import { chainType, teeType, zipLongestType, itertools_tee } from './itertools-several.ts';
import type { NativeModule } from './native-module.ts';

export const itertoolsModule: NativeModule = {
  name: 'itertools',
  doc: 'Functional tools for creating and using iterators.',
  functions: { tee: ['(iterable, n=2, /)', itertools_tee, 'Returns a tuple of n independent iterators.'] },
  attributes: () => ({
    accumulate: accumulateType,
    batched: batchedType,
    chain: chainType,
    combinations: combinationsType,
    combinations_with_replacement: combinationsWithReplacementType,
    compress: compressType,
    count: countType,
    cycle: cycleType,
    dropwhile: dropwhileType,
    filterfalse: filterfalseType,
    groupby: groupbyType,
    _grouper: grouperType,
    islice: isliceType,
    pairwise: pairwiseType,
    permutations: permutationsType,
    product: productType,
    repeat: repeatType,
    starmap: starmapType,
    takewhile: takewhileType,
    _tee: teeType,
    zip_longest: zipLongestType,
  }),
};
