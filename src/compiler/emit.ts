// From IR to JavaScript: each code object's fast body and, on demand, its resume body.
//
// The fast body is straight structured JavaScript. An operation that may fail sets `pc` to its point, and leaves to `body` (or to
// the nearest handler) when it gives ABRUPT; the function's one exit makes the Frame. The resume body is a method of the
// Frame, the same structure with one addition: each sequence that has points is a `switch (rp)` on the point to go on at,
// so that entering at one skips what precedes it:
//
//      switch (rp) {
//        case 0:                    normal entry (rp is 0 from the moment the value has been delivered)
//          s0 = ...
//        case 3:                    resumed here: rv is what the call gave, or ABRUPT (null) to raise
//          pc = 3; if (rp === 0) t = call1(s0, $x); else { rp = 0; t = rv; }
//          if (t === null) break body; s0 = t;
//        case 4: case 5:            a statement with points inside is entered for any of them
//          if (rp === 0 ? c : rp <= 4) { switch (rp) { ... } } else { ... }
//      }
//
// What V8 has not seen when it compiles a loop that has not ended yet it compiles as a return to the interpreter, which costs the
// compiled code once it comes to that. Loads and stores of one property of one constant are one place for it. So a function
// that leaves stores in `R.depth` what it found there rather than counting down, and does so in vain after a tick, when V8 has
// begun to look; each turn of a generator stores in `R.ended` what only its end is to change; and what a tick calls is the conversion
// of an object to a text (`due` in machine/deep.ts), of which V8 keeps nothing that it has seen.
import type { Branch, BranchIr, CallIr, CodeIr, Ir, Point, TickIr, TryIr } from './ir.ts';
import { ABI_NAMES } from './abi-names.ts';
import { leaves } from './builder.ts';
import { settleBranches } from './flow.ts';
import { cellName } from './javascript-names.ts';
import { TICKING } from './ticking.ts';

/** `traced` is `resume` with what tells trace functions of lines and exceptions. */
type Mode = 'fast' | 'resume' | 'traced';

/** First and last point inside some IR; null when there is none. */
type Range = [first: number, last: number] | null;

/** Beyond this nesting text is no longer indented, and a `switch` has one label for each statement inside. */
const DEEP = 40;

/** Between the numbers of two points there is room for the lines of 2 ** 20 statements without any. */
const LINE_FRACTION = 2 ** -20;

/** Numbers the points of a code object and tells which temporaries its frames keep. Idempotent. */
export function numberPoints(code: CodeIr): { points: Point[]; kept: number } {
  const points: Point[] = [];
  let kept = 0;
  let lines = 0;
  const visit = (sequence: readonly Ir[]): void => {
    for (const ir of sequence) {
      switch (ir.op) {
        case 'call':
        case 'fast':
        case 'check':
        case 'tick':
        case 'yield':
          points.push(ir);
          ir.point = points.length;
          lines = 0;
          if (ir.op !== 'check' && ir.depth > kept) kept = ir.depth;
          // The look-up of the method has the number behind the call's (see traceUnwound).
          if (ir.op === 'call' && ir.lookup !== undefined)
            points.push({ ...ir, op: 'lookup', position: ir.lookup } as Point);
          break;
        case 'line':
        case 'branch':
          ir.point = points.length + ++lines * LINE_FRACTION;
          break;
        case 'if':
          visit(ir.then);
          visit(ir.otherwise);
          break;
        case 'loop':
        case 'block':
          visit(ir.body);
          break;
        case 'try':
          visit(ir.body);
          visit(ir.handler);
          break;
        default: // holds no point
      }
    }
  };
  visit(code.body);
  return { points, kept };
}

/** The ranges of sequences that contain others, once found. */
export type Ranges = Map<readonly Ir[], Range>;

function rangeOf(sequence: readonly Ir[], known: Ranges): Range {
  let range = known.get(sequence);
  if (range !== undefined) return range;
  range = null;
  for (const ir of sequence) {
    const inner = rangeOfOne(ir, known);
    if (inner !== null) range = range === null ? inner : [range[0], inner[1]];
  }
  known.set(sequence, range);
  return range;
}

