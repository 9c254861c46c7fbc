// Compiled modules in files: what the compiler made of a source file, so that it is made once.
//
// A file holds, as the host packs strings: what it was made from (Stamp), the tables without the name of the source (which may
// have moved), the JavaScript, and the resume bodies one after the other. These are unpacked when the first one is needed.
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
  /** The lengths of the resume bodies by index of the code object. */
  resumes: Record<number, number>;
}

/** Emitted text has no line ends inside of strings. */
function withoutIndents(text: string): string {
  return text.replace(/\n +/g, '\n');
}

/** The compiled form of a module as a file's content; null when compiled modules are not to be kept. */
export function encodeModule(
  cache: HostCache,
  module: CompiledModule,
  source: Pick<FileStatus, 'size' | 'mtimeNs'>,
  options: CompileOptions & { anyTime?: boolean; compress?: boolean },
): Uint8Array | null {
  if (compilerFingerprint === null) return null;
  const resumes: Record<number, number> = {};
  let text = '';
  for (const index of module.resumable) {
    const body = withoutIndents(module.resumeSource(index));
    resumes[index] = body.length;
    text += body;
  }
  const stamp: Stamp = {
    compiler: compilerFingerprint,
    size: source.size,
    mtime: options.anyTime === true ? null : String(source.mtimeNs),
    optimize: options.optimize ?? 0,
    hidden: options.hidden ?? false,
    resumes,
  };
  const tables = module.tables.map((table) => ({ ...table, filename: '' }));
  return cache.pack(
    [JSON.stringify(stamp), JSON.stringify(tables), withoutIndents(module.text), text],
    options.compress ?? false,
  );
}

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
  const parts = cache.unpack(data);
  if (parts?.length !== 4) return undefined;
  const stamp = JSON.parse(parts[0]!()) as Stamp;
  const unchanged = stamp.mtime === null ? source.mtimeNs <= written : stamp.mtime === String(source.mtimeNs);
  if (!unchanged || stamp.compiler !== compilerFingerprint || stamp.size !== source.size) return undefined;
  if (stamp.optimize !== (options.optimize ?? 0) || stamp.hidden !== (options.hidden ?? false))
    return undefined;
  const tables = JSON.parse(parts[1]!()) as CodeTable[];
  for (const table of tables) table.filename = filename;
  return {
    filename,
    text: parts[2]!(),
    tables,
    resumable: Object.keys(stamp.resumes).map(Number),
    resumeSource: resumeReader(stamp.resumes, parts[3]!),
    warnings: [],
  };
}

function resumeReader(lengths: Record<number, number>, read: () => string): (index: number) => string {
  let text: string | null = null;
  const starts = new Map<number, number>();
  return (index) => {
    if (text === null) {
      text = read();
      let at = 0;
      for (const [key, length] of Object.entries(lengths)) {
        starts.set(Number(key), at);
        at += length;
      }
    }
    const start = starts.get(index)!;
    return text.slice(start, start + lengths[index]!);
  };
}
