// @ts-check

// The two tables: the classic programs, in seconds and as shares of CPython's times; and the programs with tasklets, as
// the time for one message, switch or tasklet, and the memory of one.

/** @typedef {{seconds?: number, first?: number, fastest?: number, memory?: number, problem?: string}} Outcome */
/** @typedef {{name: string, units: [count: number, what: string], outcomes: Record<string, Outcome>}} Row */

/**
 * Our time as a share of another's, or undefined.
 * @param {Outcome | undefined} ours
 * @param {Outcome | undefined} theirs
 * @param {'seconds' | 'first' | 'fastest'} [what]
 */
function share(ours, theirs, what = 'seconds') {
  const [a, b] = [ours?.[what], theirs?.[what]];
  return a && b ? a / b : undefined;
}

/** @param {number | undefined} value */
const shown = (value) => (value === undefined ? '' : value.toFixed(2));

/**
 * By how much more than 1.
 * @param {number | undefined} ratio
 */
const inPercent = (ratio) => (ratio === undefined ? '' : `${((ratio - 1) * 100).toFixed(1)} %`);

/** @param {number[]} values */
const geometricMean = (values) => Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);

/** @param {string[][]} rows */
function printTable(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of rows) {
    const cells = row.map((text, at) =>
      at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

/** @param {Outcome | undefined} outcome */
function inSeconds(outcome) {
  if (outcome?.seconds === undefined) return outcome?.problem ?? '';
  return `${outcome.seconds.toFixed(outcome.seconds < 0.1 ? 4 : 3)} s`;
}

/**
 * @param {Outcome | undefined} outcome
 * @param {number} count of what the time is divided by
 */
function each(outcome, count) {
  if (outcome?.seconds === undefined) return outcome?.problem ?? '';
  const ns = (outcome.seconds / count) * 1e9;
  const time = ns < 1000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(ns < 10_000 ? 2 : 1)} µs`;
  return outcome.memory ? `${time}, ${outcome.memory} B` : time;
}

/**
 * @typedef {object} TableOptions
 * @property {string[]} peers the columns
 * @property {Record<string, Record<string, Outcome>> | null} baseline by program and peer
 */

/**
 * @param {Row[]} rows
 * @param {TableOptions} options
 */
export function printClassic(rows, { peers, baseline }) {
  const unticked = peers.includes('unticked');
  const lines = [
    [
      'program',
      ...peers,
      'share',
      'first',
      ...(unticked ? ['ticks'] : []),
      ...(baseline ? ['of baseline'] : []),
    ],
  ];
  const all = {
    seconds: /** @type {number[]} */ ([]),
    first: /** @type {number[]} */ ([]),
    ticks: /** @type {number[]} */ ([]),
  };
  for (const { name, outcomes } of rows) {
    const { stackless, cpython } = outcomes;
    const [mean, first] = [share(stackless, cpython), share(stackless, cpython, 'first')];
    if (mean && first) {
      all.seconds.push(mean);
      all.first.push(first);
    }
    const old = baseline ? [shown(share(stackless, baseline[name]?.stackless))] : [];
    const ticks = share(stackless, outcomes.unticked, 'fastest');
    if (ticks) all.ticks.push(ticks);
    lines.push([
      name,
      ...peers.map((peer) => inSeconds(outcomes[peer])),
      shown(mean),
      shown(first),
      ...(unticked ? [inPercent(ticks)] : []),
      ...old,
    ]);
  }
  if (all.seconds.length > 1 || all.ticks.length > 1) {
    const means = [all.seconds, all.first].map((values) =>
      shown(values.length > 0 ? geometricMean(values) : undefined),
    );
    const ticks = all.ticks.length > 0 ? [inPercent(geometricMean(all.ticks))] : [];
    lines.push(['geometric mean', ...peers.map(() => ''), ...means, ...ticks]);
  }
  printTable(lines);
}

/**
 * @param {Row[]} rows
 * @param {TableOptions} options
 */
export function printTasklets(rows, { peers, baseline }) {
  const lines = [['program', 'for each', ...peers, ...(baseline ? ['of baseline'] : [])]];
  for (const { name, units, outcomes } of rows) {
    const [count, what] = units;
    const old = baseline ? [shown(share(outcomes.stackless, baseline[name]?.stackless))] : [];
    lines.push([
      name,
      what.replace(/(?<=ch)es$|s$/, ''),
      ...peers.map((peer) => each(outcomes[peer], count)),
      ...old,
    ]);
  }
  printTable(lines);
}