/** The numbers of the first and the last point in `ir` where it can be suspended; null when there is none. */
export function rangeOfOne(ir: Ir, known: Ranges = new Map()): Range {
  switch (ir.op) {
    case 'call':
    case 'fast':
    case 'tick':
    case 'yield':
    case 'line':
      return [ir.point, ir.point];
    case 'branch':
      return ir.target === null ? null : [ir.point, ir.point];
    case 'check':
      return ir.resumable ? [ir.point, ir.point] : null;
    case 'if':
      return join(rangeOf(ir.then, known), rangeOf(ir.otherwise, known));
    case 'loop':
    case 'block':
      return rangeOf(ir.body, known);
    case 'try':
      return join(rangeOf(ir.body, known), rangeOf(ir.handler, known));
    default:
      return null;
  }
}

/** The numbers of all places inside traced IR where it can be entered. */
function placesIn(sequence: readonly Ir[], found: number[] = []): number[] {
  for (const ir of sequence) {
    if (ir.op === 'if') placesIn(ir.otherwise, placesIn(ir.then, found));
    else if (ir.op === 'try') placesIn(ir.handler, placesIn(ir.body, found));
    else if (ir.op === 'loop' || ir.op === 'block') placesIn(ir.body, found);
    else if (ir.op === 'branch' && ir.target === null) continue;
    else if ('point' in ir) found.push(ir.point);
  }
  return found;
}

function join(a: Range, b: Range): Range {
  if (a === null) return b;
  return b === null ? a : [a[0], b[1]];
}

/** The JavaScript for the last of some ascending numbers that `rp` has reached. */
function lastUpTo(numbers: readonly number[]): string {
  if (numbers.length === 1) return String(numbers[0]);
  const middle = numbers.length >> 1;
  return `rp < ${numbers[middle]} ? ${lastUpTo(numbers.slice(0, middle))} : ${lastUpTo(numbers.slice(middle))}`;
}

class BodyEmitter {
  private readonly lines: string[] = [];
  private indent = 2;
  private readonly mode: Mode;
  private readonly code: CodeIr;
  /** Where an operation that gave ABRUPT leaves to. */
  private exit = 'body';
  /** The frame's variables, in the order of its constructor. */
  private readonly saved: string[];
  /** Those of them that a frame which exists may not have as they are. */
  private readonly changing: string[];
  /** Whether the function counts as one that is on the host's stack (see counting.ts). */
  private counted: boolean;
  private readonly ranges: Ranges = new Map();

  constructor(code: CodeIr, mode: Mode, saved: string[]) {
    this.code = code;
    this.mode = mode;
    this.saved = saved;
    this.changing = changingVariables(code, saved);
    this.counted = mode !== 'fast';
  }

  text(): string {
    return this.lines.join('\n');
  }

  private line(text: string): void {
    this.lines.push('  '.repeat(Math.min(this.indent, DEEP)) + text);
  }

  private nested(emit: () => void): void {
    this.indent++;
    emit();
    this.indent--;
  }

  sequence(sequence: readonly Ir[]): void {
    if (this.mode === 'fast' || rangeOf(sequence, this.ranges) === null) {
      for (const ir of sequence) this.one(ir);
      return;
    }
    const isDeep = this.indent > DEEP;
    this.line(isDeep ? this.deepSwitch(sequence) : 'switch (rp) {');
    this.nested(() => {
      this.line('case 0:');
      for (const ir of sequence) this.entry(ir, isDeep);
    });
    this.line('}');
  }

  /** The labels of statements deep inside each other are those of all that is in them: they would fill the text. */
  private deepSwitch(sequence: readonly Ir[]): string {
    const starts = sequence.flatMap((ir) => rangeOfOne(ir, this.ranges)?.[0] ?? []);
    return `switch (rp === 0 ? 0 : ${lastUpTo(starts)}) {`;
  }

