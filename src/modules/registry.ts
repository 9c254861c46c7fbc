// The modules written in TypeScript, by the name they are imported by. One line each.
import type { NativeModule } from './native-module.ts';

export const nativeModules: Record<string, () => NativeModule> = {};
