// The builder: what all lowering of a tree to IR works with.
//
// One Builder makes one code object. It keeps the sequence being filled, the evaluation stack's depth, which locals are
// surely bound, and the blocks (loops, finally, handlers) that a jump out has to unwind. The lowering functions themselves are in
// lower-*.ts, in tables by node class; they reach each other through `expression` and `statement` here, so that no file
// of them imports another.
import type * as ast from '../syntax/ast.ts';
import { constantOperand } from './constants.ts';
import type { BranchIr, CallIr, CodeIr, FastIr, Ir, LineIr, ModuleIr, Operand, Point, TickIr } from './ir.ts';
import { cellName, localName } from './javascript-names.ts';
import type { Scope } from './scope.ts';
import type { ScopeTable } from './scopes.ts';

export type ExpressionLowering = (b: Builder, node: never) => Operand;
export type StatementLowering = (b: Builder, node: never) => void;

/** The tables of lowering functions; set up once by lower.ts. */
export interface Lowerings {
  expressions: Record<string, ExpressionLowering>;
  statements: Record<string, StatementLowering>;
}

/** How a module is to be lowered. */
export interface LowerOptions {
  /** The code will run with a namespace of its own for its names: it takes it as a parameter. */
  namespaceLocals: boolean;
  /** Global names are items of a mapping. */
  mappingGlobals: boolean;
  /** 0, 1 (-O) or 2 (-OO). */
  optimize: number;
  /** The code tells a trace function where it is. */
  traced: boolean;
  /** It is to be kept what is in the variables at each point (frame-kinds.ts). */
  kinds: boolean;
  /** The code is a built-in written in Python. */
  hidden: boolean;
}

/** What is shared by all code objects of a module. */
export class ModuleBuilder {
  readonly filename: string;
  readonly scopes: ScopeTable;
  readonly lowerings: Lowerings;
  readonly ir: ModuleIr;
  private readonly constantIndex = new Map<string, number>();
  private readonly globalNames = new Set<string>();
  /** The code is to tell a trace function where it is. */
  readonly traced: boolean;
  /** The code is a built-in written in Python. */
  readonly hidden: boolean;
  /** Coroutines are defined here: statements that are calls look at whether they drop one. */
  readonly hasCoroutines: boolean;
  /** Names are looked up in a namespace first (exec with separate locals). */
  readonly namespaceLocals: boolean;
  /** CO_FUTURE_* flags. */
  readonly futureFlags: number;
  /** Compiled with -O: assertions and `__debug__` are off. */
  readonly optimized: boolean;
  /** Compiled with -OO: docstrings are left out. */
  readonly withoutDocstrings: boolean;
  labels = 0;

  /** Global names are looked up as items of the globals. */
  readonly mappingGlobals: boolean;
  /** Somebody asks what is in the variables at each point (frame-kinds.ts). */
  readonly notesKinds: boolean;

  constructor(filename: string, scopes: ScopeTable, lowerings: Lowerings, options: LowerOptions) {
    this.traced = options.traced;
    this.notesKinds = options.kinds;
    this.hidden = options.hidden;
    this.optimized = options.optimize >= 1;
    this.withoutDocstrings = options.optimize >= 2;
    this.filename = filename;
    this.scopes = scopes;
    this.hasCoroutines = scopes.hasCoroutines;
    this.lowerings = lowerings;
    this.namespaceLocals = options.namespaceLocals;
    this.mappingGlobals = options.mappingGlobals;
    this.futureFlags = scopes.futureFlags;
    this.ir = { filename, codes: [], constants: [], globals: [], caches: [] };
  }

  /** The operand of a new inline cache, for one place in the code. */
  cache(className: 'AttributeCache' | 'SuperCache' | 'CallSite', args = ''): Operand {
    return `i${this.ir.caches.push(`new ${className}(${args})`) - 1}`;
  }

  /** The operand of a constant made by the JavaScript expression `source`; equal texts share one. */
  constant(source: string): Operand {
    let index = this.constantIndex.get(source);
    if (index === undefined) {
      index = this.ir.constants.length;
      this.ir.constants.push(source);
      this.constantIndex.set(source, index);
    }
    return `k${index}`;
  }

  useGlobal(name: string): void {
    if (this.globalNames.has(name)) return;
    this.globalNames.add(name);
    this.ir.globals.push(name);
  }
}

/** Something that a jump out of it has to unwind. */
export type Unwinding =
  | { kind: 'loop'; breakLabel: string; continueLabel: string; handled: Operand | null }
  | {
      kind: 'finally';
      /** Leaving the protected body: set `code`, then break to `label`. */
      label: string;
      code: string;
      value: string;
      /** The ways out that were used: 2 return, 3 break, 4 continue. */
      used: Set<number>;
      /** What is being handled around the statement. */
      handled: Operand | null;
    }
  /** An `except ... as name` body: the name is unbound on the way out. */
  | { kind: 'name'; clear: () => void };

