// The descriptors of a program, on Node: numbers that stand for descriptions of what is open, as the system's own table does.
//
// Node has no pipe, dup or lseek and cannot ask whether a descriptor is ready. So what a program calls a descriptor is an
// entry here. Most are the system's descriptor of the same number; for one that is not (an end of a pipe in memory, a
// duplicate, a socket) the number is kept from others by an open /dev/null. A descriptor that is not in the table was
// inherited, and is adopted when it is first used.
import * as fs from 'node:fs';
import type { FileStatus } from './host.ts';
import { system, systemError } from './system-errors.ts';

/** What is open, however many descriptors stand for it. */
export abstract class Description {
  /** Descriptors that stand for it. */
  references = 0;
  /** The system's descriptor that it was opened as; null: none that is a descriptor's own number here. */
  own: number | null = null;
  /** Whether calls wait (no O_NONBLOCK). */
  blocking = true;

  /** At most `size` bytes, empty at the end; null: there is nothing yet. */
  abstract read(size: number, position: number | null): Uint8Array | null;
  /** The number of bytes taken; null: there is no room now. */
  abstract write(data: Uint8Array, position: number | null): number | null;
  /** Writes all of `data` before it returns, whatever that takes. */
  abstract writeAll(data: Uint8Array): void;
  /** Moves to `offset`, counted as lseek(2) does; gives the new place. */
  seek(_offset: number, _whence: number): number {
    throw systemError('ESPIPE');
  }
  abstract status(): FileStatus;
  /** Which of `events` are known to hold, and what always tells (POLLHUP, POLLERR). */
  abstract poll(events: number): number;
  /** Whether `poll` knows without the event loop what can be read. */
  isSure(): boolean {
    return true;
  }
  /** Calls `ready` once when some of `events` may hold. Returns a function that gives up. */
  abstract watch(events: number, ready: () => void): () => void;
  /** A descriptor of the system for what waits and moves nothing: fstat, ftruncate, fsync. */
  abstract real(): number;
  /** A descriptor of the system that a child process gets, and whether it is to be closed here afterwards. */
  forChild(_number: number): { fd: number; temporary: boolean } {
    return { fd: this.real(), temporary: false };
  }
  /** The last descriptor is closed. */
  abstract close(): void;
}

interface Entry {
  readonly description: Description;
  inheritable: boolean;
  /** The number is kept by an open /dev/null. */
  reserved: boolean;
}

/**
 * Of a number that the program has closed: an open /dev/null keeps it from others (0, 1, 2), or what was opened under it is open still,
 * as a duplicate stands for it.
 */
type Closed = 'kept' | 'used';

const table = new Map<number, Entry | Closed>();
/** What is open by its own number of the system's. */
const owners = new Map<number, Description>();

/** Makes a description of a descriptor that was inherited; set by node-files.ts, which knows the kinds. */
let adopt: (fd: number) => Description = () => {
  throw systemError('EBADF');
};

/** Sets what makes the description of a descriptor that this process was started with, when it is first used. */
export function adoptWith(make: (fd: number) => Description): void {
  adopt = make;
}

function entryOf(fd: number): Entry {
  const found = table.get(fd);
  if (typeof found === 'object') return found;
  if (found !== undefined || fd < 0 || fd >= 2 ** 31) throw systemError('EBADF');
  const description = adopt(fd);
  const entry = { description, inheritable: fd <= 2, reserved: false };
  description.references++;
  own(description, fd);
  table.set(fd, entry);
  return entry;
}

function own(description: Description, fd: number): void {
  description.own = fd;
  owners.set(fd, description);
}

/** The process begins anew, with what its image's maker never had (cli/image.ts). */
export function forgetDescriptors(): void {
  table.clear();
  owners.clear();
}

/** What a descriptor stands for; throws HostError (EBADF). */
export function descriptionOf(fd: number): Description {
  return entryOf(fd).description;
}

/** A number that the system gives to nobody else. */
function reserve(): number {
  const taken: number[] = [];
  for (;;) {
    const fd = system(() => fs.openSync('/dev/null', 'r'));
    if (!table.has(fd)) {
      for (const other of taken) fs.closeSync(other);
      return fd;
    }
    taken.push(fd);
  }
}

/** How many numbers are tried in order to keep a certain one. */
const REACH = 64;

