// A line from the terminal for the prompt (src/python/repl.py), edited by the host.
import { defineIntrinsics } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { INTERRUPTED } from '../host/host.ts';
import { keyboardInterruptType, newException, osErrorType } from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { Result, Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { waitForHost } from '../stackless/host-wait.ts';
import { StandardInput } from './standard-input.ts';

/** Whether standard input and output are the terminal itself. */
function is_console(): Result {
  const { host, sys } = machine.interpreter;
  const stdin: unknown = sys.getStr('stdin');
  const isOwn = stdin instanceof StandardInput && stdin.isQuick;
  return host.readLine !== null && isOwn && host.isTty(0) && host.isTty(1);
}

function edit_line(prompt: Value): Result {
  const { host } = machine.interpreter;
  return waitForHost((wake, fail) => {
    host.readLine!(hostString(textOf(prompt)!)).then(
      (line) => {
        if (line === INTERRUPTED) fail(newException(keyboardInterruptType));
        else wake(line === null ? None : fromHost(line));
      },
      (error: unknown) => fail(newException(osErrorType, String(error))),
    );
  });
}

defineIntrinsics({
  is_console: ['()', is_console],
  edit_line: ['(prompt, /)', edit_line],
});