export class Builder {
  readonly module: ModuleBuilder;
  readonly scope: Scope;
  readonly parent: Builder | null;
  readonly code: CodeIr;
  /** The sequence being filled. */
  out: Ir[];
  /** Next free temporary. */
  depth = 0;
  /** The JavaScript names of locals that are surely bound here. */
  bound = new Set<string>();
  /** Locals that some `del` or handler unbinds: always checked. */
  readonly unbindable: ReadonlySet<string>;
  /** The tree has `:=`, which may rebind a local between the operands of an expression. */
  readonly hasWalrus: boolean;
  blocks: Unwinding[] = [];
  /** What is being handled here: an operand, null for what was so at entry. */
  handled: Operand | null = null;
  /** Numbers of conditional annotations in this body. */
  readonly conditions = new Map<ast.AnnAssign, number>();
  /** For each handler around: what is handled outside it. */
  readonly outerHandled: (Operand | null)[] = [];
  /** The scope whose names are in effect: the code's own, or an inlined comprehension's. */
  current: Scope;
  /** JavaScript names of variables of inlined comprehensions, by scope and name. */
  readonly renamed = new Map<Scope, Map<string, string>>();
  position: ast.Position;
  /** Expression statements print their value (interactive mode). */
  printsValues = false;
  private nextRename = 0;

  constructor(module: ModuleBuilder, scope: Scope, parent: Builder | null, code: CodeIr, facts: BodyFacts) {
    this.module = module;
    this.scope = scope;
    this.current = scope;
    this.parent = parent;
    this.code = code;
    this.out = code.body;
    this.unbindable = facts.unbound;
    this.hasWalrus = facts.walrus;
    this.position = code.position;
  }

  // --- Dispatch ----------------------------------------------------------------------------------------------------

  expression(node: ast.Expr): Operand {
    const saved = this.position;
    this.position = node;
    if (node.nodeType === 'Name' || node.nodeType === 'Constant') this.markLine();
    const lower = this.module.lowerings.expressions[node.nodeType];
    if (lower === undefined) throw new Error(`cannot lower ${node.nodeType}`);
    const operand = lower(this, node as never);
    this.position = saved;
    return operand;
  }

  statement(node: ast.Stmt): void {
    this.position = node;
    const lower = this.module.lowerings.statements[node.nodeType];
    if (lower === undefined) throw new Error(`cannot lower ${node.nodeType}`);
    const depth = this.depth;
    this.beginStatement();
    lower(this, node as never);
    this.depth = depth;
  }

  statements(nodes: readonly ast.Stmt[]): void {
    for (const node of nodes) this.statement(node);
  }

  // --- Lines, for trace functions ----------------------------------------------------------------------------------

  /** See LineIr. */
  private place = '';

  /** What is emitted counts to the line before it, whatever its position. */
  private unmarked = false;

  /** What `fill` emits is at no line of its own. */
  withoutLine(fill: () => void): void {
    if (!this.module.traced) return fill();
    const outer = this.unmarked;
    this.unmarked = true;
    this.js('T.place = pc;');
    fill();
    this.js('pc = T.place;');
    this.unmarked = outer;
  }

  /** What follows is on the line of a position. */
  markLine(position: ast.Position = this.position): void {
    this.mark(position.lineno, `traceLine(f, ${position.lineno})`);
  }

  /** `event`, a call that gives a result, tells a trace function of something; at a line when that is not 0. */
  mark(line: number, event: string): void {
    if (!this.module.traced || this.unmarked) return;
    const { position, handled, place } = this;
    const ir: LineIr = { op: 'line', point: 0, line, event, position, handled, place };
    this.out.push(ir);
    this.noteKinds(ir);
  }

  /** One way of a test, or a jump; with `arrives` it leads to where it is told of. The caller keeps `c`. */
  way(way: BranchIr['way'], origin: BranchIr['origin'] = null, arrives = false): BranchIr | null {
    if (!this.module.traced || this.unmarked) return null;
    const { position, handled, place } = this;
    const ir: BranchIr = { op: 'branch', point: 0, way, position, handled, place, origin, target: null };
    if (way === 'left') ir.origin ??= ir;
    if (arrives) ir.target = ir;
    this.out.push(ir);
    this.noteKinds(ir);
    return ir;
  }

