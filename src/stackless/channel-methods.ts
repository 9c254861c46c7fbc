// The class `channel` as Python sees it.
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { newException, typeErrorType } from '../objects/exception.ts';
import { intOf } from '../objects/int.ts';
import { defineGetSets, defineMembers, defineMethods, defineStaticMethods } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import type { PyType } from '../objects/type.ts';
import { iter } from '../operators/iterate.ts';
import { defineIterator } from '../operators/iterator-methods.ts';
import { Channel, channelType } from './channel.ts';
import { classBomb, describedBomb } from './throwing.ts';
import { receive, receiveNext, send, SendSequence } from './transfer.ts';

function channel_new(cls: PyType): Result {
  return new cls.Ctor();
}

Object.defineProperty(Channel.prototype, 'next', {
  value(this: Channel): IterResult {
    return receiveNext(this);
  },
  writable: true,
  configurable: true,
  enumerable: false,
});

function channel_send_exception(self: Channel, args: Value[]): Result {
  return send(self, classBomb('channel', 'send_exception', args));
}

function channel_send_throw(self: Channel, exc: Value, val: Value = None, tb: Value = None): Result {
  return send(self, describedBomb(exc, val, tb));
}

function channel_send_sequence(self: Channel, seq: Value): Result {
  const iterator = iter(seq);
  if (iterator === ABRUPT) return suspend(new SequenceFrame(self)) as Result;
  return new SendSequence(self, iterator).run();
}

/** Left while the sequence's `__iter__` is off the stack. */
class SequenceFrame extends NativeFrame {
  private readonly channel: Channel;
  constructor(channel: Channel) {
    super();
    this.channel = channel;
  }
  returned(iterator: Value): IterResult {
    return new SendSequence(this.channel, iterator as PyObject).run();
  }
}

function channel_close(self: Channel): Result {
  self.closing = true;
  return None;
}

function channel_open(self: Channel): Result {
  self.closing = false;
  return None;
}

function channel_preference_set(self: Channel, value: Value | undefined): void {
  const n = value === undefined ? undefined : intOf(value);
  if (n === undefined) throw newException(typeErrorType, 'preference must be set to an integer');
  self.preference = n > 0 ? 1 : n < 0 ? -1 : 0;
}

function channel_schedule_all_set(self: Channel, value: Value | undefined): void {
  const n = value === undefined ? undefined : intOf(value);
  if (n === undefined) throw newException(typeErrorType, 'preference must be set to a bool or integer');
  self.scheduleAll = n !== 0;
}

defineStaticMethods(channelType, { __new__: ['($type, /, *args, **kwargs)', channel_new] });
defineIterator(channelType);
defineMethods(channelType, {
  __init__: ['($self, /, *args, **kwargs)', (): Result => None],
  send: ['($self, value, /)', send, 'Send a value; wait until someone receives it.'],
  receive: ['($self, /)', receive, 'Receive a value; wait until someone sends one.'],
  send_exception: ['($self, /, *args)', channel_send_exception, 'Make the receiver raise exc(*args).'],
  send_throw: [
    '($self, exc, val=None, tb=None, /)',
    channel_send_throw,
    'Make the receiver raise an exception.',
  ],
  send_sequence: ['($self, seq, /)', channel_send_sequence, 'Send each item; return their number.'],
  close: ['($self, /)', channel_close, 'Let operations that would wait fail.'],
  open: ['($self, /)', channel_open, 'Undo close().'],
});
defineGetSets(channelType, {
  balance: [(self: Channel): Result => self.balance],
  queue: [(self: Channel): Result => self.first ?? None],
  preference: [(self: Channel): Result => self.preference, channel_preference_set],
  schedule_all: [(self: Channel): Result => (self.scheduleAll ? 1 : 0), channel_schedule_all_set],
  closed: [(self: Channel): Result => self.closing && self.balance === 0],
});
defineMembers(channelType, { closing: [(self: Channel): Result => self.closing] });