  /** In a switch: every case that goes on inside a statement, or right behind an operation, stands before it. */
  private entry(ir: Ir, isDeep: boolean): void {
    const range = ir.op === 'yield' ? null : rangeOfOne(ir, this.ranges);
    if (range !== null) {
      const labels: number[] = [];
      if (isDeep) labels.push(range[0]);
      else if (this.mode === 'traced') placesIn([ir], labels);
      else for (let k = range[0]; k <= range[1]; k++) labels.push(k);
      this.line(labels.map((k) => `case ${k}:`).join(' '));
    }
    this.nested(() => this.one(ir));
  }

  private one(ir: Ir): void {
    switch (ir.op) {
      case 'js':
        return this.line(ir.text);
      case 'call':
        return this.mode === 'fast' ? this.fastCall(ir) : this.resumeCall(ir);
      case 'fast':
        return this.mode === 'fast' ? this.fastPath(ir) : this.resumeFast(ir);
      case 'check':
        return this.check(ir);
      case 'line':
        return this.lineMark(ir);
      case 'branch':
        return this.branchMark(ir);
      case 'tick':
        return this.tick(ir);
      case 'yield':
        return this.yieldOut(ir);
      case 'if':
        return this.conditional(ir);
      case 'loop':
        return this.compound(`${ir.label}: for (;;${this.backEdge(ir.label)}) {`, ir.body);
      case 'block':
        return this.compound(`${ir.label}: {`, ir.body);
      case 'break':
      case 'continue':
        return this.line(`${ir.op} ${ir.label};`);
      case 'try':
        return this.tryStatement(ir);
      case 'return':
        return this.returnValue(ir.value, ir.restore);
      case 'mark':
        return;
      case 'reraise':
        return this.line(`R.exc = ${ir.value}; R.reraising = true; break ${this.exit};`);
    }
  }

  private check(ir: Extract<Ir, { op: 'check' }>): void {
    if (this.mode === 'traced') this.line(`if (rp !== 0) { rp = 0; pc = ${ir.point}; break ${this.exit}; }`);
    this.line(`if (${ir.test}) { pc = ${ir.point}; ${ir.call}; break ${this.exit}; }`);
  }

  /** Resumed here the trace function has been told, or it has chosen this line to go on with. */
  private lineMark(ir: Extract<Ir, { op: 'line' }>): void {
    const handled = this.code.handles ? ` R.handled = ${ir.handled ?? 'h0'};` : '';
    const { point, line, event } = ir;
    const test = line === 0 ? '' : `if (T.line !== ${line} || T.turned || T.each) `;
    this.line(`if (rp !== 0) { rp = 0; pc = ${point};${handled} if (rv === null) break ${this.exit}; }`);
    this.line(`else ${test}{ pc = f.pc = ${point}; if (${event} === null) break ${this.exit}; }`);
  }

  /** Resumed here the tools have been told, or another line was chosen by them. */
  private branchMark(ir: BranchIr): void {
    const { point, way, origin, target } = ir;
    if (target === null) return;
    const handled = this.code.handles ? ` R.handled = ${ir.handled ?? 'h0'};` : '';
    const places = origin === null ? `pc, ${target.point}` : `${origin.point}, ${target.point}`;
    this.line(`if (rp !== 0) { rp = 0; pc = ${point};${handled} if (rv === null) break ${this.exit}; }`);
    this.line(
      `else if (T.branches && traceWay(f, "${way}", ${places}, pc = f.pc = ${point}) === null) break ${this.exit};`,
    );
  }

  /** Each turn of a loop comes to its lines anew, also if it is all on one. */
  private backEdge(label: string): string {
    return this.mode === 'traced' && label.startsWith('L') ? ' T.turned = true' : '';
  }

  private compound(head: string, body: readonly Ir[]): void {
    this.line(head);
    this.nested(() => this.sequence(body));
    this.line('}');
  }

  /** What may give ABRUPT. Where the function does not count, it does while something is called. */
  private operation(call: string, quick: string | undefined): string {
    const counted = this.counted ? call : `countOut(countIn(d), ${call})`;
    return quick === undefined ? counted : `${quick} : ${counted}`;
  }

  private fastCall({ point, dst, call, quick }: CallIr): void {
    const target = dst ?? 't';
    this.line(
      `pc = ${point}; ${target} = ${this.operation(call, quick)}; if (${target} === null) break ${this.exit};`,
    );
  }

