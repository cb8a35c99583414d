/**
 * How tests ended. Of what failed, `lostPages` are the fault of no test: the browser lost the connection to its page.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, lostPages: number }} Outcome
 */

/** What vitest calls it when a page goes away in the middle of a test, be it the page's own end or its connection's. */
const CONNECTION_CLOSED = 'VITEST_BROWSER_CONNECTION_CLOSED';

/**
 * Whether an error says that a page was lost, itself or by what caused it.
 *
 * @param {unknown} error
 * @returns {boolean}
 */
export function saysPageIsLost(error) {
  if (!(error instanceof Object)) return false;
  return error.code === CONNECTION_CLOSED || saysPageIsLost(error.cause);
}

/**
 * What a process of vitest comes to: no counts, or a bad end that they do not explain, is one more failure.
 *
 * @param {Outcome | undefined} counts what it handed over
 * @param {number | null} status what it ended with, null if it was killed
 * @returns {Outcome}
 */
export function outcomeOf(counts, status) {
  const { failed, ...rest } = counts ?? { passed: 0, failed: 0, skipped: 0, lostPages: 0 };
  const unexplained = failed === 0 && (counts === undefined || status !== 0);
  return { ...rest, failed: unexplained ? 1 : failed };
}

/**
 * Whether a part deserves to run once more: its page was lost, and nothing else failed.
 *
 * @param {Outcome} outcome
 * @returns {boolean}
 */
export function onlyLostItsPage({ failed, lostPages }) {
  return lostPages > 0 && failed === lostPages;
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {Outcome}
 */
export function sum(outcomes) {
  const total = { passed: 0, failed: 0, skipped: 0, lostPages: 0 };
  for (const outcome of outcomes) {
    for (const key of Object.keys(total)) total[key] += outcome[key];
  }
  return total;
}

/**
 * `N passed, N failed` or `N passed, N failed, N skipped`.
 *
 * @param {Outcome} outcome
 * @returns {string}
 */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
