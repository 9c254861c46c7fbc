// `f_generator`: of which generator, coroutine or asynchronous generator a frame is.
//
// Frames do not know that. While one runs, who advances it stands behind it in the chain; of one that waits it is known if the
// program has got the frame from its generator, or asked before. One that runs in a tasklet that waits has who advances it behind it.
import type { Frame, PyFrame } from '../machine/frame.ts';
import { type GeneratorLike, Resumption } from '../machine/generator.ts';

const known = new WeakMap<PyFrame, GeneratorLike>();

/** Remembers whose frame it is that a program gets. */
export function rememberGenerator(generator: GeneratorLike): void {
  if (generator.frame !== null) known.set(generator.frame, generator);
}

/** Remembers whose frame it is that a program gets from the chain of calls. */
export function rememberRunning(frame: PyFrame): PyFrame {
  if (frame.back instanceof Resumption) rememberAll(frame.back.generator);
  return frame;
}

/** Whose frame it is, with the stack lifted; undefined if it is that of a function, or has come to its end. */
export function generatorOf(frame: PyFrame, top: Frame | null): GeneratorLike | undefined {
  for (let f = top; f !== null; f = f.visibleBack) if (f instanceof Resumption) rememberAll(f.generator);
  const generator = known.get(rememberRunning(frame));
  return generator?.frame === frame ? generator : undefined;
}

function rememberAll(advanced: GeneratorLike): void {
  for (const generator of advanced.chain ?? [advanced]) rememberGenerator(generator);
}
