// From compiled text to code objects, and the built-in `compile` behind exec, eval and imports.
//
// What the compiler makes is a JavaScript function of the globals; running it gives the code objects whose functions hold the
// cells of those globals. A code object remembers where it comes from, so that exec can run it with other globals: it is
// then instantiated again, and compiled again when its names are to live in a namespace of their own.
import { later } from '../compiler/emit-module.ts';
import { CO_FUTURE, CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL } from '../compiler/code-flags.ts';
import { preprocess } from '../compiler/preprocess.ts';
import { compileTree, type CompiledModule, type CompileOptions } from '../compiler/compile.ts';
import type { CompileRequest } from '../machine/interpreter.ts';
import { ABRUPT } from '../machine/abrupt.ts';
import { NativeFrame, suspend } from '../machine/frame.ts';
import { frozenFunction } from '../machine/frozen.ts';
import { machine } from '../machine/machine.ts';
import { PyBytes } from '../objects/bytes.ts';
import { codeHooks, type CodeObject, type CodeTemplate, replacedCode } from '../objects/code.ts';
import { dictType, PyDict } from '../objects/dict.ts';
import {
  incompleteInputErrorType,
  indentationErrorType,
  memoryErrorType,
  newException,
  PyBaseException,
  type PySyntaxError,
  raise,
  raiseException,
  recursionErrorType,
  syntaxErrorType,
  tabErrorType,
} from '../objects/exception.ts';
import { None } from '../objects/none.ts';
import type { IterResult, Result, Value } from '../objects/object.ts';
import { fromHost, hostString, textOf } from '../objects/str.ts';
import { PyTuple } from '../objects/tuple.ts';
import { PythonSyntaxError, type SyntaxWarningInfo } from '../syntax/errors.ts';
import { intDigitsLimit } from '../operators/repr.ts';
import { DEFAULT_MAX_STR_DIGITS } from '../objects/text/int-format.ts';
import { builtinCells, builtinsOf, isPlainDict } from '../operators/builtins.ts';
import { decodeSource, ForeignEncoding, nullByteError } from '../syntax/source.ts';
import type { Mod } from '../syntax/ast.ts';
import { abi, hiddenAbi } from './abi.ts';
import { compileText } from './compilation.ts';
import { compilerFingerprint } from './fingerprint.ts';
import { compileKnownText, forgetTexts } from './compiled-texts.ts';
import { digest } from './digest.ts';
import { checkMode, fromPython, isAst, toPython } from '../modules/_ast.ts';
import {
  parseExpression,
  parseFunctionType,
  parseInteractive,
  parseModule,
  type ParseOptions,
  type ParseResult,
} from '../syntax/parser.ts';

/** ast.PyCF_ONLY_AST. */
const PYCF_ONLY_AST = 0x400;
/** PyCF_DONT_IMPLY_DEDENT: the end of an interactive source does not close its blocks. */
const PYCF_DONT_IMPLY_DEDENT = 0x200;
/** ast.PyCF_TYPE_COMMENTS. */
const PYCF_TYPE_COMMENTS = 0x1000;
/** ast.PyCF_OPTIMIZED_AST. */
const PYCF_OPTIMIZED_AST = 0x8400;
/** ast.PyCF_ALLOW_TOP_LEVEL_AWAIT. */
const PYCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000;
/** ast.PyCF_ALLOW_INCOMPLETE_INPUT. */
const PYCF_ALLOW_INCOMPLETE_INPUT = 0x4000;

/** Where a code object comes from. */
export interface Origin {
  module: CompiledModule;
  index: number;
  globals: PyDict;
  separate: boolean;
  /** The globals are no plain dict: each name is looked up as an item of them. */
  mapping: boolean;
  /** Compiles the same text with other options. */
  again: (options: CompileOptions) => CompiledModule;
  options: CompileOptions;
  /** What was compiled: a str or a tree. */
  source: () => Value;
  /** All code objects that were instantiated together. */
  codes: CodeObject[];
  /** Evaluates a JavaScript expression in the scope of the emitted text. */
  evaluate: (expression: string) => unknown;
}

/** What has been instantiated for a dictionary of globals, as long as any code object of it lives. */
interface Instances {
  refs: WeakRef<CodeObject[]>[];
  /** When there are so many, those that are gone are looked for. */
  limit: number;
}
const instances = new WeakMap<PyDict, Instances>();
const FIRST_LIMIT = 16;

