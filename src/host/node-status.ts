// What Node's `stat` says, as a host's FileStatus.
import type * as fs from 'node:fs';
import type { FileStatus } from './host.ts';

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
