// Files that nobody closes. One that the program has no more is flushed and closed, with a ResourceWarning; those that are left
// when the program ends are closed then. stackless/unclosed.ts says how; here is what is special about files.
//
// What takes the place of a file is another one with the same fields, so what changes is in an object that both have (the states
// of buffers and text) or ends the watch. The layers below a file are kept by what takes its place: it goes first, and closes
// them. An instance of a class made in Python is a finalizable from its beginning, as its class has a `__del__`.
import { defineIntrinsics } from '../../machine/frozen.ts';
import { type Closable, interpreterSlot } from '../../machine/interpreter.ts';
import { machine } from '../../machine/machine.ts';
import { Finalizable } from '../../objects/finalizable.ts';
import { None } from '../../objects/none.ts';
import type { PyObject, Result } from '../../objects/object.ts';
import { Unclosed } from '../../stackless/unclosed.ts';
import { BufferedIOBase, IOBase, TextIOBase } from './bases.ts';

/** What stands for a file where the file itself must not be kept, once it is watched. */
export type Holder = Finalizable | IOBase;

const UNWRITTEN = Symbol('files that hold what was not written');

/** Those that hold something: it is written before the same file is opened again, and when the program ends. */
export const unwritten = (): Set<Holder> => interpreterSlot(UNWRITTEN, () => new Set<Holder>());

/** The file, or what takes its place. */
export function heldFile(holder: Holder): PyObject | undefined {
  return holder instanceof Finalizable ? holder.present : holder;
}

/** A file that is closed when it is dropped. */
export interface ClosableFile extends IOBase, Closable {
  /** It is open, as far as it knows. */
  isOpened: boolean;
  /** What it shares with what takes its place, and what must not keep it; null: there is no such thing. */
  readonly state: { holder: Holder } | null;
}

/** The file is open now, and is to be closed. */
export function opened(file: ClosableFile): void {
  if (file.finalizable !== undefined) {
    if (file.state !== null) file.state.holder = file.finalizable;
    return;
  }
  file.isOpened = true;
  machine.interpreter.unclosed.push(file);
}

/** The file is closed, or another is to close what it is made of. */
export function closed(file: ClosableFile): void {
  file.isOpened = false;
  if (file.unclosed === undefined) return;
  file.unclosed.object.release();
  file.replica = undefined;
}

/** Gives a file what takes its place, if it is still open. */
export function watchFile(file: ClosableFile): void {
  if (!file.isOpened || file.unclosed?.object.isFinalized === false) return;
  const twin = Object.assign(Object.create(Object.getPrototypeOf(file) as object) as ClosableFile, file);
  const watched = new Unclosed(twin, file);
  file.replica = twin;
  if (file.state === null) return;
  const { holder } = file.state;
  if (unwritten().delete(holder)) unwritten().add(watched);
  file.state.holder = watched;
}

// At the end of a program what objects do with their files comes before the files go, and of these the upper layers come first.
const RANKS = new Map<abstract new () => IOBase, number>([
  [IOBase, 3],
  [BufferedIOBase, 2],
  [TextIOBase, 1],
]);
for (const [layout, rank] of RANKS) (layout.prototype as { endRank: number }).endRank = rank;

defineIntrinsics({
  file_is_closed: [
    '(file, /)',
    (file: ClosableFile): Result => {
      closed(file);
      return None;
    },
  ],
});
