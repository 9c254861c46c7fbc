// What native modules do even where no program has imported them: their files take the place of this when they are evaluated. Load
// this file before them.
import { finalizableHooks } from '../objects/finalizable.ts';
import { hostile } from '../stackless/switching.ts';
import { loadNativeFile } from './native-loader.ts';

finalizableHooks.manyLive = (interpreter) => {
  loadNativeFile('gc');
  finalizableHooks.manyLive(interpreter);
};

hostile.revive = (top) => {
  loadNativeFile('_pickle');
  hostile.revive(top);
};
