// The host's registries of objects that have gone.
//
// A process that makes an image (cli/image.ts) may have none that is still to be told something, and nobody is there who
// could end the waiting; so what is registered in it is forgotten.

let isImageMade = false;

let isUsed = false;

/** Whether anything has been registered, of which the host may tell in a turn of its event loop. */
export function hasRegistrations(): boolean {
  return isUsed;
}

/** From now on nothing is registered. */
export function forgetRegistrations(): void {
  isImageMade = true;
}

/** Processes that begin with the image register again. */
export function allowRegistrations(): void {
  isImageMade = false;
}

/** A FinalizationRegistry, made when it is first used. */
export class Registry<T> {
  private readonly cleanup: (held: T) => void;
  private registry: FinalizationRegistry<T> | null = null;

  constructor(cleanup: (held: T) => void) {
    this.cleanup = cleanup;
  }

  register(target: WeakKey, held: T, token?: WeakKey): void {
    if (isImageMade) return;
    isUsed = true;
    this.registry ??= new FinalizationRegistry(this.cleanup);
    this.registry.register(target, held, token);
  }

  unregister(token: WeakKey): void {
    this.registry?.unregister(token);
  }
}
