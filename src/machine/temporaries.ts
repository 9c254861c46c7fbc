// Temporaries of frames. Those that are dead where a frame waits still hold what they held last.
import { type Frame, PyFrame } from './frame.ts';

/** How many temporaries are live at the frame's point; all may be at a mark of the traced variant. */
export function liveTemporaries(frame: PyFrame): number {
  const { points } = frame.code.template;
  if (!Number.isInteger(frame.pc)) return Infinity;
  const depth = frame.pc < 0 ? 0 : points[frame.pc * 5 + 4]!;
  return depth < 0 ? -1 - depth : depth;
}

/** Whether the frame can go on at its point. */
export function canGoOn(frame: PyFrame): boolean {
  const { points } = frame.code.template;
  return frame.pc >= 0 && (!Number.isInteger(frame.pc) || points[frame.pc * 5 + 4]! >= 0);
}

/** Whether a slot is a temporary that is dead where the frame waits: what it holds means nothing. */
export function isDead(property: string, live: number): boolean {
  return property.charCodeAt(0) === 0x73 && Number(property.slice(1)) >= live;
}

/** Lets the dead temporaries of a frame and of those behind it keep nothing alive. */
export function clearDeadTemporaries(innermost: Frame | null): void {
  for (let frame = innermost; frame !== null; frame = frame.back) {
    if (!(frame instanceof PyFrame)) continue;
    const live = liveTemporaries(frame);
    const variables = frame as unknown as Record<string, unknown>;
    for (const [property] of frame.code.template.slots)
      if (isDead(property, live)) variables[property] = undefined;
  }
}
