// The modules written in TypeScript, by the name they are imported by. One line each.
import { _impModule } from './_imp.ts';
import { atexitModule } from './atexit.ts';
import { builtinsModule } from '../builtins/builtins.ts';
import { sysModule } from './sys.ts';
import type { NativeModule } from './native-module.ts';

export const nativeModules: Record<string, () => NativeModule> = {
  _imp: () => _impModule,
  atexit: () => atexitModule,
  builtins: () => builtinsModule,
  sys: () => sysModule,
};
