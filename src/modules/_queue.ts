// _queue.SimpleQueue: an unbounded first-in, first-out queue between threads, or between tasklets.
//
// An item that is put goes straight to the tasklet that has waited longest; if that one is interrupted before it goes on, the
// item stands first in the queue again.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { growByOne } from '../machine/memory.ts';
import { raise, valueErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { defineClassMethods, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import { type IterResult, PyObject, type Result, type Value } from '../objects/object.ts';
import { genericAlias } from '../objects/generic-alias.ts';
import { builtinType, type PyType } from '../objects/type.ts';
import { moduleException } from './module-exception.ts';
import type { NativeModule } from './native-module.ts';
import { secondsOf, waitAtMost } from './thread-locks.ts';

const emptyType = moduleException('_queue', 'Empty');

interface Waiter {
  getting: Getting;
  wake: (value: Value) => void;
}

class SimpleQueue extends PyObject {
  items: Value[] = [];
  /** Index of the first item. */
  first = 0;
  private waiters: Waiter[] = [];

  get size(): number {
    return this.items.length - this.first;
  }

  put(item: Value): void {
    const waiter = this.waiters.shift();
    if (waiter === undefined) {
      growByOne(this.items.length);
      this.items.push(item);
    } else {
      waiter.getting.item = item;
      waiter.wake(true);
    }
  }

  /** Gives an item back that was taken last. */
  putBack(item: Value): void {
    if (this.waiters.length > 0) this.put(item);
    else if (this.first > 0) this.items[--this.first] = item;
    else this.items.unshift(item);
  }

  take(): Value {
    const item = this.items[this.first]!;
    this.items[this.first++] = None;
    if (this.first * 2 > this.items.length) {
      this.items.splice(0, this.first);
      this.first = 0;
    }
    return item;
  }

  /** Waits for an item, `seconds` at most (negative: no limit). */
  wait(seconds: number): Result {
    const getting = new Getting(this);
    const result = waitAtMost(seconds, (wake) => {
      const waiter = { getting, wake };
      this.waiters.push(waiter);
      return () => {
        this.waiters = this.waiters.filter((w) => w !== waiter);
      };
    });
    return (result === ABRUPT ? suspend(getting) : getting.returned()) as Result;
  }
}

/** Left by a tasklet that waits for an item. */
class Getting extends NativeFrame {
  private readonly queue: SimpleQueue;
  /** The item it was given; undefined: none. */
  item: Value | undefined = undefined;

  constructor(queue: SimpleQueue) {
    super();
    this.queue = queue;
  }
  returned(): IterResult {
    return this.item ?? raise(emptyType);
  }
  override raised(): IterResult {
    if (this.item !== undefined) this.queue.putBack(this.item);
    return ABRUPT;
  }
}

const simpleQueueType = builtinType('SimpleQueue', SimpleQueue, {
  module: '_queue',
  hasWeakrefs: true,
  doc: 'Simple, unbounded, reentrant FIFO queue.',
});

function queue_put(self: SimpleQueue, item: Value): Result {
  self.put(item);
  return None;
}

function queue_get(self: SimpleQueue, block: Value = true, timeout: Value = None): Result {
  const waits = intOf(block) !== 0 && block !== None;
  const seconds = !waits ? 0 : timeout === None ? -1 : secondsOf(timeout);
  if (seconds === undefined) return ABRUPT;
  if (waits && timeout !== None && seconds < 0)
    return raise(valueErrorType, "'timeout' must be a non-negative number");
  if (self.size > 0) return self.take();
  return seconds === 0 ? raise(emptyType) : self.wait(seconds);
}

defineStaticMethods(simpleQueueType, { __new__: ['(cls, /)', (cls: PyType): Result => new cls.Ctor()] });
defineClassMethods(simpleQueueType, {
  __class_getitem__: ['($cls, item, /)', genericAlias, 'See PEP 585'],
});
defineMethods(simpleQueueType, {
  empty: ['($self, /)', (self: SimpleQueue): Result => self.size === 0, 'Return True if the queue is empty.'],
  get: ['($self, /, block=True, timeout=None)', queue_get, 'Remove and return an item from the queue.'],
  get_nowait: [
    '($self, /)',
    (self: SimpleQueue): Result => queue_get(self, false),
    'Remove and return an item from the queue without blocking.',
  ],
  put: ['($self, /, item, block=True, timeout=None)', queue_put, 'Put the item on the queue.'],
  put_nowait: ['($self, /, item)', queue_put, 'Put an item into the queue without blocking.'],
  qsize: [
    '($self, /)',
    (self: SimpleQueue): Result => self.size,
    'Return the approximate size of the queue.',
  ],
});

export const _queueModule: NativeModule = {
  name: '_queue',
  doc: 'C implementation of the Python queue module.',
  functions: {},
  attributes: () => ({ Empty: emptyType, SimpleQueue: simpleQueueType }),
};