function remember(globals: PyDict, codes: CodeObject[]): void {
  let known = instances.get(globals);
  if (known === undefined) instances.set(globals, (known = { refs: [], limit: FIRST_LIMIT }));
  if (known.refs.length >= known.limit) {
    known.refs = known.refs.filter((ref) => ref.deref() !== undefined);
    known.limit = Math.max(FIRST_LIMIT, known.refs.length * 2);
  }
  known.refs.push(new WeakRef(codes));
}

type Factory = (
  abi: object,
  globals: PyDict,
  builtins: ReturnType<typeof builtinCells>,
  tables: object[],
  source: (i: number) => string,
) => [...CodeObject[], (text: string) => unknown];
const factories = new WeakMap<CompiledModule, Factory>();

const enclosers = new WeakMap<CompiledModule, (expression: string) => string>();

/** An expression as a text to be evaluated where the module stands. */
function enclosed(module: CompiledModule, expression: string): string {
  let enclose = enclosers.get(module);
  if (enclose === undefined) enclosers.set(module, (enclose = later(module.text)));
  return enclose(expression);
}

function factoryOf(module: CompiledModule): Factory {
  let factory = factories.get(module);
  if (factory === undefined) {
    const { kept, text, filename } = module;
    const { cache } = machine.interpreter.host;
    const value: unknown =
      kept === undefined || cache === null
        ? (0, eval)(text)
        : cache.evaluate(text, `python:${filename}`, kept.place, kept.key);
    factory = value as Factory;
    factories.set(module, factory);
  }
  return factory;
}

/** What the code objects that were instantiated together have in common. */
type Made = Omit<Origin, 'index'>;

/** What an origin is made from. */
type NewOrigin = Omit<Origin, 'index' | 'codes' | 'evaluate'>;

/** The code objects of a module for a dictionary of globals; the first is the module's own. */
export function instantiateModule(origin: NewOrigin): CodeObject {
  return makeCodes(origin)[0]!;
}

/** Modules of the library that are written in C elsewhere: their errors are to look as if they came from the caller. */
const NATIVE_ELSEWHERE = new Set(['_pydatetime.py']);

/** Whether the functions of a module have entries in tracebacks. */
function leavesTraces({ tables, filename }: CompiledModule): boolean {
  if (tables[0]!.hidden) return false;
  const { libraryPath } = machine.interpreter.host;
  if (libraryPath === null || !filename.startsWith(libraryPath)) return true;
  return !NATIVE_ELSEWHERE.has(filename.slice(libraryPath.length + 1));
}

function makeCodes(origin: NewOrigin): CodeObject[] {
  const { module, globals } = origin;
  const names = leavesTraces(module) ? abi : hiddenAbi;
  const made = factoryOf(module)(names, globals, builtinCells(builtinsOf(globals)), module.tables, (index) =>
    enclosed(module, module.resumeSource(index)),
  );
  const evaluateText = made.pop() as (text: string) => unknown;
  const evaluate = (expression: string): unknown => evaluateText(enclosed(module, expression));
  const codes = made as CodeObject[];
  const shared: Made = { ...origin, codes, evaluate };
  for (const code of codes) code.made = shared;
  remember(globals, codes);
  return codes;
}

/** Where a code object comes from; undefined for one made in another way. */
export function originOf(code: CodeObject): Origin | undefined {
  const made = code.made as Made | null;
  return made === null ? undefined : { ...made, index: made.codes.indexOf(code) };
}

/** The variant of a code object for other globals, or for names in a namespace of their own. */
export function instantiate(code: CodeObject, globals: PyDict, separate: boolean): CodeObject {
  if (code.replacement !== null) {
    const { of, fields } = code.replacement;
    const other = instantiate(of, globals, separate);
    return other === of ? code : replacedCode(other, fields, code.consts);
  }
  const origin = originOf(code);
  if (origin === undefined) return code;
  const wantsSeparate = separate && origin.index === 0;
  const mapping = globals.cls !== dictType || !isPlainDict(builtinsOf(globals));
  if (origin.globals === globals && origin.separate === wantsSeparate && origin.mapping === mapping)
    return code;
  const options = { ...origin.options, namespaceLocals: wantsSeparate, mappingGlobals: mapping };
  const same = origin.separate === wantsSeparate && origin.mapping === mapping;
  const module = same ? origin.module : origin.again(options);
  const { index } = origin;
  return makeCodes({ ...origin, module, globals, separate: wantsSeparate, mapping, options })[index]!;
}

