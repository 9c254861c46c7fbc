// Names: how each is loaded, bound and unbound.
//
//   fast local       $x            a JavaScript variable; undefined while unbound
//   cell             c_x.value     made here, or of an enclosing function (closure)
//   global           g_x, b_x      cells of the globals and of the built-ins
//   namespace        ns            a class body, or code run with separate locals: any mapping
import type * as ast from '../syntax/ast.ts';
import type { Builder } from './builder.ts';
import type { Operand } from './ir.ts';
import type { Scope } from './scope.ts';
import { stringText } from './constants.ts';
import { builtinName, cellName, globalName, localName } from './javascript-names.ts';

/** Where a name is kept. */
export type Place =
  | { kind: 'local'; js: string; renamed: boolean }
  | { kind: 'cell'; js: string }
  | { kind: 'global' }
  | { kind: 'namespace' }
  /** Looked for in the class's namespace first. */
  | { kind: 'class-cell'; js: string; dict: string }
  | { kind: 'class-global'; dict: string };

/** Where the (mangled) name is kept, seen from `scope` in the code being built. */
export function placeOf(b: Builder, name: string, scope: Scope = b.current): Place {
  let host = scope;
  for (; host.inlined; host = host.parent!) {
    const js = b.renamed.get(host)?.get(name);
    if (js !== undefined)
      return js.startsWith('c_') ? { kind: 'cell', js } : { kind: 'local', js, renamed: true };
    if (host.binds(name)) break;
  }
  // Comprehensions don't see the names of the class whose body they stand in.
  if (scope.inlined && host.kind !== 'class') scope = host;
  const use = scope.lookup(name);
  switch (use) {
    case 'local':
      if (scope.isFunctionLike && !scope.inlined)
        return { kind: 'local', js: localName(name), renamed: false };
      return scope.kind === 'module' && !b.module.namespaceLocals
        ? { kind: 'global' }
        : { kind: 'namespace' };
    case 'cell':
      return scope.kind === 'class' && !isClassCell(name)
        ? { kind: 'namespace' }
        : { kind: 'cell', js: cellName(name) };
    case 'free':
      return { kind: 'cell', js: cellName(name) };
    case 'free-class':
      return { kind: 'class-cell', js: cellName(name), dict: classNamespace(scope) };
    case 'global-class':
      return { kind: 'class-global', dict: classNamespace(scope) };
    case 'global-explicit':
      return { kind: 'global' };
    case 'global-implicit':
      if (scope.kind === 'class' && !scope.inlined) return { kind: 'namespace' };
      return scope.kind === 'module' && b.module.namespaceLocals ? { kind: 'namespace' } : { kind: 'global' };
  }
}

/** The cells that a class body makes for what is nested in it. */
export function isClassCell(name: string): boolean {
  return name === '__class__' || name === '__classdict__' || name === '__conditional_annotations__';
}

function classNamespace(scope: Scope): string {
  return scope.kind === 'class' ? 'ns' : `${cellName('__classdict__')}.value`;
}

function cells(b: Builder, name: string): string {
  b.module.useGlobal(name);
  return `${globalName(name)}, ${builtinName(name)}`;
}

/** Loads a name as the source spells it. */
export function loadName(b: Builder, id: string): Operand {
  return loadMangled(b, b.mangle(id));
}

/** Whether an expression is likely a module or class that a global leads to: `math`, `os.path`. */
export function isAnchored(b: Builder, node: ast.Expr): boolean {
  let root = node;
  while (root.nodeType === 'Attribute') root = root.value;
  if (root.nodeType !== 'Name' || b.code.kind === 'once' || b.module.mappingGlobals) return false;
  return placeOf(b, b.mangle(root.id)).kind === 'global';
}

