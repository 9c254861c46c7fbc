// Built-ins that run or compile code: exec, eval, compile, globals, locals, __import__, breakpoint.
//
// A code object is made for one dictionary of globals (objects/code.ts), and for module-level code also for whether its
// locals are another mapping; `instantiate` of the interpreter gives the variant that is needed.
import { CO_FUTURE } from '../compiler/code-flags.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { defineIntrinsics } from '../machine/frozen.ts';
import { withFrames } from '../machine/inspect.ts';
import { frameLocals, runBody } from '../machine/locals.ts';
import { machine } from '../machine/machine.ts';
import type { CompileMode, CompileRequest } from '../machine/interpreter.ts';
import { importModule } from '../imports/statements.ts';
import { PyBytes } from '../objects/bytes.ts';
import { PyByteArray } from '../objects/bytearray.ts';
import { CodeObject, futureCode } from '../objects/code.ts';
import { dictType, PyDict } from '../objects/dict.ts';
import { raise, runtimeErrorType, systemErrorType, typeError, valueErrorType } from '../objects/exception.ts';
import { Cell } from '../objects/function.ts';
import { intOf } from '../objects/int.ts';
import { converted, isPathLike } from '../objects/conversion.ts';
import { bytesOf } from '../objects/bytes-argument.ts';
import { checkEncodable } from '../objects/codecs.ts';
import { isLender, lendTo } from '../objects/lender.ts';
import type { MethodTable } from '../objects/native.ts';
import { None } from '../objects/none.ts';
import type { IterResult, PyObject, Result, Value } from '../objects/object.ts';
import { hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';

/** Runs code in `globals`; `locals` is the same dict or any mapping. */
export function execWith(
  code: CodeObject,
  globals: PyDict,
  locals: Value,
  closure: Cell[] | null = null,
): Result {
  if (!globals.hasStr('__builtins__')) globals.setStr('__builtins__', machine.interpreter.builtins);
  const separate = locals !== globals || globals.cls !== dictType;
  const bound = machine.interpreter.instantiate(code, globals, separate);
  return runBody(bound, globals, separate ? locals : null, closure);
}

/** What exec and eval were called with, once globals and locals are known. */
interface Execution {
  name: 'exec' | 'eval';
  source: Value;
  closure: Value;
}

function execute(request: Execution, globals: Value, locals: Value): Result {
  const { name } = request;
  if (locals !== None && typeOf(locals).lookup('__getitem__') === undefined) {
    return typeError(
      name === 'exec'
        ? `locals must be a mapping or None, not ${typeOf(locals).name}`
        : 'locals must be a mapping',
    );
  }
  if (globals === None) return withCaller(request, locals);
  if (!(globals instanceof PyDict)) {
    if (name === 'exec') return typeError(`exec() globals must be a dict, not ${typeOf(globals).name}`);
    const mapping = typeOf(globals).lookup('__getitem__') !== undefined;
    return typeError(
      mapping ? 'globals must be a real dict; try eval(expr, {}, mapping)' : 'globals must be a dict',
    );
  }
  return compileAndRun(request, globals, locals === None ? globals : locals);
}

/** exec and eval without globals work in those of their caller. */
function withCaller(request: Execution, locals: Value): Result {
  return withFrames(0, (frame) => {
    if (frame === null) return raise(systemErrorType, 'globals and locals cannot be NULL');
    return compileAndRun(request, frame.fn.globals, locals === None ? frameLocals(frame) : locals);
  });
}

function compileAndRun(request: Execution, globals: PyDict, locals: Value): Result {
  const { name, source, closure } = request;
  if (source instanceof CodeObject) {
    const cells = closureCells(source, closure, name);
    return cells === undefined ? ABRUPT : execWith(source, globals, locals, cells);
  }
  if (closure !== None) return typeError('closure can only be used when source is a code object');
  if (isLent(source)) {
    const copy = lentSource(source, name, RUN_SOURCE);
    return copy === ABRUPT
      ? (suspend(new SourceFrame(request, globals, locals)) as Result)
      : compileAndRun({ ...request, source: copy }, globals, locals);
  }
  const text = sourceText(source, name, RUN_SOURCE);
  if (text === undefined) return ABRUPT;
  const trimmed = name === 'eval' ? withoutIndentation(text) : text;
  const compile = (flags: number): Result =>
    machine.interpreter.compile({ source: trimmed, filename: '<string>', mode: name, flags, globals });
  const code = withInherited(0, compile);
  if (code === ABRUPT) return suspend(new RunFrame(globals, locals)) as Result;
  return execWith(code as CodeObject, globals, locals);
}

function withoutIndentation(source: string | Uint8Array): string | Uint8Array {
  if (typeof source === 'string') return source.replace(/^[ \t]+/, '');
  const start = source.findIndex((byte) => byte !== 0x20 && byte !== 0x09);
  return start > 0 ? source.subarray(start) : source;
}

const RUN_SOURCE = 'string, bytes or code object';

/** Whether the source is in memory that an object in Python lends. */
function isLent(source: Value): boolean {
  return !(source instanceof PyBytes) && !(source instanceof PyByteArray) && isLender(source);
}

/** A copy of the source that an object lends, which gets its memory back at once. */
function lentSource(source: Value, name: string, wanted: string): Result {
  const copy = lendTo(copyOfSource, [source], source);
  return copy === ABRUPT ? (suspend(new LentSourceFrame(name, wanted)) as Result) : copy;
}

function copyOfSource(source: Value): Result {
  return new PyBytes(bytesOf(source)!.slice());
}

/** Left while an object lends its memory: whatever it raises, the source is of the wrong kind. */
class LentSourceFrame extends NativeFrame {
  readonly name: string;
  readonly wanted: string;
  constructor(name: string, wanted: string) {
    super();
    this.name = name;
    this.wanted = wanted;
  }
  returned(copy: Value): IterResult {
    return copy;
  }
  override raised(): IterResult {
    machine.exc = null;
    return typeError(`${this.name}() arg 1 must be a ${this.wanted}`);
  }
}

/** Left by exec and eval while an object lends the source. */
class SourceFrame extends NativeFrame {
  readonly request: Execution;
  readonly globals: PyDict;
  readonly locals: Value;
  constructor(request: Execution, globals: PyDict, locals: Value) {
    super();
    this.request = request;
    this.globals = globals;
    this.locals = locals;
  }
  returned(source: Value): IterResult {
    return compileAndRun({ ...this.request, source }, this.globals, this.locals);
  }
}

/** Continues with `flags` and those of the future statements that are in force where the built-in is called. */
function withInherited(flags: number, use: (flags: number) => Result): Result {
  if (!futureCode.exists) return use(flags);
  return withFrames(0, (frame) => use(frame === null ? flags : flags | (frame.code.flags & CO_FUTURE)));
}

class RunFrame extends NativeFrame {
  readonly globals: PyDict;
  readonly locals: Value;
  constructor(globals: PyDict, locals: Value) {
    super();
    this.globals = globals;
    this.locals = locals;
  }
  returned(value: Value): IterResult {
    return execWith(value as CodeObject, this.globals, this.locals);
  }
}

/** The cells for a code object's free variables; undefined after raising. */
function closureCells(code: CodeObject, closure: Value, name: string): Cell[] | null | undefined {
  const count = code.template.freevars.length;
  if (closure === None) {
    if (count === 0) return null;
    typeError(
      name === 'eval'
        ? 'code object passed to eval() may not contain free variables'
        : `code object requires a closure of exactly length ${count}`,
    );
    return undefined;
  }
  if (count === 0) {
    typeError('cannot use a closure with this code object');
    return undefined;
  }
  if (
    closure instanceof PyTuple &&
    closure.items.length === count &&
    closure.items.every((c) => c instanceof Cell)
  ) {
    return closure.items as Cell[];
  }
  typeError(`code object requires a closure of exactly length ${count}`);
  return undefined;
}

/** Source as text or bytes; undefined after raising TypeError or, for surrogates, UnicodeEncodeError. */
export function sourceText(source: Value, name: string, wanted: string): string | Uint8Array | undefined {
  const text = textOf(source);
  if (text !== undefined) return checkEncodable(source) ? hostString(text) : undefined;
  const bytes = bytesOf(source);
  if (bytes !== undefined) return bytes;
  typeError(`${name}() arg 1 must be a ${wanted}`);
  return undefined;
}

function builtins_exec(
  source: Value,
  globals: Value = None,
  locals: Value = None,
  closure: Value = None,
): Result {
  return execute({ name: 'exec', source, closure }, globals, locals);
}

function builtins_eval(source: Value, globals: Value = None, locals: Value = None): Result {
  return execute({ name: 'eval', source, closure: None }, globals, locals);
}

// --- compile -------------------------------------------------------------------------------------------------------

const MODES: readonly string[] = ['exec', 'eval', 'single', 'func_type'];
/** `ast.PyCF_*` flags that compile() takes beside those of future statements. */
const PYCF_ONLY_AST = 0x400;
const PYCF_MASK_OBSOLETE = 0x10;
const PYCF_ALL =
  0x1fe0000 | PYCF_MASK_OBSOLETE | 0x200 | 0x400 | 0x800 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x100;

function builtins_compile(
  source: Value,
  filename: Value,
  mode: Value,
  flags: Value = 0,
  dontInherit: Value = false,
  optimize: Value = -1,
  featureVersion: Value = -1,
): Result {
  const plain = typeof dontInherit === 'boolean' && !isPathLike(filename);
  const ints = [flags, optimize, featureVersion];
  if (!plain || ints.some((value) => intOf(value) === undefined)) {
    const args = [source, filename, mode, flags, dontInherit, optimize, featureVersion];
    return converted(builtins_compile, args, [null, 'path', null, 'index', 'truth', 'index', 'index']);
  }
  const modeText = textOf(mode);
  if (modeText === undefined)
    return typeError(`compile() argument 'mode' must be str, not ${typeOf(mode).name}`);
  const bits = Number(intOf(flags));
  if ((bits & ~PYCF_ALL) !== 0) return raise(valueErrorType, 'compile(): unrecognised flags');
  const level = Number(intOf(optimize));
  if (level < -1 || level > 2) return raise(valueErrorType, 'compile(): invalid optimize value');
  if (!MODES.includes(hostString(modeText))) {
    return raise(valueErrorType, "compile() mode must be 'exec', 'eval' or 'single'");
  }
  const minor = Number(intOf(featureVersion));
  const name = filenameText(filename);
  if (name === undefined) return ABRUPT;
  if (hostString(modeText) === 'func_type' && (bits & PYCF_ONLY_AST) === 0)
    return raise(valueErrorType, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  const compile = (all: number): Result =>
    compileAs(source, {
      filename: name,
      mode: hostString(modeText) as CompileMode,
      flags: all,
      optimize: level,
      globals: null,
      ...(minor >= 0 && (bits & PYCF_ONLY_AST) !== 0 ? { featureVersion: minor } : {}),
    });
  return dontInherit ? compile(bits) : withInherited(bits, compile);
}

/** What `compile` gives for a source of any kind. */
function compileAs(source: Value, request: Omit<CompileRequest, 'source'>): Result {
  if (machine.interpreter.isTree(source))
    return machine.interpreter.compile({ ...request, source: source as PyObject });
  if (source instanceof CodeObject) return source;
  if (isLent(source)) {
    const copy = lentSource(source, 'compile', COMPILE_SOURCE);
    return copy === ABRUPT ? (suspend(new CompileFrame(request)) as Result) : compileAs(copy, request);
  }
  const text = sourceText(source, 'compile', COMPILE_SOURCE);
  return text === undefined ? ABRUPT : machine.interpreter.compile({ ...request, source: text });
}

const COMPILE_SOURCE = 'string, bytes or AST object';

/** Left by `compile` while an object lends the source. */
class CompileFrame extends NativeFrame {
  readonly request: Omit<CompileRequest, 'source'>;
  constructor(request: Omit<CompileRequest, 'source'>) {
    super();
    this.request = request;
  }
  returned(source: Value): IterResult {
    return compileAs(source, this.request);
  }
}

/** A file name as str or bytes; undefined after raising TypeError. */
function filenameText(filename: Value): string | undefined {
  const text = textOf(filename);
  if (text !== undefined) return hostString(text);
  if (filename instanceof PyBytes) return new TextDecoder().decode(filename.data);
  typeError(`expected str, bytes or os.PathLike object, not ${typeOf(filename).name}`);
  return undefined;
}

// --- globals, locals, __import__ -----------------------------------------------------------------------------------

function builtins_globals(): Result {
  return withFrames(0, (frame) =>
    frame === null ? raise(systemErrorType, 'globals() without a frame') : frame.fn.globals,
  );
}

function builtins_locals(): Result {
  return withFrames(0, (frame) =>
    frame === null ? raise(systemErrorType, 'frame does not exist') : frameLocals(frame),
  );
}

function builtins_import(
  name: Value,
  globals: Value | undefined,
  locals: Value = None,
  fromlist: Value = new PyTuple([]),
  level: Value = 0,
): Result {
  const text = textOf(name);
  if (text === undefined) return typeError('module name must be a string');
  return importModule(globals ?? null, locals, hostString(text), fromlist, Number(intOf(level)));
}

defineIntrinsics({
  sys_stream: ['(name, /)', sysStream],
});

function sysStream(name: Value): Result {
  const stream = machine.interpreter.sys.getStr(String(name));
  return stream === undefined || stream === None
    ? raise(runtimeErrorType, `input(): lost sys.${String(name)}`)
    : stream;
}

export const executeBuiltins: MethodTable = {
  __import__: ['(name, globals=None, locals=None, fromlist=(), level=0)', builtins_import],
  compile: [
    '(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)',
    builtins_compile,
  ],
  eval: ['(source, /, globals=None, locals=None)', builtins_eval],
  exec: ['(source, /, globals=None, locals=None, *, closure=None)', builtins_exec],
  globals: ['()', builtins_globals],
  locals: ['()', builtins_locals],
};