  /**
   * The truth in `c` decides which way to go. `jumps`: the truth with which the test is left for elsewhere. `arriving` are the ways that
   * lead to where they are told of; behind the left there may be a jump.
   */
  fork(
    jumps: boolean,
    position: ast.Position = this.position,
    arriving: readonly BranchIr['way'][] = [],
    jumpsLeft = false,
  ): void {
    if (!this.module.traced) return;
    const saved = this.position;
    this.position = position;
    let left: BranchIr | null = null;
    const then = this.sequence(() => {
      left = this.way('left', null, arriving.includes('left'));
      if (jumpsLeft) this.way('jump');
      this.js(`c = ${!jumps};`);
    });
    const otherwise = this.sequence(() => {
      this.way('right', left, arriving.includes('right'));
      this.js(`c = ${jumps};`);
    });
    this.emit({ op: 'if', test: jumps ? '!c' : 'c', then, otherwise });
    this.position = saved;
  }

  /** `if (test) fill`, where that leaves the way the code goes. With `arrives` that leads to where it is told of. */
  exitIf(test: string, fill: () => void, arrives = false): void {
    let origin: BranchIr['origin'] = null;
    const otherwise = this.sequence(() => (origin = this.way('left')));
    const then = this.sequence(() => {
      this.way('right', origin, arrives);
      fill();
    });
    this.emit({ op: 'if', test, then, otherwise });
  }

  /** What `fill` emits stands in a construct that has something on the evaluation stack: I an iterator, E an exception, W a manager. */
  inside<T>(what: 'I' | 'E' | 'W', fill: () => T): T {
    const outer = this.place;
    this.place += what;
    const result = fill();
    this.place = outer;
    return result;
  }

  // --- The evaluation stack ----------------------------------------------------------------------------------------

  /** What is in each temporary (see frame-kinds.ts). */
  private readonly kinds: string[] = [];

  /** What is in a temporary from here on, and so what has just been put there. */
  become(slot: string, kind: string): void {
    const noted = this.code.kinds;
    if (noted === null) return;
    this.kinds[Number(slot.slice(1))] = kind;
    if (kind === 'v') return;
    const last = this.out.at(-1);
    if ((last?.op === 'call' || last?.op === 'fast') && last.dst === slot)
      noted.set(last, { ...noted.get(last)!, gives: kind });
  }

  /** Keeps what is in the temporaries and locals at a point, if that is asked for. */
  private noteKinds(at: Point | LineIr | BranchIr): void {
    const { kinds } = this.code;
    if (kinds === null) return;
    // At a mark there may be operands beyond the stack.
    const temporaries = this.kinds.slice(0, 'depth' in at ? at.depth : undefined);
    kinds.set(at, { temporaries, bound: [...this.bound], gives: null });
  }

  /** Takes the next temporary. */
  push(kind = 'v'): string {
    if (this.code.kinds !== null) this.kinds[this.depth] = kind;
    const slot = `s${this.depth++}`;
    if (this.depth > this.code.slots) this.code.slots = this.depth;
    return slot;
  }

  /** Evaluates an expression into a temporary of its own, wherever its value is. */
  expressionToSlot(node: ast.Expr): string {
    const depth = this.depth;
    return this.toSlot(this.expression(node), depth);
  }

  /** Puts an operand into the temporary at `depth`. */
  toSlot(operand: Operand, depth: number): string {
    this.depth = depth;
    const slot = this.push();
    if (operand !== slot) this.js(`${slot} = ${operand};`);
    return slot;
  }

