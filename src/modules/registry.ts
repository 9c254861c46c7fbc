// The modules written in TypeScript, by the name they are imported by. One line each.
import { _contextvarsModule } from './_contextvars.ts';
import { _impModule } from './_imp.ts';
import { atexitModule } from './atexit.ts';
import { builtinsModule } from '../builtins/builtins.ts';
import { sysModule } from './sys.ts';
import { _stacklessModule, stacklessModule } from '../stackless/module.ts';
import { _ioModule } from './_io.ts';
import { _warningsModule } from './_warnings.ts';
import { _weakrefModule } from './_weakref.ts';
import { errnoModule } from './errno.ts';
import { posixModule } from './posix.ts';
import { timeModule } from './time.ts';
import { _signalModule } from './_signal.ts';
import { gcModule } from './gc.ts';
import { marshalModule } from './marshal.ts';
import type { NativeModule } from './native-module.ts';

export const nativeModules: Record<string, () => NativeModule> = {
  _contextvars: () => _contextvarsModule,
  _imp: () => _impModule,
  _stackless: () => _stacklessModule,
  atexit: () => atexitModule,
  builtins: () => builtinsModule,
  stackless: () => stacklessModule,
  sys: () => sysModule,
  _io: () => _ioModule,
  _warnings: () => _warningsModule,
  _weakref: () => _weakrefModule,
  errno: () => errnoModule,
  posix: () => posixModule,
  time: () => timeModule,
  _signal: () => _signalModule,
  gc: () => gcModule,
  marshal: () => marshalModule,
};
