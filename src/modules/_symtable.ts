// _symtable: the compiler's scopes, as CPython's symbol table shows them.
import { sourceText } from '../builtins/execute.ts';
import type { CompileMode } from '../compiler/compile.ts';
import type { Scope, ScopeKind, SymbolFacts } from '../compiler/scope.ts';
import { analyseScopes } from '../compiler/scopes.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { converted, isPathLike } from '../objects/conversion.ts';
import { PyDict } from '../objects/dict.ts';
import { newException, raise, typeErrorType, valueErrorType } from '../objects/exception.ts';
import { PyList } from '../objects/list.ts';
import { defineMembers, defineMethods } from '../objects/native.ts';
import { PyObject, type Result, type Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { builtinType } from '../objects/type.ts';
import { typeOf } from '../objects/typeof.ts';
import { identityOf } from '../operators/hash.ts';
import type { Mod } from '../syntax/ast.ts';
import type { NativeModule } from './native-module.ts';

/** What the flags of a symbol are called, and the scope in their upper bits. */
const FLAGS = {
  DEF_GLOBAL: 1,
  DEF_LOCAL: 2,
  DEF_PARAM: 4,
  DEF_NONLOCAL: 8,
  USE: 16,
  DEF_FREE_CLASS: 64,
  DEF_IMPORT: 128,
  DEF_BOUND: 134,
  DEF_ANNOT: 256,
  DEF_COMP_ITER: 512,
  DEF_TYPE_PARAM: 1024,
  DEF_COMP_CELL: 2048,
  SCOPE_OFF: 12,
  SCOPE_MASK: 15,
};
const SCOPES = { LOCAL: 1, GLOBAL_EXPLICIT: 2, GLOBAL_IMPLICIT: 3, FREE: 4, CELL: 5 };
const USES: Record<SymbolFacts['use'], number> = {
  local: SCOPES.LOCAL,
  'global-explicit': SCOPES.GLOBAL_EXPLICIT,
  'global-implicit': SCOPES.GLOBAL_IMPLICIT,
  free: SCOPES.FREE,
  cell: SCOPES.CELL,
};
const TYPES = {
  TYPE_FUNCTION: 0,
  TYPE_CLASS: 1,
  TYPE_MODULE: 2,
  TYPE_ANNOTATION: 3,
  TYPE_TYPE_ALIAS: 4,
  TYPE_TYPE_PARAMETERS: 5,
  TYPE_TYPE_VARIABLE: 6,
};
const KINDS: Record<ScopeKind, number> = {
  module: TYPES.TYPE_MODULE,
  function: TYPES.TYPE_FUNCTION,
  lambda: TYPES.TYPE_FUNCTION,
  class: TYPES.TYPE_CLASS,
  comprehension: TYPES.TYPE_FUNCTION,
  'generator-expression': TYPES.TYPE_FUNCTION,
  annotation: TYPES.TYPE_ANNOTATION,
  'type-parameters': TYPES.TYPE_TYPE_PARAMETERS,
  'type-alias': TYPES.TYPE_TYPE_ALIAS,
  'type-variable-bound': TYPES.TYPE_TYPE_VARIABLE,
};

class Entry extends PyObject {
  readonly name: string;
  readonly type: number;
  readonly nested: number;
  readonly lineno: number;
  readonly symbols = new PyDict();
  readonly varnames: PyList;
  readonly children = new PyList([]);

  constructor(name: string, type: number, isNested: boolean, lineno: number, varnames: readonly string[]) {
    super();
    this.name = name;
    this.type = type;
    this.nested = isNested ? 1 : 0;
    this.lineno = lineno;
    this.varnames = new PyList(varnames.map(fromHost));
  }

  addSymbol(name: string, flags: number, use: SymbolFacts['use']): void {
    this.symbols.setStr(name, flags | (USES[use] << FLAGS.SCOPE_OFF));
  }
}

const entryType = builtinType('symtable entry', Entry, { final: true });

function entry_repr(self: Entry): Result {
  return fromHost(`<symtable entry ${self.name}(${identityOf(self)}), line ${self.lineno}>`);
}

defineMethods(entryType, { __repr__: ['($self, /)', entry_repr] });
defineMembers(entryType, {
  id: [(self: Entry): Value => identityOf(self)],
  name: [(self: Entry): Value => fromHost(self.name)],
  symbols: [(self: Entry): Value => self.symbols],
  varnames: [(self: Entry): Value => self.varnames],
  children: [(self: Entry): Value => self.children],
  nested: [(self: Entry): Value => self.nested],
  type: [(self: Entry): Value => self.type],
  lineno: [(self: Entry): Value => self.lineno],
});

/** `<lambda>` is "lambda", `<generic parameters of f>` "f". */
function nameOf({ kind, name }: Scope): string {
  if (kind === 'module') return 'top';
  return name.replace(/^<(?:generic parameters of )?(.*)>$/, '$1');
}

function entryOf(scope: Scope): Entry {
  const entry = new Entry(nameOf(scope), KINDS[scope.kind], scope.isNested, scope.lineno, scope.parameters);
  for (const [name, { flags, use }] of scope.symbols) entry.addSymbol(name, flags, use);
  return entry;
}

/** The entry for a scope and all inside of it. */
function tableOf(top: Scope): Entry {
  const root = entryOf(top);
  const pending: [Scope, Entry][] = [[top, root]];
  while (pending.length > 0) {
    const [scope, entry] = pending.pop()!;
    for (const child of childrenOf(scope)) {
      if (lacksAnnotations(scope, child)) entry.children.items.push(emptyAnnotations(scope, child));
      const inner = entryOf(child);
      entry.children.items.push(inner);
      pending.push([child, inner]);
    }
  }
  return root;
}

/** The scopes inside of one; what is in a comprehension that stands in its code is in the scope itself. */
function childrenOf(scope: Scope): Scope[] {
  const found: Scope[] = [];
  const pending = scope.children.slice().reverse();
  while (pending.length > 0) {
    const child = pending.pop()!;
    if (child.inlined) pending.push(...child.children.slice().reverse());
    else found.push(child);
  }
  return found;
}

/** Whether a function has no annotations: CPython's table has a scope for them all the same. */
function lacksAnnotations(outer: Scope, scope: Scope): boolean {
  if (scope.kind !== 'function') return false;
  return !outer.children.some((child) => child.kind === 'annotation' && child.node === scope.node);
}

function emptyAnnotations(outer: Scope, { lineno, isNested }: Scope): Entry {
  const entry = new Entry('__annotate__', TYPES.TYPE_ANNOTATION, isNested, lineno, ['.format']);
  entry.addSymbol('.format', FLAGS.DEF_PARAM | FLAGS.USE, 'local');
  if (outer.kind === 'class' || outer.seesClass) entry.addSymbol('__classdict__', FLAGS.USE, 'free');
  return entry;
}

const MODES = ['exec', 'eval', 'single'];

function _symtable_symtable(source: Value, filename: Value, startstr: Value): Result {
  if (isPathLike(filename))
    return converted(_symtable_symtable, [source, filename, startstr], [null, 'path']);
  const name = filenameText(filename);
  const mode = textOf(startstr);
  if (mode === undefined)
    throw newException(typeErrorType, `symtable() argument 3 must be str, not ${typeOf(startstr).name}`);
  const text = sourceText(source, 'symtable', 'string or bytes object');
  if (text === undefined) return ABRUPT;
  if (!MODES.includes(hostString(mode)))
    return raise(valueErrorType, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  return machine.interpreter.compile({
    source: text,
    filename: name,
    mode: hostString(mode) as CompileMode,
    globals: null,
    flags: 0,
    analyse: (tree: Mod) => tableOf(analyseScopes(tree, name).top),
  });
}

function filenameText(filename: Value): string {
  const text = textOf(filename);
  if (text !== undefined) return hostString(text);
  if (filename instanceof PyBytes) return new TextDecoder().decode(filename.data);
  throw newException(
    typeErrorType,
    `expected str, bytes or os.PathLike object, not ${typeOf(filename).name}`,
  );
}

export const _symtableModule: NativeModule = {
  name: '_symtable',
  functions: { symtable: ['(source, filename, startstr, /)', _symtable_symtable] },
  attributes: () => ({ ...FLAGS, ...SCOPES, ...TYPES }),
};
