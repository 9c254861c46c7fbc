// @ts-check

// Random programs that go on in another process: whenever one calls `give` or `log` its tasklet leaves, and at one of these places it
// is pickled. Another interpreter loads the pickle and goes on, pickling and loading it anew every few places; the result must be that
// of the program which is left alone.
//
// The programs are those of the other kinds, and (random-in-flight.mjs) programs full of iterators, files, contexts and the like.
// Every second is pickled by names, if it can be, and goes on where its modules are; the others take their code along, and go on where it
// is not.

import { CALLBACK_PRELUDE, inMode } from './random-callbacks.mjs';
import { IN_FLIGHT_PRELUDE } from './random-in-flight.mjs';

/** @typedef {import('./random.mjs').Runner} Runner */

/**
 * What moves a tasklet. `place` gives the pickle of the next place where it is to be, None at the end; `wake` takes the globals that it
 * uses along.
 * @param {string} call the function of the prelude that runs a case
 * @param {string[]} state the globals that belong to the running case
 */
const hops = (call, state) => `
by_name = True
def packed(t, number):
    global asleep
    asleep = True
    try:
        state = {name: globals()[name] for name in ${JSON.stringify(state)} if name in globals()}
        moving = place, wake, state, t, number
        return pickle.dumps(moving, number % 6) if by_name else stackless.pickle_with_code(moving)
    except BaseException as e: print(number, 'pickling:', type(e).__name__, str(e)[:200])
    finally: asleep = False
def wake(state):
    global asleep
    globals().update(state)
    asleep = False
    sys.setrecursionlimit(1000)
def place(t, number, stops):
    while t.alive:
        t.run()
        stops -= 1
        if stops < 0 and t.alive: return packed(t, number)
def hop(number, text):
    if mode == 'plain': return ${call}(number, text)
    global by_name
    # Classes made by a program have no names outside; and what it pickles itself needs the names of its own classes.
    nameless, pickles = re.search(r'\\bclass\\b|\\btype\\(|namedtuple', text), 'pickle' in text
    by_name = pickles or number % 2 == 0 and not nameless
    t = stackless.tasklet(${call})(number, text)
    data = place(t, number, sys.maxsize if nameless and pickles else number * 7919 % 6)
    if data is not None: print('PICKLE', 'by name' if by_name else 'with code', number, base64.b64encode(data).decode())
`;

const ARRIVE = `
import base64 as arriving, pickle, stackless
def arrive(number, data):
    global asleep
    try:
        stops = 0
        while data is not None:
            asleep = True
            place, wake, state, t, number = pickle.loads(data)
            wake(state)
            data = place(t, number, stops := stops + 2)
    except BaseException as e: print(number, 'loading:', type(e).__name__, str(e)[:200])
`;

export const PICKLED_CALLBACK_PRELUDE = CALLBACK_PRELUDE + hops('attempt', ['runs', 'by_name']);
export const PICKLED_PROGRAM_PRELUDE =
  IN_FLIGHT_PRELUDE + hops('run', ['fuel', 'trail', 'base', 'kept', 'by_name']);

/**
 * Runs a program that is pickled on its way. `ours` is to start an interpreter each time.
 * @param {Runner} ours
 * @returns {Runner}
 */
export function hopping(ours) {
  return async (source) => {
    const output = await ours(inMode('hop', source));
    /** @type {string[][]} */
    const arrivals = [[], []];
    const rest = output.replace(/^PICKLE (by name|with code) (\d+) (.*)\n/gm, (_, way, number, data) => {
      arrivals[way === 'by name' ? 0 : 1]?.push(`arrive(${number}, arriving.b64decode('${data}'))`);
      return '';
    });
    const prelude = inMode('hop', source.replace(/^hop\(.*\n/gm, ''));
    const [byName = [], withCode = []] = arrivals;
    const there = await ours([prelude, ARRIVE, ...byName].join('\n') + '\n');
    return rest + there + (await ours([ARRIVE, ...withCode].join('\n') + '\n'));
  };
}
