// HZ: GB 2312 between "~{" and "~}", in bytes of seven bits. The state tells whether it is.
import type { ByteWriter } from '../../objects/codecs.ts';
import { type Decoding, type Encoding, type Multibyte, TOO_FEW, writeCode } from './encoding.ts';
import { tablesOf } from './tables.ts';

const TILDE = 0x7e;
const LINE_FEED = 0x0a;
const INTO = 0x7b;
const OUT_OF = 0x7d;

export class Hz implements Multibyte {
  readonly name = 'hz';

  begin(state: Uint8Array): void {
    state[0] = 0;
  }
  resetDecoder(state: Uint8Array): void {
    state[0] = 0;
  }
  resetEncoder(state: Uint8Array, out: ByteWriter): void {
    if (state[0] !== 0) out.append([TILDE, OUT_OF]);
    state[0] = 0;
  }

  decode(work: Decoding): number {
    const { data, points, state } = work;
    const { double } = tablesOf('gb2312');
    while (work.position < data.length) {
      const first = data[work.position]!;
      const second = data[work.position + 1];
      if (first === TILDE) {
        if (second === undefined) return TOO_FEW;
        if (state[0] !== 0) {
          if (second !== OUT_OF) return 1;
          state[0] = 0;
        } else if (second === TILDE) points.push(TILDE);
        else if (second === INTO) state[0] = 1;
        else if (second !== LINE_FEED) return 1;
        work.position += 2;
      } else if (first >= 0x80) return 1;
      else if (state[0] === 0) {
        points.push(first);
        work.position++;
      } else {
        if (second === undefined) return TOO_FEW;
        const point = second >= 0x80 ? 0 : double.at((first << 8) | second | 0x8080);
        if (point === 0) return 1;
        points.push(point);
        work.position += 2;
      }
    }
    return 0;
  }

  encode(work: Encoding): number {
    const { points, out, state } = work;
    for (; work.position < points.length; work.position++) {
      const point = points[work.position]!;
      if (point < 0x80) {
        this.resetEncoder(state, out);
        out.push(point);
        if (point === TILDE) out.push(TILDE);
        continue;
      }
      const code = tablesOf('gb2312').encode(point);
      if (code === undefined) return 1;
      if (state[0] === 0) out.append([TILDE, INTO]);
      state[0] = 1;
      writeCode(code & 0x7f7f, out);
    }
    return 0;
  }
}
