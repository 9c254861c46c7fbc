// The resumable intermediate representation: structured statements over JavaScript operands.
//
// An operand is JavaScript text that has no effect and cannot fail: a local (`$x`), a temporary (`s0`), a constant (`k3`,
// `5`, `"abc"`). Temporaries are an evaluation stack: at any moment those below `depth` are live, so liveness at a point
// is one number. An instruction that may run Python code or fail is a *point*: there the stack can be lifted, and execution goes on
// there with the value the operation gave. Points are numbered in textual order by the emitter, from 1, so that the points inside
// a statement are a contiguous range, which is how the resume body finds its way back to one.
import type { Position } from '../syntax/ast.ts';
import type { PointKinds } from './frame-kinds.ts';

export type Operand = string;

/** What every point carries. */
export interface Point {
  /** Number given by the emitter; 0 before. */
  point: number;
  position: Position;
  /** Temporaries that are live while suspended here. */
  depth: number;
  /** What `sys.exception()` is here: an operand; null where it is what it was when the function was entered. */
  handled: Operand | null;
}

/** `dst = value;` or any statement that cannot fail. */
export interface PureIr {
  op: 'js';
  text: string;
}

/** `dst = call`, where the call may return ABRUPT. */
export interface CallIr extends Point {
  op: 'call';
  /** Null when the value is not wanted. */
  dst: string | null;
  call: string;
  /** What is tried before, `test ? value`; then the call is not what usually happens. */
  quick?: string;
  /** Of a call `obj.name(...)` that looks the method up itself: where an exception of that look-up stands. */
  lookup?: Position;
}

/** `if (test) dst = fast; else dst = slow`, where only `slow` may return ABRUPT. With `dst` null, `fast` is a statement. */
export interface FastIr extends Point {
  op: 'fast';
  dst: string | null;
  test: string;
  fast: string;
  slow: string;
  /** What is tried before `slow`: `test ? value`. */
  quick?: string;
}

/** `if (test) call`, where the call raises, always. */
export interface CheckIr extends Point {
  op: 'check';
  test: string;
  call: string;
  /** In traced code, where it can be: a trace function may be suspended while it is told of the exception. */
  resumable: boolean;
}

/**
 * Where execution may come to another line; only in code that is lowered to be traced. Its number is a fraction between those
 * of the points around it, whose numbers are thereby the same as in code that is not traced.
 */
export interface LineIr {
  op: 'line';
  point: number;
  /** 0: at no line of its own. */
  line: number;
  /** Where that is then. */
  position: Position;
  /** Tells of it, and may be suspended. */
  event: string;
  handled: Operand | null;
  /** What is on the evaluation stack here, a letter for each construct around (see Builder.inside). */
  place: string;
}

/**
 * Tells tools of sys.monitoring which way a test has gone, or of a jump; only in code that is lowered to be traced. Numbered as
 * lines are.
 */
export interface BranchIr {
  op: 'branch';
  point: number;
  /** `turn` is a jump too: to the next turn of a loop, at no line of its own. */
  way: 'left' | 'right' | 'jump' | 'turn';
  position: Position;
  handled: Operand | null;
  /** As that of a line. */
  place: string;
  /** Of one way of a test: where it was decided. Null: where the function was last. */
  origin: { point: number } | null;
  /** Where it leads to. Null: found by flow.ts, and a jump that leads nowhere of its own is none. */
  target: { point: number } | null;
}

/** A branch in traced code: where it is decided, and for each way where that is told of and where it leads to. */
export interface Branch {
  origin: number;
  left: { place: number; target: number };
  right: { place: number; target: number };
}

/** Counts a tick; now and then the machine takes over. */
export interface TickIr extends Point {
  op: 'tick';
  /** Here the function begins to count as one that is on the stack (see counting.ts). */
  counts: boolean;
}

/** Where a statement begins, before which a tick can be counted. Nothing is emitted for it. */
export interface MarkIr {
  op: 'mark';
  at: Point;
}

