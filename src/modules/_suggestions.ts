// _suggestions: what `traceback` proposes in place of a misspelt name.
import { typeError } from '../objects/exception.ts';
import { listType, type PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { suggest } from '../objects/text/suggestions.ts';
import { typeOf } from '../objects/typeof.ts';
import type { NativeModule } from './native-module.ts';

function _suggestions_generate_suggestions(candidates: Value, item: Value): Result {
  if (typeOf(candidates) !== listType) return typeError('candidates must be a list');
  const name = textOf(item);
  if (name === undefined)
    return typeError(`_generate_suggestions() argument 2 must be str, not ${typeOf(item).name}`);
  const names: string[] = [];
  for (const candidate of (candidates as PyList).items) {
    const text = textOf(candidate);
    if (text === undefined) return typeError("all elements in 'candidates' must be strings");
    names.push(hostString(text));
  }
  const found = suggest(hostString(name), names);
  return found === null ? None : fromHost(found);
}

export const _suggestionsModule: NativeModule = {
  name: '_suggestions',
  functions: {
    _generate_suggestions: [
      '(candidates, item, /)',
      _suggestions_generate_suggestions,
      "Returns the candidate in candidates that's most similar to item",
    ],
  },
};