  private fastPath(ir: Extract<Ir, { op: 'fast' }>): void {
    const quick = ir.dst === null ? ir.fast : `${ir.dst} = ${ir.fast}`;
    const slow = `pc = ${ir.point}; t = ${this.operation(ir.slow, ir.quick)}; if (t === null) break ${this.exit};`;
    this.line(`if (${ir.test}) ${quick}; else { ${slow}${ir.dst === null ? '' : ` ${ir.dst} = t;`} }`);
  }

  /** Where the function is; whoever is told of a call looks at the frame. */
  private at(ir: Point): string {
    return this.mode === 'traced' ? `pc = f.pc = ${ir.point};` : `pc = ${ir.point};`;
  }

  private resumeCall(ir: CallIr): void {
    const assign = ir.dst === null || ir.dst === 't' ? '' : ` ${ir.dst} = t;`;
    this.line(
      `${this.at(ir)} if (rp === 0) t = ${this.operation(ir.call, ir.quick)}; else { rp = 0; t = rv; }`,
    );
    this.line(`if (t === null) break ${this.exit};${assign}`);
  }

  /** The slow path and the arrival share a branch, so that where neither is taken V8 knows the type of the result. */
  private resumeFast(ir: Extract<Ir, { op: 'fast' }>): void {
    const quick = ir.dst === null ? ir.fast : `${ir.dst} = ${ir.fast}`;
    const assign = ir.dst === null ? '' : ` ${ir.dst} = t;`;
    this.line(`if (rp === 0 && ${ir.test}) ${quick};`);
    this.line(
      `else { ${this.at(ir)} if (rp === 0) t = ${this.operation(ir.slow, ir.quick)}; else { rp = 0; t = rv; }`,
    );
    this.line(`  if (t === null) break ${this.exit};${assign} }`);
  }

  /** The counter of its ticks. */
  private get ticks(): string {
    return this.code.hidden ? 'turns' : 'ticks';
  }

  private tick(ir: TickIr): void {
    if (this.mode === 'fast') {
      const due = `pc = ${ir.point}; if (\`\${due}\`) break ${this.exit};`;
      if (ir.counts) {
        this.counted = true;
        this.line(`R.depth = d + 1;${TICKING ? ` if (--R.${this.ticks} < 0) { ${due} }` : ''}`);
      } else if (TICKING) this.line(`if (--R.${this.ticks} < 0) { ${due} R.depth = R.depth; }`);
      return;
    }
    this.line(`if (rp !== 0) { rp = 0; if (rv === null) { pc = ${ir.point}; break ${this.exit}; } }`);
    if (this.mode === 'traced')
      this.line(
        `else if (isUntraced()) { f.pc = ${ir.point}; ${this.save()} R.depth = d; return untraced(f); }`,
      );
    if (TICKING)
      this.line(
        `else if (--R.${this.ticks} < 0) { pc = ${ir.point}; if (\`\${due}\`) break ${this.exit}; R.depth = R.depth; }`,
      );
  }

  private yieldOut(ir: Extract<Ir, { op: 'yield' }>): void {
    const { handles } = this.code;
    // A trace function may change what is on no point's stack.
    const saving = this.save(this.mode === 'traced' ? Infinity : ir.depth);
    this.line(`f.pc = ${ir.point}; ${ir.delegate === null ? '' : `f.delegate = ${ir.delegate}; `}${saving}`);
    // Whoever resumed it looks closer then (`received` in machine/generator.ts).
    if (this.exit !== 'body') this.line('if (!f.guarded) f.guarded = R.ended = true;');
    this.line(`${handles ? 'R.handled = h0; ' : ''}R.depth = d; return ${ir.value};`);
    this.indent--;
    this.line(`case ${ir.point}:`);
    this.indent++;
    const handled = handles
      ? ` h0 = R.handled;${ir.handled === null ? '' : ` if (${ir.handled} !== h0) R.handled = ${ir.handled};`}`
      : '';
    // What is thrown in gets the exception being handled here as its context, but not that of whoever throws.
    const leave =
      handles && ir.handled !== null
        ? `{ if (${ir.handled} !== h0) thrown(); break ${this.exit}; }`
        : `break ${this.exit};`;
    const check = ir.delegate === null ? ` if (rv === null) ${leave}` : ' f.delegate = null;';
    this.line(`rp = 0; pc = ${ir.point};${handled}${check} ${ir.dst} = rv;`);
  }