  /** As `expression`, but a number is put into a temporary, so that a property can follow it. */
  expressionToSlotIfNumber(node: ast.Expr): Operand {
    const depth = this.depth;
    const operand = this.expressionToSlotIfCall(node);
    return /^\(?-?\d/.test(operand) ? this.toSlot(operand, depth) : operand;
  }

  /** As `expression`; a local is copied when the tree has `:=`, as a later operand may rebind it. */
  expressionToSlotIfCall(node: ast.Expr): Operand {
    const depth = this.depth;
    const operand = this.expression(node);
    return this.hasWalrus && operand.startsWith('$') ? this.toSlot(operand, depth) : operand;
  }

  /**
   * Evaluates operands from left to right. A local that a later operand may rebind is copied first. Afterwards the
   * temporaries they hold are taken; the caller resets `depth`.
   */
  operands(nodes: readonly ast.Expr[]): Operand[] {
    const result: Operand[] = [];
    nodes.forEach((node, i) => {
      const depth = this.depth;
      let operand = this.expression(node);
      const isLater = i < nodes.length - 1;
      if (isLater && this.hasWalrus && operand.startsWith('$')) operand = this.toSlot(operand, depth);
      result.push(operand);
    });
    return result;
  }

  // --- Instructions ------------------------------------------------------------------------------------------------

  emit(ir: Ir): void {
    this.out.push(ir);
    if (ir.op === 'yield') this.noteKinds(ir);
  }

  js(text: string): void {
    this.out.push({ op: 'js', text });
  }

  point(): Point {
    return { point: 0, position: this.position, depth: this.depth, handled: this.handled };
  }

  /** `dst = call`; may be suspended. The temporaries at and above the present depth are dead while it is. */
  call(dst: string | null, call: string, lookup?: ast.Position, quick?: string): void {
    this.markLine();
    const ir: CallIr = {
      op: 'call',
      dst,
      call,
      ...(quick === undefined ? {} : { quick }),
      ...(lookup === undefined ? {} : { lookup }),
      ...this.point(),
    };
    this.out.push(ir);
    this.noteKinds(ir);
  }

  /** Calls with the operands' temporaries given back, and the result in the temporary at `depth`. */
  callInto(depth: number, call: string, lookup?: ast.Position, quick?: string): string {
    this.depth = depth;
    const slot = this.push();
    this.depth = depth;
    this.call(slot, call, lookup, quick);
    this.depth = depth + 1;
    return slot;
  }

  /** `quick`, `test ? value`, is tried before `slow`. */
  fast(dst: string | null, test: string, fast: string, slow: string, quick?: string): void {
    this.markLine();
    const before = quick === undefined ? {} : { quick };
    const ir: FastIr = { op: 'fast', dst, test, fast, slow, ...before, ...this.point() };
    this.out.push(ir);
    this.noteKinds(ir);
  }

  fastInto(depth: number, test: string, fast: string, slow: string, quick?: string): string {
    this.depth = depth;
    const slot = this.push();
    this.depth = depth;
    this.fast(slot, test, fast, slow, quick);
    this.depth = depth + 1;
    return slot;
  }

  check(test: string, call: string): void {
    this.markLine();
    this.out.push({ op: 'check', test, call, resumable: this.module.traced, ...this.point() });
  }

  tick(): void {
    const ir: TickIr = { op: 'tick', counts: false, ...this.point() };
    this.out.push(ir);
    this.noteKinds(ir);
  }

  /** In a function, which counts itself where it first needs to. */
  beginStatement(): void {
    if (this.code.kind !== 'function') return;
    const at = this.point();
    this.out.push({ op: 'mark', at });
    this.noteKinds(at);
  }

  /** Fills a sequence of its own. */
  sequence(fill: () => void): Ir[] {
    const saved = this.out;
    const sequence: Ir[] = [];
    this.out = sequence;
    fill();
    this.out = saved;
    return sequence;
  }

  /** Two branches; afterwards a local is surely bound when it is after both (or after the one that does not jump away). */
  branch(test: string, then: () => void, otherwise: () => void): void {
    const before = this.bound;
    this.bound = new Set(before);
    const thenIr = this.sequence(then);
    const afterThen = this.bound;
    this.bound = new Set(before);
    const otherwiseIr = this.sequence(otherwise);
    const afterOtherwise = this.bound;
    if (leaves(thenIr)) this.bound = afterOtherwise;
    else if (leaves(otherwiseIr)) this.bound = afterThen;
    else this.bound = intersection(afterThen, afterOtherwise);
    this.emit({ op: 'if', test, then: thenIr, otherwise: otherwiseIr });
  }

  /** Runs `fill` as something that may not have happened when what follows runs. */
  uncertain<T>(fill: () => T): T {
    const before = new Set(this.bound);
    const result = fill();
    this.bound = before;
    return result;
  }

  label(stem: string): string {
    return `${stem}${++this.module.labels}`;
  }

  // --- Names -------------------------------------------------------------------------------------------------------

  constant(value: ast.ConstantValue): Operand {
    return constantOperand(this.module, value);
  }

  /** A fresh JavaScript variable for a name of an inlined comprehension, kept in the frame. */
  rename(scope: Scope, name: string, isCell: boolean): string {
    let names = this.renamed.get(scope);
    if (names === undefined) {
      names = new Map();
      this.renamed.set(scope, names);
    }
    const js = `${isCell ? cellName(name) : localName(name)}$${++this.nextRename}`;
    names.set(name, js);
    this.code.locals.push({ js, name, within: null });
    return js;
  }

  mangle(name: string): string {
    return this.current.mangle(name);
  }
}

/** What a body's statements do that matters to lowering. */
export interface BodyFacts {
  unbound: ReadonlySet<string>;
  walrus: boolean;
}

/** Whether control never reaches the end of a sequence. */
export function leaves(sequence: readonly Ir[]): boolean {
  const last = sequence.findLast((ir) => ir.op !== 'mark');
  if (last === undefined) return false;
  switch (last.op) {
    case 'return':
    case 'reraise':
    case 'break':
    case 'continue':
      return true;
    case 'if':
      return leaves(last.then) && leaves(last.otherwise);
    case 'try':
      return leaves(last.body) && leaves(last.handler);
    default:
      return false;
  }
}

/** The names in both. */
export function intersection(a: Set<string>, b: Set<string>): Set<string> {
  const result = new Set<string>();
  for (const name of a) if (b.has(name)) result.add(name);
  return result;
}
