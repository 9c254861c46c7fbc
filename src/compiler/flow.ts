// Where branches and jumps of traced code lead to (BranchIr).
//
// It is the first place that is reached from there: a point, or a mark. On the way only the truth in `c` is followed, which a
// branch has just decided; of other tests between instructions the second way is taken, the one on which nothing happens. CPython's
// compiler lets a jump to another jump go to where that leads, and copies a short way out of the function to where it is
// jumped to; so neither kind of jump is one. A branch that comes to no place leads to where it is told of.
import type { BranchIr, CodeIr, Ir } from './ir.ts';

/** Where execution can be. */
type Place = Extract<Ir, { point: number }>;

/** What is reached, and what comes after it; null: the function is left. */
type Reached = { ir: Place; after: () => Reached } | null;

/** What is behind some IR; `c` is the truth there, if it is known. */
type Next = (c: boolean | null) => Reached;

const nothing: Next = () => null;

class Flow {
  /** Where `break` and `continue` of a label go on. */
  private readonly labels = new Map<string, { end: Next; again: Next }>();
  /** Those whose target is to be found, and what is behind them. */
  private readonly open = new Map<BranchIr, Next>();

  settle(code: CodeIr): void {
    this.visit(code.body, nothing);
    const found = [...this.open.keys()];
    const of = (way: BranchIr['way']): BranchIr[] => found.filter((branch) => branch.way === way);
    const [lefts, rights] = [of('left'), of('right')];
    for (const jump of [...of('jump'), ...of('turn')]) jump.target = this.jumpTarget(this.behind(jump));
    for (const right of rights) this.settleRight(right);
    for (const left of lefts) left.target = this.branchTarget(left);
  }

  private behind(branch: BranchIr): Reached {
    return this.open.get(branch)!(null);
  }

  /** A test that jumps to the next turn of a loop is turned round in CPython's code: the jump stands behind it. */
  private settleRight(right: BranchIr): void {
    const reached = this.pastJumps(this.behind(right));
    const left = right.origin as BranchIr;
    if (reached?.ir.op === 'branch' && reached.ir.way === 'turn' && this.open.has(left)) {
      left.way = 'right';
      right.way = 'left';
      right.target = right;
    } else right.target = this.branchTarget(right);
  }

  private branchTarget(branch: BranchIr): BranchIr['target'] {
    const reached = this.pastJumps(this.behind(branch));
    return reached === null || isJump(reached.ir) ? branch : reached.ir;
  }

  private jumpTarget(reached: Reached): BranchIr['target'] {
    return reached === null || isJump(reached.ir) || isShortExit(reached) ? null : reached.ir;
  }

  /** A jump that is none is passed. */
  private pastJumps(reached: Reached): Reached {
    while (reached !== null && isJump(reached.ir) && this.jumpTarget(reached.after()) === null)
      reached = reached.after();
    return reached;
  }

  /** Finds the branches in a sequence that `next` is behind. */
  private visit(sequence: readonly Ir[], next: Next): void {
    sequence.forEach((ir, i) => {
      const behind: Next = (c) => this.reach(sequence, i + 1, c, next);
      if (ir.op === 'branch' && ir.target === null) this.open.set(ir, behind);
      else if (ir.op === 'if') {
        this.visit(ir.then, behind);
        this.visit(ir.otherwise, behind);
      } else if (ir.op === 'try') {
        this.labels.set(ir.label, { end: behind, again: nothing });
        this.visit(ir.body, behind);
        this.visit(ir.handler, behind);
      } else if (ir.op === 'block') {
        this.labels.set(ir.label, { end: behind, again: nothing });
        this.visit(ir.body, behind);
      } else if (ir.op === 'loop') {
        const again: Next = () => this.reach(ir.body, 0, null, again);
        this.labels.set(ir.label, { end: behind, again });
        this.visit(ir.body, again);
      }
    });
  }

  /** What is reached from the instruction with number `i`. */
  private reach(sequence: readonly Ir[], i: number, c: boolean | null, next: Next): Reached {
    for (; i < sequence.length; i++) {
      const ir = sequence[i]!;
      const behind: Next = (truth) => this.reach(sequence, i + 1, truth, next);
      switch (ir.op) {
        case 'js':
          c = truthAfter(ir.text, c);
          break;
        case 'if':
          return this.reach(isTaken(ir.test, c) ? ir.then : ir.otherwise, 0, c, behind);
        case 'loop':
          return this.reach(ir.body, 0, null, this.labels.get(ir.label)!.again);
        case 'block':
        case 'try':
          return this.reach(ir.body, 0, c, behind);
        case 'break':
          return this.labels.get(ir.label)!.end(c);
        case 'continue':
          return this.labels.get(ir.label)!.again(null);
        case 'return':
        case 'reraise':
          return null;
        case 'tick':
        case 'mark':
          break;
        default:
          return { ir, after: () => behind(null) };
      }
    }
    return next(c);
  }
}

function isJump(ir: Place): boolean {
  return ir.op === 'branch' && (ir.way === 'jump' || ir.way === 'turn');
}

/** How many points there may be on a way out of the function that is copied. */
const SHORT = 3;

/** Whether the function is left from here on one line, in a few steps. */
function isShortExit(reached: Reached): boolean {
  let line = 0;
  let points = 0;
  for (; reached !== null; reached = reached.after()) {
    const { ir } = reached;
    if (ir.op === 'branch') return false;
    if (ir.op !== 'line') points++;
    else if (line !== 0 && ir.line !== line) return false;
    else line = ir.line;
    if (points > SHORT) return false;
  }
  return true;
}

function truthAfter(text: string, c: boolean | null): boolean | null {
  if (text === 'c = true;') return true;
  if (text === 'c = false;') return false;
  if (text === 'c = !c;') return c === null ? null : !c;
  return text.startsWith('c = ') ? null : c;
}

function isTaken(test: string, c: boolean | null): boolean {
  return c !== null && (test === 'c' ? c : test === '!c' && !c);
}

/** Fills in the targets of all branches and jumps of a code object. */
export function settleBranches(code: CodeIr): void {
  new Flow().settle(code);
}