// --- For pickling ------------------------------------------------------------------------------------------------------

const fingerprints = new WeakMap<CodeTemplate, string>();

/** The emitted text of a code object: its fast body and its resume body. */
function ownText({ module, index }: Origin): string {
  const { text } = module;
  const start = text.indexOf(`const code${index} = makeCode(T[${index}]`);
  const end = /\n(?:function F\d+\(|const code\d+ = makeCode\(|return \[code0)/.exec(text.slice(start + 1));
  const fast = end === null ? text.slice(start) : text.slice(start, start + 1 + end.index);
  const resume = module.resumable.includes(index) ? module.resumeSource(index) : '';
  return fast + resume;
}

/** The same, with the constants it names, and the numbers of other code objects left out. */
function emittedText(origin: Origin): string {
  const { text } = origin.module;
  return ownText(origin)
    .replace(/\n +/g, '\n')
    .replace(/\b(?:code\d+|F\d+|[TS][[(]\d+[\])])/g, '')
    .replace(/\bk\d+\b/g, (name) => new RegExp(`^const ${name} = (.*)$`, 'm').exec(text)?.[1] ?? name);
}

function fingerprintOf(code: CodeObject, origin: Origin): string {
  let fingerprint = fingerprints.get(code.template);
  if (fingerprint === undefined) {
    const { qualname, flags, slots, freevars, cellvars, points } = code.template;
    const depths = points.filter((_, i) => i % 5 === 4);
    fingerprint = digest(
      JSON.stringify([qualname, flags, slots, freevars, cellvars, depths]) + emittedText(origin),
    );
    fingerprints.set(code.template, fingerprint);
  }
  return fingerprint;
}

codeHooks.fingerprint = (code) => {
  const known = fingerprints.get(code.template);
  if (known !== undefined) return known;
  if (code.replacement !== null)
    return `${codeHooks.fingerprint(code.replacement.of)}.${digest(JSON.stringify(code.replacement.fields))}`;
  const origin = originOf(code);
  return origin === undefined ? '' : fingerprintOf(code, origin);
};

codeHooks.globalNames = (code) => {
  const origin = originOf(code);
  if (origin === undefined) return [];
  const cells = new Map(
    [...origin.module.text.matchAll(/\b(g_\S+) = G\.cell\(("[^"]*")\)/g)].map((match) => [
      match[1]!,
      JSON.parse(match[2]!) as string,
    ]),
  );
  const used = new Set(
    [...ownText(origin).matchAll(/(?<![.\w$])g_[\p{ID_Continue}$]+/gu)].map(([name]) => name),
  );
  return [...used].flatMap((name) => cells.get(name) ?? []);
};

codeHooks.origin = (code) => {
  const origin = originOf(code);
  if (origin === undefined) return undefined;
  const { index, globals, options, separate, mapping, source } = origin;
  const all = { ...options, namespaceLocals: separate, mappingGlobals: mapping };
  const fingerprint = fingerprintOf(code, origin);
  const compiler = compilerFingerprint ?? '';
  return { index, globals, fingerprint, compiler, options: JSON.stringify(all), source, separate };
};

codeHooks.rename = (code, filename) => {
  const origin = originOf(code.replacement?.of ?? code);
  if (origin === undefined) return;
  forgetTexts();
  origin.module.filename = filename;
  for (const each of [...origin.codes, code]) each.filename = each.template.filename = filename;
};

codeHooks.find = (globals, qualname, fingerprint) => {
  for (const ref of instances.get(globals)?.refs ?? []) {
    for (const code of ref.deref() ?? []) {
      if (code.template.qualname !== qualname) continue;
      const origin = originOf(code);
      if (origin !== undefined && fingerprintOf(code, origin) === fingerprint) return code;
    }
  }
  return undefined;
};

/** What was compiled for pickles, by source and options: a source comes once for each of its functions. */
const compiledAgain = new Map<string, CodeObject[]>();

/** The options of the compiler as their JSON says; undefined when it is none of options. */
function optionsFrom(text: string): CompileOptions | undefined {
  try {
    const options = JSON.parse(text) as CompileOptions;
    const { mode = 'exec', optimize = 0 } = options;
    return ['exec', 'eval', 'single'].includes(mode) && [0, 1, 2].includes(optimize) ? options : undefined;
  } catch {
    return undefined;
  }
}

codeHooks.compile = (source, filename, text, shared) => {
  try {
    return compiledFrom(source, filename, text, shared);
  } catch (error) {
    if (error instanceof PythonSyntaxError) return undefined;
    throw error;
  }
};

function compiledFrom(
  source: Value,
  filename: string,
  text: string,
  shared: boolean,
): CodeObject[] | undefined {
  const options = optionsFrom(text);
  const isText = textOf(source) !== undefined;
  if (options === undefined || !(isText || isAst(source))) return undefined;
  const again = (o: CompileOptions): CompiledModule =>
    isText
      ? compileText(hostString(textOf(source)!), filename, o)
      : compileTree(treeOf(source, options.mode ?? 'exec'), filename, o);
  const key = isText && shared ? JSON.stringify([filename, text, hostString(textOf(source)!)]) : null;
  const known = key === null ? undefined : compiledAgain.get(key);
  if (known !== undefined) return known;
  const { namespaceLocals: separate = false, mappingGlobals: mapping = false } = options;
  const code = instantiateModule({
    module: again(options),
    globals: new PyDict(),
    separate,
    mapping,
    again,
    options,
    source: () => source,
  });
  const { codes } = originOf(code)!;
  if (key !== null) compiledAgain.set(key, codes);
  return codes;
}

/** Whether `compile` was given a tree of the module `ast`, and not a text. */
export function isTree(value: Value): boolean {
  return isAst(value);
}

/** `compile()`: a code object, with PyCF_ONLY_AST a tree; ABRUPT with SyntaxError and the like. */
export function compileRequest(request: CompileRequest): Result {
  try {
    return compileOrThrow(request);
  } catch (error) {
    if (error instanceof ForeignEncoding) return compileDecoded(request, error.encoding);
    if (error instanceof PythonSyntaxError) return raiseSyntaxError(error, request);
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      return raise(recursionErrorType, 'maximum recursion depth exceeded during compilation');
    }
    throw error;
  }
}

/** Compiles bytes which a codec of Python's is to decode. */
function compileDecoded(request: CompileRequest, encoding: string): Result {
  const { source, filename } = request;
  const bytes = typeof source === 'function' ? source() : (source as Uint8Array);
  const decode = frozenFunction('codecs', 'decode_source');
  const text = decode.call3(new PyBytes(bytes), fromHost(encoding), fromHost(filename));
  if (text === ABRUPT) return suspend(new DecodedFrame(request)) as Result;
  return compileTextOf(text, request);
}

function compileTextOf(text: Value, request: CompileRequest): Result {
  return compileRequest({ ...request, source: hostString(textOf(text)!), compile: undefined });
}

class DecodedFrame extends NativeFrame {
  private readonly request: CompileRequest;
  constructor(request: CompileRequest) {
    super();
    this.request = request;
  }
  returned(text: Value): IterResult {
    return compileTextOf(text, this.request);
  }
}

function compileOrThrow(request: CompileRequest): Result {
  const { filename, flags } = request;
  const mode = request.mode === 'func_type' ? 'eval' : request.mode;
  const options: CompileOptions = {
    mode,
    optimize:
      request.optimize === undefined || request.optimize < 0
        ? machine.interpreter.options.optimize
        : request.optimize,
    futureFlags: flags & CO_FUTURE,
    allowTopLevelAwait: (flags & PYCF_ALLOW_TOP_LEVEL_AWAIT) !== 0,
    maxIntDigits: maxIntDigits(),
    hidden: request.hidden ?? false,
    ...((flags & PYCF_DONT_IMPLY_DEDENT) !== 0 ? { implyDedent: false } : {}),
  };
  const given = request.source;
  const isText = typeof given === 'string' || given instanceof Uint8Array;
  if (request.compile !== undefined) return instantiateFile(request, options);
  if (given instanceof Uint8Array && given.includes(0)) {
    if (request.isFile === true) throw nullByteError(given, filename);
    return raise(syntaxErrorType, 'source code string cannot contain null bytes');
  }
  const source = given instanceof Uint8Array ? decodeSource(given, filename) : given;
  if (isText && (source as string).includes('\0')) {
    return raise(syntaxErrorType, 'source code string cannot contain null bytes');
  }
  if (request.analyse !== undefined) return analysed(source as string, request, request.analyse);
  if ((flags & PYCF_ONLY_AST) !== 0) {
    return isText
      ? treeOfText(source as string, request, options)
      : treeOfTree(given as Value, request, options);
  }
  const again = isText
    ? (o: CompileOptions): CompiledModule => compileKnownText(source as string, filename, o)
    : (o: CompileOptions): CompiledModule => compileTree(treeOf(given as Value, mode), filename, o);
  const module = again(options);
  const origin = isText ? (): Value => fromHost(source as string) : (): Value => given as Value;
  const code = instantiateFor(request, { module, again, options, source: origin });
  return warned(code, module.warnings, request, isText ? (source as string) : '');
}

/** The limit of digits, where it is not the ordinary one. */
function maxIntDigits(): number | undefined {
  const { value } = intDigitsLimit();
  return value === DEFAULT_MAX_STR_DIGITS ? undefined : value;
}

/** The code of what was compiled on request; its names are those of its globals. */
function instantiateFor(
  request: CompileRequest,
  compiled: Omit<NewOrigin, 'globals' | 'separate' | 'mapping'>,
): CodeObject {
  const globals = request.globals ?? new PyDict();
  return instantiateModule({ ...compiled, globals, separate: false, mapping: false });
}

function analysed(
  source: string,
  request: CompileRequest,
  analyse: NonNullable<CompileRequest['analyse']>,
): Result {
  const mode = request.mode === 'func_type' ? 'eval' : request.mode;
  const { tree, warnings } = parse(source, request.filename, mode, { maxIntDigits: maxIntDigits() });
  return warned(analyse(tree, request.filename), warnings, request, source);
}

/** `ast.parse`: only the parser's warnings are issued. */
function treeOfText(source: string, request: CompileRequest, options: CompileOptions): Result {
  const { filename, mode, flags, featureVersion } = request;
  const reading = {
    maxIntDigits: options.maxIntDigits,
    typeComments: (flags & PYCF_TYPE_COMMENTS) !== 0,
    featureVersion,
    barryAsFLUFL: (flags & CO_FUTURE_BARRY_AS_BDFL) !== 0,
  };
  const { tree, warnings } =
    mode === 'func_type'
      ? parseFunctionType(source, filename, reading)
      : parse(source, filename, mode, reading);
  if (tree.nodeType !== 'FunctionType') optimised(tree, flags, options);
  return warned(toPython(tree), warnings, request, source);
}

/** A tree for a tree: another one only if it is to be optimised. */
function treeOfTree(given: Value, { flags, mode }: CompileRequest, options: CompileOptions): Result {
  checkMode(given, MODE_CLASSES[mode]);
  if ((flags & PYCF_OPTIMIZED_AST) !== PYCF_OPTIMIZED_AST || mode === 'func_type') return given;
  const tree = treeOf(given, mode);
  optimised(tree, flags, options);
  return toPython(tree);
}

function optimised(tree: Mod, flags: number, { optimize = 0 }: CompileOptions): void {
  if ((flags & PYCF_OPTIMIZED_AST) !== PYCF_OPTIMIZED_AST) return;
  preprocess(tree, { optimize, futureAnnotations: (flags & CO_FUTURE_ANNOTATIONS) !== 0 });
}

/** `outcome`, once what is to be warned of has been issued; an exception is raised then. */
function warned(
  outcome: Value,
  found: readonly SyntaxWarningInfo[],
  request: CompileRequest,
  source: string,
): Result {
  const isSilent = request.hidden === true || (request.flags & PYCF_ALLOW_INCOMPLETE_INPUT) !== 0;
  if (found.length === 0 || isSilent)
    return outcome instanceof PyBaseException ? raiseException(outcome) : outcome;
  const lines = source.split(/\r\n|[\r\n]/);
  const warnings = found.map((warning) => {
    const { message, lineno, col_offset, end_lineno, end_col_offset, origin } = warning;
    if (origin === 'compiler')
      return new PyTuple([fromHost(message), lineno, col_offset + 1, None, end_lineno, end_col_offset + 1]);
    const line = lines[lineno - 1] ?? '';
    const end = characters(lines[end_lineno - 1] ?? '', end_col_offset);
    if (origin === 'lexer')
      return new PyTuple([fromHost(message), lineno, end, fromHost(line), end_lineno, end]);
    const start = characters(line, col_offset) + 1;
    return new PyTuple([fromHost(message), lineno, start, fromHost(line + '\n'), end_lineno, end + 1]);
  });
  const issue = frozenFunction('warn', 'syntax_warnings');
  return issue.call3(new PyTuple(warnings), fromHost(request.filename), outcome);
}

/** How many characters the first `bytes` bytes of a line's UTF-8 are. */
function characters(line: string, bytes: number): number {
  let count = 0;
  for (const c of line) {
    const point = c.codePointAt(0)!;
    bytes -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes < 0) break;
    count++;
  }
  return count;
}

/** The code of a file: its source is read only if it is compiled. */
function instantiateFile(request: CompileRequest, options: CompileOptions): Result {
  const { filename } = request;
  const read = request.source as () => Uint8Array;
  const again = (o: CompileOptions): CompiledModule =>
    compileKnownText(decodeSource(read(), filename), filename, o);
  const module = request.compile!(options);
  const code = instantiateFor(request, {
    module,
    again,
    options,
    source: () => fromHost(decodeSource(read(), filename)),
  });
  const source = module.warnings.length === 0 ? '' : decodeSource(read(), filename);
  return warned(code, module.warnings, request, source);
}

const MODE_CLASSES = {
  exec: 'Module',
  eval: 'Expression',
  single: 'Interactive',
  func_type: 'FunctionType',
};

function treeOf(value: Value, mode: 'exec' | 'eval' | 'single'): Mod {
  return fromPython(value, MODE_CLASSES[mode]);
}

function parse(
  source: string,
  filename: string,
  mode: 'exec' | 'eval' | 'single',
  options: ParseOptions,
): ParseResult<Mod> {
  const read = { exec: parseModule, single: parseInteractive, eval: parseExpression }[mode];
  return read(source, filename, options);
}

/** `_metadata` of a parser's error: where the last statement begins, and the source if it did not come from a file. */
function metadataOf({ lastStatement }: PythonSyntaxError, request: CompileRequest): Value | null {
  if (lastStatement === null) return null;
  const { lineno, col_offset } = lastStatement;
  if (typeof request.source === 'function') return new PyTuple([lineno, col_offset, None]);
  let source = sourceOf(request).replace(/\r\n?/g, '\n');
  if (request.mode === 'exec' && !source.endsWith('\n')) source += '\n';
  return new PyTuple([lineno, col_offset, fromHost(source)]);
}

/** The text that was compiled; '' for a tree. */
function sourceOf({ source, filename }: CompileRequest): string {
  if (typeof source === 'string') return source;
  const bytes = typeof source === 'function' ? (source as () => Uint8Array)() : source;
  return bytes instanceof Uint8Array ? decodeSource(bytes, filename) : '';
}

/** Raises what the syntax error says, with the line it is in. */
function raiseSyntaxError(error: PythonSyntaxError, request: CompileRequest): Result {
  if ((error.kind as string) === 'MemoryError') return raise(memoryErrorType, error.message);
  if ((error.kind as string) === 'RecursionError') return raise(recursionErrorType, error.message);
  const incomplete = error.incomplete && (request.flags & PYCF_ALLOW_INCOMPLETE_INPUT) !== 0;
  const type = incomplete
    ? incompleteInputErrorType
    : { IndentationError: indentationErrorType, TabError: tabErrorType, SyntaxError: syntaxErrorType }[
        error.kind as 'SyntaxError'
      ];
  const filename = fromHost(request.filename);
  const text = error.text === null ? None : fromHost(error.text);
  const message = incomplete ? 'incomplete input' : fromHost(error.message);
  const { lineno, offset, endLineno, endOffset } = error;
  const details: Value[] = [
    filename,
    lineno ?? None,
    offset ?? None,
    text,
    endLineno ?? None,
    endOffset ?? None,
  ];
  const exc = newException(type, message, new PyTuple(details)) as PySyntaxError;
  exc.msg = message;
  exc.filename = filename;
  exc.lineno = lineno;
  exc.offset = offset;
  exc.text = text;
  exc.endLineno = endLineno;
  exc.endOffset = endOffset;
  exc.metadata = metadataOf(error, request);
  if (error.warnings.length === 0) return raiseException(exc);
  return warned(exc, error.warnings, request, sourceOf(request));
}