/** The value of a name as it stands in the tables of scopes; raises NameError or UnboundLocalError where it may be unbound. */
export function loadMangled(b: Builder, name: string): Operand {
  const place = placeOf(b, name);
  const depth = b.depth;
  const text = stringText(name);
  switch (place.kind) {
    case 'local':
      if (!b.bound.has(place.js) || (!place.renamed && b.unbindable.has(name))) {
        b.check(`${place.js} === undefined`, `unboundLocal(${text})`);
        b.bound.add(place.js);
      }
      return place.js;
    case 'cell': {
      const slot = b.push();
      b.depth = depth;
      const free = b.scope.freevars.includes(name);
      b.check(
        `(${slot} = ${place.js}.value) === undefined`,
        `${free ? 'unboundFree' : 'unboundLocal'}(${text})`,
      );
      b.depth = depth + 1;
      return slot;
    }
    case 'global': {
      if (b.module.mappingGlobals) return b.callInto(depth, `loadGlobalItem(${text}, ${cells(b, name)})`);
      cells(b, name);
      const slot = b.push();
      b.depth = depth;
      b.check(
        `(${slot} = ${globalName(name)}.value) === undefined && (${slot} = ${builtinName(name)}.value) === undefined`,
        `nameError(${text})`,
      );
      b.depth = depth + 1;
      return slot;
    }
    case 'namespace':
      return b.callInto(depth, `loadName(ns, ${text}, ${cells(b, name)})`);
    case 'class-cell':
      return b.callInto(depth, `loadClassCell(${place.dict}, ${text}, ${place.js})`);
    case 'class-global':
      return b.callInto(
        depth,
        `${b.module.mappingGlobals ? 'loadNameOrItem' : 'loadName'}(${place.dict}, ${text}, ${cells(b, name)})`,
      );
  }
}

/** Binds a name to an operand. */
export function storeName(b: Builder, id: string, value: Operand): void {
  storeMangled(b, b.mangle(id), value);
}

/** As `storeName` with a value that nothing else uses: what has just been computed goes to a local without a temporary between. */
export function storeResult(b: Builder, id: string, value: Operand): void {
  const name = b.mangle(id);
  const place = placeOf(b, name);
  const last = b.out[b.out.length - 1];
  if (place.kind === 'local' && last?.op === 'fast' && last.dst === value) {
    last.dst = place.js;
    b.bound.add(name);
    if (last.position.lineno !== b.position.lineno) b.markLine();
  } else storeMangled(b, name, value);
}

/** Binds such a name. */
export function storeMangled(b: Builder, name: string, value: Operand): void {
  b.markLine();
  const place = placeOf(b, name);
  switch (place.kind) {
    case 'local':
      if (place.js !== value) b.js(`${place.js} = ${value};`);
      b.bound.add(place.js);
      return;
    case 'cell':
    case 'class-cell':
      return b.js(`${place.js}.value = ${value};`);
    case 'global':
      cells(b, name);
      return b.js(
        `if (${globalName(name)}.value !== undefined) ${globalName(name)}.value = ${value}; else storeGlobal(${globalName(name)}, ${value});`,
      );
    case 'class-global':
    case 'namespace':
      return b.call(null, `storeName(ns, ${stringText(name)}, ${value})`);
  }
}

/** `del name`. */
export function deleteName(b: Builder, id: string): void {
  b.markLine();
  const name = b.mangle(id);
  const place = placeOf(b, name);
  const text = stringText(name);
  switch (place.kind) {
    case 'local':
      b.check(`${place.js} === undefined`, `unboundLocal(${text})`);
      b.js(`${place.js} = undefined;`);
      b.bound.delete(place.js);
      return;
    case 'cell':
    case 'class-cell':
      b.check(
        `${place.js}.value === undefined`,
        `${b.scope.freevars.includes(name) ? 'unboundFree' : 'unboundLocal'}(${text})`,
      );
      return b.js(`${place.js}.value = undefined;`);
    case 'global':
      cells(b, name);
      b.check(`${globalName(name)}.value === undefined`, `nameError(${text})`);
      return b.js(`deleteGlobal(${globalName(name)});`);
    case 'class-global':
    case 'namespace':
      return b.call(null, `deleteName(ns, ${text})`);
  }
}

/** Unbinds a name without asking whether it is bound: at the end of `except ... as name`. */
export function clearName(b: Builder, id: string): void {
  const name = b.mangle(id);
  const place = placeOf(b, name);
  switch (place.kind) {
    case 'local':
      b.js(`${place.js} = undefined;`);
      b.bound.delete(place.js);
      return;
    case 'cell':
    case 'class-cell':
      return b.js(`${place.js}.value = undefined;`);
    case 'global':
      cells(b, name);
      return b.js(`if (${globalName(name)}.value !== undefined) deleteGlobal(${globalName(name)});`);
    case 'class-global':
    case 'namespace':
      return b.call(null, `clearName(ns, ${stringText(name)})`);
  }
}

/** The cell that a nested function captures for a free variable of its own. */
export function captureCell(b: Builder, name: string): string {
  const place = placeOf(b, name);
  if (place.kind === 'cell' || place.kind === 'class-cell') return place.js;
  return cellName(name);
}