/** Keeps the number `wanted` from others, if it is free and not far; whether that was so. */
function reserveNumber(wanted: number): boolean {
  const taken: number[] = [];
  let fd = -1;
  while (fd < wanted && taken.length < REACH) {
    fd = system(() => fs.openSync('/dev/null', 'r'));
    if (fd !== wanted) taken.push(fd);
  }
  for (const other of taken) fs.closeSync(other);
  return fd === wanted;
}

/**
 * A new descriptor for `description`.
 * @param number the system's descriptor behind it, when nothing else has that number
 */
export function addDescriptor(description: Description, number?: number): number {
  const direct = number !== undefined && !table.has(number);
  const fd = direct ? number : reserve();
  description.references++;
  if (direct) own(description, fd);
  table.set(fd, { description, inheritable: false, reserved: !direct });
  if (spare === null && table.size >= MANY) keepSpare();
  return fd;
}

/** A descriptor of the system for what the implementation has to read when the program has used up all others. */
let spare: number | null = null;
/** There is a spare one as soon as the program has so many. */
const MANY = 64;

function keepSpare(): void {
  try {
    spare = fs.openSync('/dev/null', 'r');
  } catch {
    spare = null;
  }
}

/** Does something that opens a descriptor and closes it again, in place of the spare one if need be. */
export function withSpare<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (spare === null || !['EMFILE', 'ENFILE'].includes(String((error as NodeJS.ErrnoException).code)))
      throw error;
  }
  fs.closeSync(spare);
  try {
    return action();
  } finally {
    keepSpare();
  }
}

function release({ description }: Entry): void {
  if (--description.references > 0) return;
  try {
    description.close();
  } finally {
    if (description.own !== null) free(description.own);
  }
}

/** The system's number `fd` is no longer used by what was opened under it. */
function free(fd: number): void {
  owners.delete(fd);
  const found = table.get(fd);
  if (found === 'used') closed(fd);
  else if (typeof found === 'object') found.reserved = reserveNumber(fd);
}

/** Nothing stands for the number any more. */
function closed(fd: number): void {
  table.delete(fd);
  // Node itself must not find anything else under these numbers.
  if (fd <= 2 && reserveNumber(fd)) table.set(fd, 'kept');
}

/** close(2). The description is closed with its last descriptor. Throws EBADF. */
export function closeDescriptor(fd: number): void {
  const entry = entryOf(fd);
  table.delete(fd);
  try {
    release(entry);
  } finally {
    if (entry.reserved) fs.closeSync(fd);
    if (owners.has(fd)) table.set(fd, 'used');
    else closed(fd);
  }
}

/** dup(2): the lowest free number, which children do not inherit. Throws EBADF. */
export function duplicate(fd: number): number {
  return addDescriptor(descriptionOf(fd));
}

/** dup3(2): from now on `to` stands for what `fd` does. */
export function duplicateTo(fd: number, to: number, inheritable: boolean): void {
  const { description } = entryOf(fd);
  if (to < 0) throw systemError('EBADF');
  if (fd === to) return;
  description.references++;
  if (isOpen(to)) closeDescriptor(to);
  const found = table.get(to);
  const reserved = found === 'kept' || (found !== 'used' && reserveNumber(to));
  table.set(to, { description, inheritable, reserved });
}

/** Whether calls with the number would not fail with EBADF; a descriptor that was inherited is adopted by that. */
export function isOpen(fd: number): boolean {
  try {
    entryOf(fd);
    return true;
  } catch {
    return false;
  }
}

/** Whether a child process gets it (no FD_CLOEXEC). Throws EBADF. */
export function isInheritable(fd: number): boolean {
  return entryOf(fd).inheritable;
}

/** Throws EBADF. The system's own flag stays as it is: what a child process gets is decided when it is started. */
export function setInheritable(fd: number, inheritable: boolean): void {
  entryOf(fd).inheritable = inheritable;
}

/** The descriptors above 2 that a child process inherits when none are closed. */
export function inheritableDescriptors(): number[] {
  return [...table]
    .filter(([fd, entry]) => fd > 2 && typeof entry === 'object' && entry.inheritable)
    .map(([fd]) => fd);
}

/** What waits for one event. */
export class Waiters {
  private readonly waiting = new Set<() => void>();

  get size(): number {
    return this.waiting.size;
  }
  add(ready: () => void): () => void {
    const waiter = (): void => ready();
    this.waiting.add(waiter);
    return () => void this.waiting.delete(waiter);
  }
  wake(): void {
    const woken = [...this.waiting];
    this.waiting.clear();
    for (const ready of woken) ready();
  }
}
