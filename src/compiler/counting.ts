// Where a function begins to count: what stands on the host's stack is counted, to know its depth, and so are the ticks.
//
// A function that calls nothing need do neither. It cannot be on the stack below anything, and work without end takes turns of
// loops, or calls within calls without end. So a function counts, and has its tick, only before the first statement on its way
// that calls something or has a loop:
//
//      def get(self, i):
//          if i == 0:                  a comparison calls something only for objects of Python's classes
//              return self.x           as does this: not counted
//          return self.f(i)            counted before this statement
//
// What may call something but usually does not (attributes, operators) counts for as long as it does (`countIn` and `countOut` in
// machine/deep.ts). A function like `__getattr__` or `__add__` called there finds the depth right; the tick that is due is done when it is
// called, by its look at the limit.
import { leaves } from './builder.ts';
import type { CodeIr, Ir, TickIr } from './ir.ts';

/** How a sequence at whose start the function does not count is left. */
type State = 'uncounted' | 'counted' | 'gone';

/**
 * Puts the tick at which the function begins to count where it belongs; some functions have none. A call that may return without one is
 * counted by natives that make it (`countCall` in machine/deep.ts).
 */
export function placeCounting(code: CodeIr): void {
  const places = new Places(code.kinds);
  if (!places.place(code.body)) {
    const at = { point: 0, position: code.position, depth: 0, handled: null };
    code.body.unshift({ op: 'tick', counts: true, ...at });
  }
  const first = code.body.findIndex(
    (ir) => ir.op === 'tick' || ir.op === 'if' || ir.op === 'block' || leaves([ir]),
  );
  code.alwaysCounts = first >= 0 && code.body[first]!.op === 'tick';
}

class Places {
  private readonly calling = new Map<Ir, boolean>();
  private readonly kinds: CodeIr['kinds'];
  private readonly states = new Map<readonly Ir[], State>();

  constructor(kinds: CodeIr['kinds']) {
    this.kinds = kinds;
  }

  /** False when there is no statement before which it could stand. */
  place(sequence: Ir[]): boolean {
    let mark = -1;
    for (let i = 0; i < sequence.length; i++) {
      const ir = sequence[i]!;
      if (ir.op === 'mark') mark = i;
      if (!this.calls(ir)) continue;
      const after = ir.op === 'if' ? this.merged(ir) : null;
      if (after === null || ir.op !== 'if') {
        if (mark < 0) return false;
        sequence[mark] = tickAt(sequence[mark]!, this.kinds);
        return true;
      }
      this.place(ir.then);
      this.place(ir.otherwise);
      if (after !== 'uncounted') return true;
    }
    return true;
  }

  /** How a sequence is left; 'counted' also when something stands in its way. */
  private state(sequence: readonly Ir[]): State {
    let state = this.states.get(sequence);
    if (state === undefined) {
      state = leaves(sequence) ? 'gone' : this.countsWithin(sequence) ? 'counted' : 'uncounted';
      this.states.set(sequence, state);
    }
    return state;
  }

  private countsWithin(sequence: readonly Ir[]): boolean {
    return sequence.some((ir) => this.calls(ir) && !(ir.op === 'if' && this.merged(ir) === 'uncounted'));
  }

  /** How a statement is left by its two ways; null: they differ, or one has no place for the tick. */
  private merged(ir: Extract<Ir, { op: 'if' }>): State | null {
    if (!this.hasPlace(ir.then) || !this.hasPlace(ir.otherwise)) return null;
    const then = this.state(ir.then);
    const otherwise = this.state(ir.otherwise);
    if (then === 'gone') return otherwise;
    return otherwise === 'gone' || then === otherwise ? then : null;
  }

  /** Whether a statement begins before the first call. */
  private hasPlace(sequence: readonly Ir[]): boolean {
    const first = sequence.findIndex((ir) => ir.op === 'mark' || this.calls(ir));
    return first < 0 || sequence[first]!.op === 'mark';
  }

  /** Whether the function has to count when it comes to this. */
  private calls(ir: Ir): boolean {
    switch (ir.op) {
      case 'call':
        return ir.quick === undefined;
      case 'tick':
      case 'loop':
      case 'try':
      case 'yield':
        return true;
      case 'if':
      case 'block': {
        let calls = this.calling.get(ir);
        if (calls === undefined) {
          const parts = ir.op === 'if' ? [...ir.then, ...ir.otherwise] : ir.body;
          calls = parts.some((part) => this.calls(part));
          this.calling.set(ir, calls);
        }
        return calls;
      }
      default:
        return false;
    }
  }
}

function tickAt(mark: Ir, kinds: CodeIr['kinds']): TickIr {
  const { at } = mark as Extract<Ir, { op: 'mark' }>;
  const tick: TickIr = { op: 'tick', counts: true, ...at };
  const here = kinds?.get(at);
  if (here !== undefined) kinds!.set(tick, here);
  return tick;
}
