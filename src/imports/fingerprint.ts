// What tells one build of the compiler from another: files with compiled modules are good for one only.

declare const STACKLESS_COMPILER: string | undefined;

/** A digest of the compiler's sources, put in by tools/build.mjs; null when this is no build. */
export const compilerFingerprint: string | null =
  typeof STACKLESS_COMPILER === 'string' ? STACKLESS_COMPILER : null;