  /** Stores in the frame what is to be kept; with `depth`, of the temporaries only as many as that. */
  save(depth = Infinity): string {
    const live = this.changing.filter((v) => !/^s\d+$/.test(v) || Number(v.slice(1)) < depth);
    return live.map((v) => `f.${v} = ${v};`).join(' ');
  }

  private conditional(ir: Extract<Ir, { op: 'if' }>): void {
    const { counted } = this;
    this.line(`if (${this.condition(ir)}) {`);
    this.nested(() => this.sequence(ir.then));
    const afterThen = leaves(ir.then) ? null : this.counted;
    this.counted = counted;
    if (ir.otherwise.length > 0) {
      this.line('} else {');
      this.nested(() => this.sequence(ir.otherwise));
    }
    this.line('}');
    if (afterThen !== null) this.counted = afterThen;
  }

  private condition(ir: Extract<Ir, { op: 'if' }>): string {
    if (this.mode === 'fast') return ir.test;
    const then = rangeOf(ir.then, this.ranges);
    const otherwise = rangeOf(ir.otherwise, this.ranges);
    if (then === null) return otherwise === null ? ir.test : `rp === 0 && (${ir.test})`;
    return otherwise === null ? `rp !== 0 || (${ir.test})` : `rp === 0 ? (${ir.test}) : rp <= ${then[1]}`;
  }

  private tryStatement(ir: TryIr): void {
    const outer = this.exit;
    const inside = `T${ir.label}`;
    const handlerRange = this.mode === 'fast' ? null : rangeOf(ir.handler, this.ranges);
    this.line(`${ir.label}: {`);
    this.nested(() => {
      this.line(`${inside}: { try {`);
      this.nested(() => {
        if (handlerRange !== null)
          this.line(`if (rp >= ${handlerRange[0]} && rp <= ${handlerRange[1]}) break ${inside};`);
        this.exit = inside;
        this.sequence(ir.body);
        this.exit = outer;
        this.line(`break ${ir.label};`);
      });
      this.line('} catch (e) { hostError(e); } }');
      this.landing(ir, handlerRange !== null);
      this.sequence(ir.handler);
    });
    this.line('}');
  }

  /** An exception arrives at a handler; a stack being lifted passes it. */
  private landing(ir: TryIr, resumable: boolean): void {
    const open = resumable ? 'if (rp === 0) { ' : '';
    const close = resumable ? ' }' : '';
    const raised = this.mode === 'traced' ? ` f.pc = pc; if (traceCaught(f)) break ${this.exit};` : '';
    const frame =
      this.mode !== 'fast'
        ? `f.pc = pc; ${this.save()}`
        : `if (f === null) f = ${newFrame(this.code, 'pc', this.saved)}; else { f.pc = pc; ${this.save()} }`;
    this.line(
      `${open}if (R.exc === null) break ${this.exit};${raised} ${frame} ${ir.exc} = caught(f, pc); R.handled = ${ir.handled ?? 'h0'};${close}`,
    );
  }

  private returnValue(value: string, restore: boolean): void {
    const handled = restore ? 'R.handled = h0; ' : '';
    const { kind } = this.code;
    const isGenerator = kind !== 'function' && kind !== 'once';
    const ended = {
      fast: this.code.handles ? 'if (f !== null) f.pc = ~f.pc; ' : '',
      resume: `f.pc = -1; ${isGenerator ? 'R.ended = true; ' : ''}`,
      // A trace function is still to see the frame as it is.
      traced: `T.ended = true; f.pc = pc; ${this.save()} `,
    }[this.mode];
    this.line(`${ended}${handled}${this.counted ? 'R.depth = d; ' : ''}return ${value};`);
  }
}

/** The variables that frames of a code object keep, in order: locals, then temporaries. */
export function savedVariables(code: CodeIr): string[] {
  const { kept } = numberPoints(code);
  const names = code.locals.map((local) => local.js);
  if (code.handles) names.push('h0');
  for (let i = 0; i < kept; i++) names.push(`s${i}`);
  return names;
}

