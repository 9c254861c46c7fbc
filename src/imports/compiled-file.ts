// Compiled modules in files: what the compiler made of a source file, so that it is made once.
//
// A file holds, as the host packs strings: what it was made from (Stamp) and of each code object what every function with it
// needs (Head); the JavaScript; the rest of the tables; and the resume bodies. These last two stand one after the other in
// bundles; a bundle is unpacked when something in it is needed, which most never are. The name of the source is left out, for it
// may have moved.
import type { CodeTable, CompiledModule, CompileOptions } from '../compiler/compile.ts';
import type { FileStatus, HostCache } from '../host/host.ts';
import { compilerFingerprint } from './fingerprint.ts';

/** What a compiled module was made from, and how. */
interface Stamp {
  compiler: string;
  /** Of the source: size in bytes, time of the last change in nanoseconds; null: any time before the compiled file's own. */
  size: number;
  mtime: string | null;
  optimize: number;
  hidden: boolean;
  heads: Head[];
  /** The lengths of the rests of the tables. */
  rests: number[];
  /** Indexes of the code objects that have resume bodies, and the lengths of these. */
  resumable: number[];
  resumes: number[];
}

/** Of a table: name, qualified name, first line, flags, three counts of arguments, docstring, free variables. */
type Head = [string, string, number, number, number, number, number, string | null, string[]];

type Rest = Pick<CodeTable, 'varnames' | 'cellvars' | 'names' | 'points' | 'slots'>;

/** Emitted text has no line ends inside of strings. */
function withoutIndents(text: string): string {
  return text.replace(/\n +/g, '\n');
}

function headOf(t: CodeTable): Head {
  return [
    t.name,
    t.qualname,
    t.firstlineno,
    t.flags,
    t.argcount,
    t.posonlyargcount,
    t.kwonlyargcount,
    t.docstring,
    t.freevars,
  ];
}

function restOf({ varnames, cellvars, names, points, slots }: CodeTable): string {
  return JSON.stringify({ varnames, cellvars, names, points, slots } satisfies Rest);
}

/** A table from a file. */
class KeptTable implements CodeTable {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstlineno: number;
  readonly flags: number;
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  readonly docstring: string | null;
  readonly freevars: string[];
  readonly hidden: boolean;
  private rest: Rest | null = null;
  private readonly read: (index: number) => string;
  private readonly index: number;

  constructor(head: Head, filename: string, hidden: boolean, read: (index: number) => string, index: number) {
    this.name = head[0];
    this.qualname = head[1];
    this.firstlineno = head[2];
    this.flags = head[3];
    this.argcount = head[4];
    this.posonlyargcount = head[5];
    this.kwonlyargcount = head[6];
    this.docstring = head[7];
    this.freevars = head[8];
    this.filename = filename;
    this.hidden = hidden;
    this.read = read;
    this.index = index;
  }
  private unpacked(): Rest {
    return (this.rest ??= JSON.parse(this.read(this.index)) as Rest);
  }
  get varnames(): string[] {
    return this.unpacked().varnames;
  }
  get cellvars(): string[] {
    return this.unpacked().cellvars;
  }
  get names(): string[] {
    return this.unpacked().names;
  }
  get points(): number[] {
    return this.unpacked().points;
  }
  get slots(): CodeTable['slots'] {
    return this.unpacked().slots;
  }
}

/** The compiled form of a module as a file's content; null when compiled modules are not to be kept. */
export function encodeModule(
  cache: HostCache,
  module: CompiledModule,
  source: Pick<FileStatus, 'size' | 'mtimeNs'>,
  options: CompileOptions & { anyTime?: boolean },
): Uint8Array | null {
  if (compilerFingerprint === null) return null;
  const bodies = module.resumable.map((index) => withoutIndents(module.resumeSource(index)));
  const rests = module.tables.map(restOf);
  const stamp: Stamp = {
    compiler: compilerFingerprint,
    size: source.size,
    mtime: options.anyTime === true ? null : String(source.mtimeNs),
    optimize: options.optimize ?? 0,
    hidden: options.hidden ?? false,
    heads: module.tables.map(headOf),
    rests: rests.map((rest) => rest.length),
    resumable: module.resumable,
    resumes: bodies.map((body) => body.length),
  };
  const early = [JSON.stringify(stamp), withoutIndents(module.text)];
  return cache.pack([...early, ...bundles(rests), ...bundles(bodies)], FIRST_LATE);
}

/** Characters from which on a bundle is full: the longer, the smaller is the file. */
const FULL = 2 ** 15;

function bundles(pieces: readonly string[]): string[] {
  const ends = bundleEnds(pieces.map((piece) => piece.length));
  return ends.map((end, i) => pieces.slice(ends[i - 1] ?? 0, end).join(''));
}

/** How pieces of these lengths are bundled: the number of the piece after the last of each bundle. */
function bundleEnds(lengths: readonly number[]): number[] {
  const ends: number[] = [];
  let size = 0;
  lengths.forEach((length, i) => {
    size += length;
    if (size < FULL && i < lengths.length - 1) return;
    ends.push(i + 1);
    size = 0;
  });
  return ends;
}

/** The number of the first part that is seldom needed, and worth deflating. */
const FIRST_LATE = 2;

/**
 * The module that a file's content holds.
 * @param written when the file with `data` was last changed, in nanoseconds
 * @returns undefined when it was made from another source, by another compiler or with other options, or is damaged
 */
export function decodeModule(
  cache: HostCache,
  data: Uint8Array,
  written: bigint,
  filename: string,
  source: Pick<FileStatus, 'size' | 'mtimeNs'>,
  options: CompileOptions,
): CompiledModule | undefined {
  const parts = cache.unpack(data, FIRST_LATE);
  if (parts === undefined || parts.length < FIRST_LATE) return undefined;
  const stamp = JSON.parse(parts[0]!()) as Stamp;
  const unchanged = stamp.mtime === null ? source.mtimeNs <= written : stamp.mtime === String(source.mtimeNs);
  if (!unchanged || stamp.compiler !== compilerFingerprint || stamp.size !== source.size) return undefined;
  const { hidden } = stamp;
  if (stamp.optimize !== (options.optimize ?? 0) || hidden !== (options.hidden ?? false)) return undefined;
  const late = parts.slice(FIRST_LATE);
  const { rests, resumes, resumable } = stamp;
  const readRest = pieces(rests, late);
  const readResume = pieces(resumes, late.slice(bundleEnds(rests).length));
  return {
    filename,
    text: parts[1]!(),
    tables: stamp.heads.map((head, index) => new KeptTable(head, filename, hidden, readRest, index)),
    resumable,
    resumeSource: (index) => readResume(resumable.indexOf(index)),
    warnings: [],
  };
}

/** Gives the pieces with these lengths of bundles, each of which is unpacked for the first that is asked for. */
function pieces(lengths: number[], bundled: (() => string)[]): (index: number) => string {
  const ends = bundleEnds(lengths);
  const texts: string[] = [];
  return (index) => {
    const bundle = ends.findIndex((end) => index < end);
    const text = (texts[bundle] ??= bundled[bundle]!());
    let start = 0;
    for (let i = ends[bundle - 1] ?? 0; i < index; i++) start += lengths[i]!;
    return text.slice(start, start + lengths[index]!);
  };
}
