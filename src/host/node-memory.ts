// The memory of Node: V8's heap and the buffers beside it.
import type * as V8 from 'node:v8';
import type { HostMemory } from './host.ts';

// The module takes eight milliseconds to load in the middle of a program, which need not be paid as long as little memory is in use.
let v8: typeof V8 | undefined;
const v8Module = (): typeof V8 => (v8 ??= process.getBuiltinModule('node:v8'));

/** V8 counts three half spaces for new objects in its limit, which it never uses all. */
const NEW_SPACES = 3 * 16 * 2 ** 20;
/** Buffers whose memory is worth a second collection: the first one only queues it for being given back. */
const MANY_BYTES = 32e6;

/**
 * V8's limit is one for pages, of which objects of some sizes leave a quarter unused, where only small ones find room. From these shares
 * of the limit on, of memory in use and of pages, all pages count for who asks for more.
 */
const MUCH = 0.6;
const PAGES = 0.8;
/** As long as less than this share of the limit is in use, what the process says of itself will do. */
const LITTLE = 0.25;

/** What new objects need in pages when they are no longer new. */
const MOVED = 1.3;

/** Bytes of pages, and of those that new objects will be in. */
function pagesNeeded(): number {
  let bytes = 0;
  for (const space of v8Module().getHeapSpaceStatistics())
    bytes += space.space_name.startsWith('new_') ? space.space_used_size * MOVED : space.space_size;
  return bytes;
}

let collector: (() => void) | undefined;

/**
 * V8's collector, by the name it has for V8's own tests: the function `gc` is missing in processes that make an image or begin with
 * one. A compilation that is under way keeps what it has found in fields, so it is waited for. The option is as before afterwards, for the
 * code that V8 keeps is good for one set of options.
 */
function makeCollector(): () => void {
  const { setFlagsFromString } = v8Module();
  setFlagsFromString('--allow-natives-syntax');
  try {
    return (0, eval)('(function () { %FinalizeOptimization(); %CollectGarbage(null); })') as () => void;
  } finally {
    setFlagsFromString('--no-allow-natives-syntax');
  }
}

function collect(): void {
  collector ??= makeCollector();
  try {
    collector();
  } catch (error) {
    // V8 throws away code that has not been used for some collections; and without the option its text is no JavaScript.
    if (!(error instanceof SyntaxError)) throw error;
    collector = makeCollector();
    collector();
  }
}

/** Collects garbage and waits until finalization registries have been told. */
export async function collectGarbage(): Promise<void> {
  collect();
  // Registries are told in a task of V8's own, which Node runs between two turns of its event loop.
  for (let turn = 0; turn < 2; turn++) await new Promise((settle) => setImmediate(settle));
}

/** Bytes; 0: not asked for yet. */
let limit = 0;

/** A collection that gains little near the limit ends the process by default, although there is room. */
const GOES_ON = '--no-detect-ineffective-gcs-near-heap-limit';

function findLimit(): number {
  // bin/stackless sets both from the start: code that V8 keeps after its options have changed is of no use to the next process.
  if (process.execArgv.includes(GOES_ON))
    for (const option of process.execArgv) {
      const megabytes = /^--max-old-space-size=(\d+)$/.exec(option)?.[1];
      if (megabytes !== undefined) return Number(megabytes) * 2 ** 20;
    }
  v8Module().setFlagsFromString(GOES_ON);
  return v8Module().getHeapStatistics().heap_size_limit - NEW_SPACES;
}

export const nodeMemory: HostMemory = {
  get limit() {
    return limit === 0 ? (limit = findLimit()) : limit;
  },
  used(isForMore) {
    if (v8 === undefined) {
      const { heapUsed, external } = process.memoryUsage();
      if (heapUsed + external < LITTLE * this.limit) return heapUsed + external;
    }
    const {
      used_heap_size: heap,
      total_heap_size: pages,
      external_memory: buffers,
    } = v8Module().getHeapStatistics();
    const isFull = isForMore && heap > MUCH * this.limit && pages > PAGES * this.limit;
    return (isFull ? Math.max(heap, pagesNeeded()) : heap) + buffers;
  },
  collect() {
    collect();
    if (v8Module().getHeapStatistics().external_memory > MANY_BYTES) collect();
  },
};