/** An assignment to a local variable in JavaScript that lowering has made. */
const ASSIGNMENT = /(?<![\w$.])(\$[\w$]*|c_[\w$]*) = /g;

/** Of `saved`, what the body may assign: parameters that it only reads stay in a frame as they were when it was made. */
function changingVariables(code: CodeIr, saved: readonly string[]): string[] {
  const assigned = new Set<string>();
  const scan = (value: unknown): void => {
    if (typeof value === 'string') for (const [, name] of value.matchAll(ASSIGNMENT)) assigned.add(name!);
    else if (Array.isArray(value)) value.forEach(scan);
    else if (typeof value === 'object' && value !== null) {
      if ('op' in value && value.op === 'branch') return;
      if ('dst' in value && typeof value.dst === 'string') assigned.add(value.dst);
      // Positions are nodes of the tree, each with all below it.
      for (const [key, part] of Object.entries(value)) if (key !== 'position' && key !== 'lookup') scan(part);
    }
  };
  scan(code.body);
  return saved.filter((v) => !/^(\$|c_)/.test(v) || assigned.has(v));
}

function temporaries(code: CodeIr, except: ReadonlySet<string>): string[] {
  const names: string[] = [];
  for (let i = 0; i < code.slots; i++) if (!except.has(`s${i}`)) names.push(`s${i}`);
  return names;
}

/** A JavaScript name for a Python function, for profiles and stack traces. */
function functionName(code: CodeIr): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(code.name) && !RESERVED.has(code.name)
    ? code.name
    : `py_${code.index}`;
}

const RESERVED = new Set(
  (
    'break case catch class const continue debugger default delete do else enum export extends false finally for function if implements ' +
    'import in instanceof interface let new null package private protected public return static super switch this throw true try ' +
    'typeof var void while with yield await eval arguments R f fn d pc rp rv t r m c h0 tick undefined NaN Infinity ' +
    'Array BigInt Map Math Number Object Set'
  )
    .split(' ')
    .concat(ABI_NAMES),
);

function freeVariables(code: CodeIr): string[] {
  // A class's own cell stands before one of the same name around it.
  const own = new Set(code.locals.map((local) => local.js));
  return code.freevars
    .map((name, i) => (own.has(cellName(name)) ? '' : `const ${cellName(name)} = fn.closure[${i}];`))
    .filter((line) => line !== '');
}

/** The class of a code object's frames: a plain constructor function, as V8 does not optimise `super()` inside `try`. */
export function emitFrameClass(code: CodeIr): string {
  const saved = savedVariables(code);
  const areParameters = saved.length <= MAX_PARAMETERS;
  const fields = saved.map((v) => ` this.${v} = ${areParameters ? v : 'undefined'};`).join('');
  const name = `F${code.index}`;
  const head = `function ${name}(${['pc', 'fn', ...(areParameters ? saved : [])].join(', ')})`;
  const handling = handlingAt(code);
  const guarded = guardedPoints(code.body);
  const notes = [
    ...(handling.length === 0 ? [] : [` ${name}.prototype.handlingAt = [${handling.join(', ')}];`]),
    ...(guarded.length === 0 ? [] : [` ${name}.prototype.guardedAt = [${guarded.join(', ')}];`]),
  ];
  const watched = guarded.length === 0 ? '' : ' this.guarded = false;';
  return `${head} { this.back = null; this.pc = pc; this.fn = fn;${fields}${watched} }\n${name}.prototype = Object.create(PyFrame.prototype);${notes.join('')}`;
}

/** With how many variables a frame is made; V8 takes no more than 65,534 parameters. */
export const MAX_PARAMETERS = 65_000;

/** A new frame with what its variables are. */
function newFrame(code: CodeIr, pc: string, saved: readonly string[]): string {
  const made = `new F${code.index}`;
  if (saved.length <= MAX_PARAMETERS) return `${made}(${[pc, 'fn', ...saved].join(', ')})`;
  return `Object.assign(${made}(${pc}, fn), { ${saved.join(', ')} })`;
}

