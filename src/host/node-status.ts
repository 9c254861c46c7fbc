// What Node's `stat` says, as a host's FileStatus.
import type * as fs from 'node:fs';
import type { FileStatus } from './host.ts';

/** What Node says of a file: bigints for what may have more than 53 bits, times in nanoseconds. */
export function fileStatus(s: fs.BigIntStats): FileStatus {
  return {
    mode: Number(s.mode),
    ino: s.ino,
    dev: s.dev,
    nlink: Number(s.nlink),
    uid: Number(s.uid),
    gid: Number(s.gid),
    size: Number(s.size),
    atimeNs: s.atimeNs,
    mtimeNs: s.mtimeNs,
    ctimeNs: s.ctimeNs,
    blksize: Number(s.blksize),
    blocks: Number(s.blocks),
    rdev: s.rdev,
  };
}

/** The status of what is not in any file system. */
export function statusOutside(mode: number, dev: bigint, ino: number): FileStatus {
  const time = BigInt(Date.now()) * 1_000_000n;
  return {
    mode,
    ino: BigInt(ino),
    dev,
    nlink: 1,
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    size: 0,
    atimeNs: time,
    mtimeNs: time,
    ctimeNs: time,
    blksize: 4096,
    blocks: 0,
    rdev: 0n,
  };
}
