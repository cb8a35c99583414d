import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { inWords, type Outcome, saysPageIsLost } from '../test/outcome.mjs';

/**
 * Ends the run with one plain line, `N passed, N failed` or `N passed, N failed, N skipped`. Where the run is a part of a
 * larger one, whoever started it prints that line: the counts go into the file that `MYELIN_TEST_COUNTS` names.
 */
export default class ClosingLine implements Reporter {
  readonly #file = process.env.MYELIN_TEST_COUNTS;
  #counts: Outcome = { passed: 0, failed: 0, skipped: 0, lostPages: 0 };

  onInit(): void {
    if (this.#file !== undefined) return;
    // Other reporters print their summaries when the run ends: this line comes after all of them.
    process.on('exit', () => console.log(inWords(this.#counts)));
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const lostPages = unhandledErrors.filter(saysPageIsLost).length;
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, lostPages };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') counts[state] += 1;
      }
      // A file that cannot be loaded, or a group without tests, would otherwise go unseen.
      const groups = [module, ...module.children.allSuites()];
      counts.failed += groups.filter((group) => group.errors().length > 0).length;
    }
    this.#counts = counts;
    if (this.#file !== undefined) writeFileSync(this.#file, JSON.stringify(counts));
  }
}
