// Code objects in marshal's format. CPython writes bytecode; here it is the source that code was compiled from, the options, and
// which of its code objects it is. So what is read by another build of the compiler still is what the source means.
import { CodeObject, codeHooks } from '../objects/code.ts';
import { code_replace } from '../objects/code-methods.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, valueErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { plainTree, treeOfPlain } from './ast/plain.ts';

/** What is written in place of a code object; undefined for one whose source cannot be had. */
export function describeCode(code: CodeObject): Value | undefined {
  if (code.replacement !== null) return describeReplaced(code, code.replacement);
  const origin = codeHooks.origin(code);
  const source = origin === undefined ? undefined : sourceOf(origin.source);
  if (source === undefined) return undefined;
  const { index, fingerprint, compiler, options } = origin!;
  const { qualname, filename } = code;
  const strings = [qualname, fingerprint, compiler, filename, options].map(fromHost);
  return new PyTuple([index, ...strings, source]);
}

/** A copy made by `replace`: the original, what was replaced, and the constants. */
function describeReplaced(
  { consts }: CodeObject,
  { of, fields }: NonNullable<CodeObject['replacement']>,
): Value {
  const changes = new PyDict();
  for (const [name, value] of Object.entries(fields)) {
    const isNames = Array.isArray(value);
    const plain = isNames ? new PyTuple((value as string[]).map(fromHost)) : value;
    changes.setStr('co_' + name, typeof plain === 'string' ? fromHost(plain) : (plain as Value));
  }
  return new PyTuple([of, changes, new PyTuple(consts)]);
}

/** A text, or the plain form of a tree in a tuple; undefined when the file cannot be read any more. */
function sourceOf(source: () => Value): Value | undefined {
  let value: Value;
  try {
    value = source();
  } catch {
    return undefined;
  }
  return textOf(value) !== undefined ? value : new PyTuple([plainTree(value)]);
}

function bad(): Error {
  return newException(valueErrorType, 'bad marshal data (no code object)') as unknown as Error;
}

function textArgument(value: Value | undefined): string {
  const text = value === undefined ? undefined : textOf(value);
  if (text === undefined) throw bad();
  return hostString(text);
}

/** Makes code objects of what has been read; those of one source are made together. */
export class CodeReader {
  private readonly compiled = new Map<string, CodeObject[]>();

  /** Throws ValueError for what `describeCode` never gives, and what compiling throws. */
  read(description: Value): CodeObject {
    const parts = description instanceof PyTuple ? description.items : [];
    return parts[0] instanceof CodeObject ? this.replaced(parts) : this.original(parts);
  }

  private replaced([of, changes, consts]: Value[]): CodeObject {
    if (!(changes instanceof PyDict) || !(consts instanceof PyTuple)) throw bad();
    const keywords = new Map<string, Value>([['co_consts', consts]]);
    for (let i = changes.begin(); i < changes.end(); i++) {
      const key = changes.keyAt(i);
      if (key !== undefined) keywords.set(textArgument(key), changes.valueAt(i)!);
    }
    return code_replace(of as CodeObject, keywords);
  }

  private original([index, ...rest]: Value[]): CodeObject {
    const [qualname, fingerprint, compiler, filename, options] = rest.slice(0, 5).map(textArgument);
    const source = rest[5] ?? None;
    if (options === undefined || typeof index !== 'number') throw bad();
    const code = this.take(source, filename!, options, index);
    if (code === undefined || code.template.qualname !== qualname) throw bad();
    // The same compiler gives the same for the source unless that has changed between compiling and writing.
    const made = codeHooks.origin(code);
    if (made?.compiler === compiler && made?.fingerprint !== fingerprint) throw bad();
    return code;
  }

  private take(source: Value, filename: string, options: string, index: number): CodeObject | undefined {
    if (source instanceof PyTuple) return compile(source, filename, options)[index];
    const key = JSON.stringify([filename, options, textArgument(source)]);
    let codes = this.compiled.get(key);
    // What stands twice are two objects.
    if (codes?.[index] === undefined)
      this.compiled.set(key, (codes = [...compile(source, filename, options)]));
    const code = codes[index];
    delete codes[index];
    return code;
  }
}

function compile(source: Value, filename: string, options: string): CodeObject[] {
  const tree =
    source instanceof PyTuple && source.items.length === 1 ? treeOfPlain(source.items[0]!) : source;
  const codes = codeHooks.compile(tree, filename, options, false);
  if (codes === undefined) throw bad();
  return codes;
}
