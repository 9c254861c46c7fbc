// open() in the ordinary case: a path that is a str, and a file on disk behind it that is read and written in bytes or in UTF-8. The
// layers are made as src/python/io_support.py, file_io.py and the `init` of the others make them, without calling methods of any.
import { HostError } from '../../host/host.ts';
import { frozenFunction } from '../../machine/frozen.ts';
import { machine } from '../../machine/machine.ts';
import { normalizedEncoding } from '../../objects/codecs.ts';
import { None } from '../../objects/none.ts';
import { newOSError, osError } from '../../objects/os-error.ts';
import type { Result, Value } from '../../objects/object.ts';
import { hostFiles, system } from '../posix-support.ts';
import { DEFAULT_BUFFER_SIZE, regularBuffer } from './buffered.ts';
import { type FileIO, fileOn } from './file-io.ts';
import { regularText } from './text-wrapper.ts';

const [O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_CLOEXEC] = [
  1, 2, 0o100, 0o200, 0o1000, 0o2000, 0o2000000,
];
const FLAGS: Record<string, number> = {
  r: 0,
  w: O_CREAT | O_TRUNC,
  a: O_APPEND | O_CREAT,
  x: O_EXCL | O_CREAT,
};
const [S_IFMT, S_IFREG, S_IFDIR] = [0o170000, 0o100000, 0o040000];
const EISDIR = 21;

interface Mode {
  /** For the raw file. */
  raw: string;
  binary: boolean;
  flags: number;
}

const modes = new Map<string, Mode | null>();

/** What a mode says; null for a wrong one. */
function modeOf(text: string): Mode | null {
  let mode = modes.get(text);
  if (mode === undefined) modes.set(text, (mode = parseMode(text)));
  return mode;
}

function parseMode(text: string): Mode | null {
  const letters = [...text];
  const kinds = letters.filter((letter) => letter in FLAGS);
  const others = letters.filter((letter) => !(letter in FLAGS));
  const isRight =
    kinds.length === 1 &&
    new Set(others).size === others.length &&
    others.every((letter) => '+tb'.includes(letter)) &&
    !(text.includes('t') && text.includes('b'));
  if (!isRight) return null;
  const updating = text.includes('+');
  const access = updating ? O_RDWR : kinds[0] === 'r' ? 0 : O_WRONLY;
  return {
    raw: kinds[0]! + (updating ? '+' : ''),
    binary: text.includes('b'),
    flags: FLAGS[kinds[0]!]! | access | O_CLOEXEC,
  };
}

/** Longer modes are wrong, and not worth remembering. */
const LONGEST_MODE = 4;

const NEWLINES = new Set<Value>([None, '', '\n', '\r', '\r\n']);

/** How the text of a file is encoded; null where more has to be looked at, undefined where it is wrong. */
function encodingOf(encoding: Value, errors: Value, newline: Value): { name: string; errors: string } | null {
  const { devMode, warnDefaultEncoding } = machine.interpreter.options;
  if (devMode || warnDefaultEncoding || !NEWLINES.has(newline)) return null;
  const isPlain = (value: Value): value is string =>
    typeof value === 'string' && /^[\x01-\x7f]*$/.test(value);
  const handler = errors === None ? 'strict' : errors;
  const name = encoding === None ? 'utf-8' : encoding;
  if (!isPlain(handler) || !isPlain(name) || normalizedEncoding(name) !== 'utf-8') return null;
  return { name, errors: handler };
}

/**
 * Opens a file whose buffering, `closefd` and opener are not given.
 * @returns undefined where something is not ordinary; then nothing has been done. Throws OSError.
 */
export function openQuickly(
  file: Value,
  mode: Value,
  encoding: Value,
  errors: Value,
  newline: Value,
): Result | undefined {
  if (typeof file !== 'string' || typeof mode !== 'string' || mode.length > LONGEST_MODE) return undefined;
  const how = modeOf(mode);
  if (how === null || file.includes('\0')) return undefined;
  if (how.binary && (encoding !== None || errors !== None || newline !== None)) return undefined;
  const text = how.binary ? null : encodingOf(encoding, errors, newline);
  if (text === null && !how.binary) return undefined;
  const fd = openedFile(file, how.flags);
  if (fd === undefined) return undefined;
  const raw = rawFile(fd, how, file);
  if (!raw.isRegular) {
    const updating = how.raw.includes('+');
    const args = [raw, how.raw[0]!, updating, how.binary, mode, -1, encoding, errors, newline];
    return frozenFunction('io_support', 'layers').callN(args);
  }
  const position = how.raw.startsWith('a') ? hostFiles().seek(fd, 0, 2) : 0;
  const buffer = regularBuffer(raw, position);
  if (text === null) return buffer;
  const result = regularText(buffer, text.name, text.errors, newline, position);
  (result as { $mode?: Value }).$mode = mode;
  return result;
}

/** A descriptor; undefined when there are no more, for which the other way has a remedy. Throws OSError. */
function openedFile(path: string, flags: number): number | undefined {
  try {
    return hostFiles().open(path, flags, 0o666);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.code === 'EMFILE' || error.code === 'ENFILE') return undefined;
    throw osError(error, path);
  }
}

/** The raw file over a descriptor that has just been opened. Throws IsADirectoryError, and closes it then. */
function rawFile(fd: number, { raw: mode }: Mode, name: string): FileIO {
  const { mode: kind, blksize, size } = system(() => hostFiles().fstat(fd));
  if ((kind & S_IFMT) === S_IFDIR) {
    hostFiles().close(fd);
    throw newOSError(EISDIR, 'Is a directory', name);
  }
  const file = fileOn(fd, mode, name, blksize > 1 ? blksize : DEFAULT_BUFFER_SIZE, size);
  file.isRegular = (kind & S_IFMT) === S_IFREG;
  if (file.isRegular) file.seekable = true;
  else if (mode.startsWith('a')) seekToEnd(fd);
  return file;
}

/** Other files than those on disk may have no end. */
function seekToEnd(fd: number): void {
  try {
    hostFiles().seek(fd, 0, 2);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}
