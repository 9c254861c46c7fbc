// A host whose standard streams are in memory: for programs run from programs.
import type { Host } from './host.ts';

export interface CapturingHost {
  host: Host;
  /** The text written to descriptor 1 or 2 so far. */
  output: (fd: number) => string;
}

/** As `base`, with `stdin` to read from and what is written to standard output and error kept. */
export function capturingHost(base: Host, stdin: string | Uint8Array): CapturingHost {
  const input = typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
  const written: Record<number, Uint8Array[]> = { 1: [], 2: [] };
  let position = 0;
  const take = (size: number): Uint8Array => {
    const data = input.subarray(position, position + size);
    position += data.length;
    return data;
  };
  const files =
    base.files === null
      ? null
      : (Object.create(base.files, {
          read: {
            value: (fd: number, size: number, at: number | null = null) =>
              fd === 0 ? take(size) : base.files!.read(fd, size, at),
          },
          write: {
            value: (fd: number, data: Uint8Array, at: number | null = null) => {
              if (written[fd] === undefined) return base.files!.write(fd, data, at);
              written[fd].push(data.slice());
              return data.length;
            },
          },
        }) as Host['files']);
  const host = Object.create(base, {
    files: { value: files },
    read: {
      value: (fd: number, size: number) => (fd === 0 ? Promise.resolve(take(size)) : base.read(fd, size)),
    },
    write: {
      value: (fd: number, data: Uint8Array) => {
        if (written[fd] === undefined) base.write(fd, data);
        else written[fd].push(data.slice());
      },
    },
    isTty: { value: (fd: number) => (fd <= 2 ? false : base.isTty(fd)) },
  }) as Host;
  const output = (fd: number): string => new TextDecoder().decode(Buffer.concat(written[fd] ?? []));
  return { host, output };
}
