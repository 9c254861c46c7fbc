// A frame that gives a value known before, whatever it is resumed with; exceptions pass.
import { NativeFrame } from '../machine/frame.ts';
import type { IterResult } from '../objects/object.ts';

export class ConstantFrame extends NativeFrame {
  private readonly value: IterResult;
  constructor(value: IterResult) {
    super();
    this.value = value;
  }
  returned(): IterResult {
    return this.value;
  }
}
