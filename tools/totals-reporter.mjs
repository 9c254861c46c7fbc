// @ts-check

// A vitest reporter whose last line is the totals over everything: `N passed, N failed`, and `, N skipped` if any.
// A file that could not be loaded, an error outside any test and a run without tests count as one failure each.

/** @import { Reporter, TestModule } from 'vitest/node' */

/**
 * @param {readonly TestModule[]} modules
 * @param {readonly unknown[]} errors
 */
function countResults(modules, errors) {
  const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length;
    for (const test of module.children.allTests()) counts[test.result().state]++;
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
  }
  return counts;
}

/** @implements {Reporter} */
export default class TotalsReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} errors
   */
  onTestRunEnd(modules, errors) {
    const { passed, failed, skipped, pending } = countResults(modules, errors);
    const lost = failed + pending + (modules.length === 0 ? 1 : 0);
    if (lost > 0) process.exitCode = 1;
    const line = `${passed} passed, ${lost} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    // Everything else vitest has to say is written by now or in this turn of the event loop.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
