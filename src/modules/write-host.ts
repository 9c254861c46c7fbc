// Writing to a file descriptor of the host, with the host's errors as Python's OSError.
import { machine } from '../machine/machine.ts';
import { osError } from '../objects/os-error.ts';
import { HostError } from '../host/host.ts';

/** Writes all of `data`; throws OSError. */
export function writeHost(fd: number, data: Uint8Array): void {
  try {
    machine.interpreter.host.write(fd, data);
  } catch (error) {
    throw error instanceof HostError ? osError(error) : error;
  }
}