/** How the line begins on which a body compares the depth of the stack with the limit. */
const LIMIT_TEST = 'if (d >= R.limit)';

/** The text of an emitted body without that line, which fast bodies that call nothing have not. */
export function withoutLimitTest(body: string): string {
  const lines = body.split('\n');
  const at = lines.findIndex((line) => line.trimStart().startsWith(LIMIT_TEST));
  return at < 0 ? body : lines.toSpliced(at, 1).join('\n');
}

/** The `pc` of the frame of a body that is left at its exit: when an exception leaves it, it has ended. */
const LEFT_AT = 'R.exc === null ? pc : ~pc';

/** The function that calls run. */
export function emitFast(code: CodeIr): string {
  const saved = savedVariables(code);
  const head = `function ${functionName(code)}(${code.parameters.join(', ')}) {`;
  if (code.kind !== 'function') return emitStarter(code, saved, head);
  const parameters = new Set(code.parameters);
  const locals = code.locals.map((l) => l.js).filter((js) => !parameters.has(js));
  const body = new BodyEmitter(code, 'fast', saved);
  body.sequence(code.body);
  const frame = newFrame(code, LEFT_AT, saved);
  const exit = code.handles
    ? `if (f === null) f = ${frame}; else { f.pc = ${LEFT_AT}; ${body.save()} }\n  if (R.exc !== null) R.handled = h0;\n  return leave(f, pc);`
    : `return leave(${frame}, pc);`;
  return [
    head,
    `  let ${[...locals, ...temporaries(code, new Set()), 't', 'r', 'm', 'c', 'pc = 0', ...(code.handles ? ['f = null'] : [])].join(', ')};`,
    '  const fn = this, d = R.depth;',
    ...(code.handles ? ['  const h0 = R.handled;'] : []),
    `  ${LIMIT_TEST} return tooDeep(fn, [${code.parameters.join(', ')}]);`,
    ...freeVariables(code).map((l) => '  ' + l),
    ...code.prologue.map((l) => '  ' + l),
    '  body: { try {',
    body.text(),
    '  } catch (e) { hostError(e); } }',
    '  R.depth = d;',
    `  ${exit}`,
    '}',
  ].join('\n');
}

/** The points of `yield from` and `await`. */
function delegations(code: CodeIr): Point[] {
  return numberPoints(code).points.filter((p) => 'delegate' in p && p.delegate !== null);
}

/** Those of them where an exception is being handled. */
function handlingAt(code: CodeIr): number[] {
  return delegations(code).flatMap((p) => (p.handled === null ? [] : [p.point]));
}

/** The points of yields inside `try` and `with`, where a generator that is dropped is to be closed. */
function guardedPoints(sequence: readonly Ir[], inside = false): number[] {
  return sequence.flatMap((ir) => {
    switch (ir.op) {
      case 'yield':
        return inside ? [ir.point] : [];
      case 'if':
        return [...guardedPoints(ir.then, inside), ...guardedPoints(ir.otherwise, inside)];
      case 'loop':
      case 'block':
        return guardedPoints(ir.body, inside);
      case 'try':
        return [...guardedPoints(ir.body, true), ...guardedPoints(ir.handler, inside)];
      default:
        return [];
    }
  });
}

/** Calling a generator function only makes its frame; module and class bodies run from theirs at once. */
function emitStarter(code: CodeIr, saved: string[], head: string): string {
  const parameters = new Set(code.parameters);
  const declared = saved.filter((v) => !parameters.has(v));
  const frame = newFrame(code, '0', saved);
  const start = {
    generator: `return makeGenerator(fn, ${frame}, ${delegations(code).length === 0});`,
    coroutine: `return makeCoroutine(fn, ${frame});`,
    'async-generator': `return makeAsyncGenerator(fn, ${frame});`,
    once: `return ${frame}.resume(None);`,
    function: `return ${frame};`,
  }[code.kind];
  return [
    head,
    '  const fn = this;',
    ...(declared.length > 0 ? [`  let ${declared.join(', ')};`] : []),
    ...code.prologue.map((l) => '  ' + l),
    `  ${start}`,
    '}',
  ].join('\n');
}