/** Gives `value` to whoever resumed this generator, and goes on with what it is resumed with. */
export interface YieldIr extends Point {
  op: 'yield';
  dst: string;
  value: Operand;
  /**
   * In `yield from` and `await`: the iterator that gave the value; then `dst` gets also ABRUPT and STOP, which concern that
   * iterator (see `delegate` in machine/generator.ts). Null for a plain yield.
   */
  delegate: Operand | null;
}

export interface IfIr {
  op: 'if';
  /** A JavaScript condition without effects. */
  test: string;
  then: Ir[];
  otherwise: Ir[];
}

/** `label: for (;;) body`. */
export interface LoopIr {
  op: 'loop';
  label: string;
  body: Ir[];
}

/** `label: { body }`. */
export interface BlockIr {
  op: 'block';
  label: string;
  body: Ir[];
}

export interface JumpIr {
  op: 'break' | 'continue';
  label: string;
}

/** Runs `body`; an exception that leaves it is caught: `exc` becomes it, and `handler` runs. */
export interface TryIr {
  op: 'try';
  label: string;
  body: Ir[];
  /** The temporary that gets the exception. */
  exc: string;
  handler: Ir[];
  /** What `sys.exception()` is around the statement. */
  handled: Operand | null;
}

export interface ReturnIr {
  op: 'return';
  value: Operand;
  /** It stands in a handler: what was being handled at entry comes back. */
  restore: boolean;
}

/** Raises the exception again, with its traceback as it is. */
export interface ReraiseIr {
  op: 'reraise';
  value: Operand;
  /** Where it says the exception passes: not a point, but it has a position. */
  position: Position;
}

export type Ir =
  | PureIr
  | CallIr
  | FastIr
  | CheckIr
  | TickIr
  | MarkIr
  | LineIr
  | BranchIr
  | YieldIr
  | IfIr
  | LoopIr
  | BlockIr
  | JumpIr
  | TryIr
  | ReturnIr
  | ReraiseIr;

/** A local variable of a code object as the emitter needs it. */
export interface LocalVariable {
  /** JavaScript name: `$x`, or `c_x` for a cell made here. */
  js: string;
  /** Python's name. */
  name: string;
  /** Of a variable of an inlined comprehension: its loops, while which the name means this variable. */
  within?: Ir | null;
}

/** What shows of a code object in Python, as its attributes `co_name` and so on. */
export interface CodeFacts {
  name: string;
  qualname: string;
  firstlineno: number;
  flags: number;
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
  /** Parameters first, in the order: positional, keyword-only, *args, **kwargs; then the other locals. */
  varnames: string[];
  cellvars: string[];
  freevars: string[];
  names: string[];
  docstring: string | null;
}

/** One code object in IR. */
export interface CodeIr extends CodeFacts {
  /** Position in the module's list of code objects; the emitted constant is `code<index>`. */
  index: number;
  /** Constants of co_consts as operands. */
  consts: Operand[];
  /** JavaScript names of the parameters, in order of `varnames`. */
  parameters: string[];
  /** Variables kept in the frame. */
  locals: LocalVariable[];
  /** Statements that bring the parameters into place (cells, defaults): the fast body's, before any point. */
  prologue: string[];
  body: Ir[];
  /** Temporaries used in all. */
  slots: number;
  /** What is in the variables at each point or mark, by these; null where nobody asks for it (frame-kinds.ts). */
  kinds: Map<{ point: number }, PointKinds> | null;
  /** Runs from a frame only: a generator, coroutine, module or class body. */
  kind: 'function' | 'generator' | 'coroutine' | 'async-generator' | 'once';
  /** No call returns without having had a tick. */
  alwaysCounts: boolean;
  /** It is a built-in written in Python: its ticks are counted apart. */
  hidden: boolean;
  /** The function has `except` or `finally` or `with`, so it keeps what was being handled when it was entered. */
  handles: boolean;
  /** Position of the `def`, for point 0. */
  position: Position;
}

/** A module in IR: everything the emitter needs for one JavaScript text. */
export interface ModuleIr {
  filename: string;
  codes: CodeIr[];
  /** Constants: JavaScript expressions, by index (`k<index>`). */
  constants: string[];
  /** Names of globals whose cells are used, in order of first use. */
  globals: string[];
  /** What makes each inline cache (`i<index>`). */
  caches: string[];
}
