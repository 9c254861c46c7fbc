// range.
import { PyObject } from './object.ts';
import { builtinType } from './type.ts';

export class PyRange extends PyObject {
  start: number | bigint;
  stop: number | bigint;
  step: number | bigint;
  /** Number of items. */
  length: number | bigint;
  constructor(start: number | bigint, stop: number | bigint, step: number | bigint, length: number | bigint) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = length;
  }
}

export const rangeType = builtinType('range', PyRange, { final: true, patternFlags: 1 });