/** The method of the frame that goes on from `pc`. */
export function emitResume(code: CodeIr): string {
  const saved = savedVariables(code);
  return emitResumeAs(code, 'resume', saved, `function ${functionName(code)}$resume(rv) {`);
}

function emitResumeAs(code: CodeIr, mode: 'resume' | 'traced', saved: string[], head: string): string {
  const kept = new Set(saved);
  const body = new BodyEmitter(code, mode, saved);
  body.sequence(code.body);
  const restored = saved.filter((v) => v !== 'h0').map((v) => `${v} = this.${v}`);
  const declared = [...restored, ...temporaries(code, kept), 't', 'r', 'm', 'c', 'pc = 0', 'rp = this.pc'];
  const h0 = code.handles ? ['  let h0 = rp === 0 ? R.handled : this.h0;'] : [];
  return [
    head,
    '  const f = this, fn = this.fn, d = R.depth;',
    `  let ${declared.join(', ')};`,
    ...h0,
    ...(mode === 'traced' ? [] : [`  ${LIMIT_TEST} return tooDeepResume(f, rv);`]),
    code.kind === 'function' || code.kind === 'once'
      ? '  R.depth = d + 1;'
      : '  R.depth = d + 1; R.ended = false;',
    ...freeVariables(code).map((l) => '  ' + l),
    '  body: { try {',
    '    if (rp === 0 && rv === null) break body;',
    body.text(),
    '  } catch (e) { hostError(e); } }',
    '  R.depth = d;',
    `  f.pc = ${mode === 'traced' ? 'pc' : LEFT_AT}; ${body.save()}`,
    ...(mode === 'traced' ? ['  if (R.exc !== null) traceRaised(f);'] : []),
    ...(code.handles ? ['  if (R.exc !== null) R.handled = h0;'] : []),
    '  return leave(f, pc);',
    '}',
  ].join('\n');
}

/**
 * What runs a code object while it is traced (see machine/tracing.ts): an expression for an object with the function that makes a
 * frame for a call, the body that goes on from `pc`, and tables for it.
 */
export function emitTraced(code: CodeIr): string {
  const { points } = numberPoints(code);
  settleBranches(code);
  const kept = savedVariables(code);
  // What a line mark stands between is on no point's stack; so everything is kept.
  const more = temporaries(code, new Set(kept));
  const saved = [...kept, ...more];
  const start =
    code.kind === 'function'
      ? emitStarter(code, kept, `function start(${code.parameters.join(', ')}) {`)
      : 'null';
  const marks: (number | string)[][] = [];
  const branches = new Map<number, Partial<Branch>>();
  const yields = points.flatMap((point) => ((point as Ir).op === 'yield' ? [point.point] : []));
  const visit = (sequence: readonly Ir[]): void => {
    for (const ir of sequence) {
      if (ir.op === 'line') marks.push([ir.point, ir.line, ir.place, ir.line || ir.position.lineno]);
      else if (ir.op === 'branch') {
        if (ir.target !== null) marks.push([ir.point, 0, ir.place, ir.position.lineno]);
        addWay(branches, ir);
      } else if (ir.op === 'if') (visit(ir.then), visit(ir.otherwise));
      else if (ir.op === 'try') (visit(ir.body), visit(ir.handler));
      else if (ir.op === 'loop' || ir.op === 'block') visit(ir.body);
    }
  };
  visit(code.body);
  const run = emitResumeAs(code, 'traced', saved, `function ${functionName(code)}$traced(rv, T) {`);
  return `({ start: ${start}, run: ${run}, yields: ${JSON.stringify(yields)}, temporaries: ${JSON.stringify(more)}, marks: ${JSON.stringify(marks)}, branches: ${JSON.stringify([...branches.values()])} })`;
}

function addWay(branches: Map<number, Partial<Branch>>, { way, origin, target, point }: BranchIr): void {
  if (origin === null || way === 'jump' || way === 'turn') return;
  const branch = { ...branches.get(origin.point), origin: origin.point };
  branches.set(origin.point, { ...branch, [way]: { place: point, target: target!.point } });
}
