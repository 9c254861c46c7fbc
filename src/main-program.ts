// What src/python/lifecycle.py asks for when it runs a main program: compiling it, running it in `__main__`, and what the
// command line wants of its end.
import { bootstrap, isBootstrapped } from './imports/bootstrap.ts';
import { execWith } from './builtins/execute.ts';
import { defineIntrinsics, frozenFunction } from './machine/frozen.ts';
import { machine } from './machine/machine.ts';
import { beginFinalizing, systemFlags } from './modules/sys.ts';
import { PyBytes } from './objects/bytes.ts';
import type { CodeObject } from './objects/code.ts';
import type { PyDict } from './objects/dict.ts';
import { None } from './objects/none.ts';
import type { Result, Value } from './objects/object.ts';
import { fromHost, hostString, textOf } from './objects/str.ts';
import type { PyType } from './objects/type.ts';
import { here } from './stackless/scheduler.ts';

const LOADER = Symbol("how __main__'s loader is made");
const LOADER_NAME = '__loader__';
/** How many statements have been typed at the prompt. */
const INPUTS = Symbol('inputs');
const NEWLINE = 10;

function mainNamespace(): PyDict {
  const main = machine.interpreter.modules.getStr('__main__') as unknown as { dict: PyDict };
  return main.dict;
}

function compile_main(source: Value, filename: Value): Result {
  const text = textOf(source);
  return machine.interpreter.compile({
    source: text === undefined ? withoutFirstLine((source as PyBytes).data) : hostString(text),
    filename: hostString(textOf(filename)!),
    isFile: true,
    mode: 'exec',
    globals: mainNamespace(),
    flags: 0,
  });
}

/** The bytes of a program's file: -x leaves the first line out. */
function withoutFirstLine(data: Uint8Array): Uint8Array {
  if (!machine.interpreter.options.skipFirstLine) return data;
  const end = data.indexOf(NEWLINE);
  return end < 0 ? new Uint8Array(0) : data.subarray(end);
}

/** Compiles a statement typed at the prompt; with PyCF_ALLOW_INCOMPLETE_INPUT in `flags` it may end too early. */
function compile_single(source: Value, filename: Value, flags: Value): Result {
  return machine.interpreter.compile({
    source: hostString(textOf(source)!),
    filename: hostString(textOf(filename)!),
    mode: 'single',
    globals: mainNamespace(),
    flags: Number(flags),
  });
}

/** Runs code in `__main__`. A Ctrl-C that ended what ran before is forgotten. */
function exec_main(code: CodeObject): Result {
  machine.interpreter.interrupted = false;
  const namespace = mainNamespace();
  return execWith(code, namespace, namespace);
}

/**
 * Remembers how `__main__.__loader__` is made, for which importlib has to be there: loading that takes a third of the time of a
 * short program. So it is made when something is imported, or at once if the program's text speaks of it.
 * @param filename  None: the loader of built-in modules
 */
function plan_loader(filename: Value, source: Value): Result {
  machine.interpreter.slots.set(LOADER, filename);
  if (!isBootstrapped()) return mentions(source, LOADER_NAME) ? bootstrap() : None;
  return setLoader();
}

function mentions(source: Value, name: string): boolean {
  const text = textOf(source);
  if (text !== undefined) return hostString(text).includes(name);
  return source instanceof PyBytes && Buffer.from(source.data).includes(name);
}

/** Gives `__main__` the loader that was planned; importlib is there. */
function setLoader(): Result {
  const filename = machine.interpreter.slots.get(LOADER) as Value | undefined;
  if (filename === undefined) return None;
  machine.interpreter.slots.delete(LOADER);
  return frozenFunction('lifecycle', 'set_loader').call2(mainNamespace(), filename);
}

/** Whether a prompt shall follow: the program may have set PYTHONINSPECT. */
function inspects(): boolean {
  const { options, host } = machine.interpreter;
  const asked = options.inspect > 0 || variable('PYTHONINSPECT') !== None;
  return asked && (options.interactive > 0 || host.isTty(0));
}

/** A PYTHON* variable, unless it is empty or they are ignored; else None. */
function variable(name: string): Value {
  const { options, host } = machine.interpreter;
  const text = options.ignoreEnvironment ? undefined : host.environment[name];
  return text === undefined || text === '' ? None : fromHost(text);
}

/** From here on SystemExit ends the program. */
function stop_inspecting(): Result {
  const { options, sys } = machine.interpreter;
  options.inspect = 0;
  sys.setStr('flags', systemFlags(options));
  return None;
}

function count_input(): Result {
  const { slots } = machine.interpreter;
  const count = (slots.get(INPUTS) as number | undefined) ?? 0;
  slots.set(INPUTS, count + 1);
  return count;
}

function begin_finalizing(): Result {
  beginFinalizing();
  here().shared.finalizing = true;
  return None;
}

defineIntrinsics({
  compile_main: ['(source, filename, /)', compile_main],
  compile_single: ['(source, filename, flags, /)', compile_single],
  exec_main: ['(code, /)', exec_main],
  plan_loader: ['(filename, source, /)', plan_loader],
  set_planned_loader: ['()', setLoader],
  original_hook: [
    '(name, /)',
    (name: Value): Result => machine.interpreter.sys.getStr(`__${String(name)}__`) ?? None,
  ],
  loaded_module: [
    '(name, /)',
    (name: Value): Result => machine.interpreter.modules.getStr(String(name)) ?? None,
  ],
  remember_command: [
    '(code, source, /)',
    (code: Value, source: Value): Result =>
      frozenFunction('importing', 'remember_command').call2(code, source),
  ],
  end_by_interrupt: ['()', (): Result => ((machine.interpreter.interrupted = true), None)],
  main_namespace: ['()', (): Result => mainNamespace()],
  interact: ['()', (): Result => frozenFunction('repl', 'interact').callN([])],
  show_exception: ['(exc, /)', (exc: Value): Result => frozenFunction('lifecycle', 'show').call1(exc)],
  count_input: ['()', count_input],
  inspects: ['()', inspects],
  is_inspecting: ['()', (): Result => machine.interpreter.options.inspect > 0],
  stop_inspecting: ['()', stop_inspecting],
  environment_variable: ['(name, /)', (name: Value): Result => variable(String(name))],
  stdio_encoding: ['()', (): Result => machine.interpreter.options.stdioEncoding ?? None],
  stdio_errors: ['()', (): Result => machine.interpreter.options.stdioErrors],
  /** The name of a class in messages: with the module where it is built in. */
  tp_name: ['(cls, /)', (cls: Value): Result => fromHost((cls as PyType).name)],
  is_finalizing: ['()', (): Result => here().shared.finalizing],
  begin_finalizing: ['()', begin_finalizing],
});
