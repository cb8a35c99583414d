import type { Metric } from '@myelin/core';
import { expect } from 'vitest';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import type { RecordedArray } from '../fixtures/fixture-array.ts';
import { fixtureArray } from '../fixtures/fixture-array.ts';
import type { RecordedCase, RecordedTestOptions } from '../fixtures/recorded-tests.ts';
import { recordedTests } from '../fixtures/recorded-tests.ts';
import { expectNoLeak } from '../memory/expect-no-leak.ts';

/** One recorded case of a metric. */
export interface MetricCase extends RecordedCase {
  /** Name in the logs. */
  readonly metricName: string;
  readonly updates: readonly {
    readonly yTrue?: RecordedArray;
    readonly yPred?: RecordedArray;
    /** In place of targets and predictions: what `Mean` and `Sum` take. */
    readonly values?: RecordedArray;
    readonly sampleWeight?: RecordedArray;
    readonly result: RecordedArray;
  }[];
  readonly afterReset: RecordedArray;
}

/**
 * One test for each recorded case of the listed metrics, on each backend that runs here; the result after each
 * update and after a reset is compared: `await metricFixtureTests('keras/metrics.json', { AUC })`.
 */
export async function metricFixtureTests(
  path: string,
  classes: Readonly<Record<string, new (options: never) => Metric>>,
  options: RecordedTestOptions = {},
): Promise<void> {
  const check = (make: () => Metric, recorded: MetricCase): Promise<void> =>
    expectNoLeak(() => checkMetricCase(make(), recorded));
  await recordedTests<MetricCase, Metric>(path, classes, { check }, options);
}

/** Compares a metric with the recording: its name, each result, and the result after a reset. */
export function checkMetricCase(metric: Metric, recorded: MetricCase): void {
  if (recorded.config.name === undefined) expect(metric.name, 'name').toBe(recorded.metricName);
  for (const [i, update] of recorded.updates.entries()) {
    const { sampleWeight } = update;
    const weighted = sampleWeight ? { sampleWeight: fixtureArray(sampleWeight) } : {};
    if (update.values) {
      const values = fixtureArray(update.values);
      (metric as unknown as ValueMetric).updateState(values, weighted);
    } else {
      metric.updateState(fixtureArray(update.yTrue!), fixtureArray(update.yPred!), weighted);
    }
    expectResult(`result after update ${i}`, metric, update.result);
  }
  metric.resetState();
  expectResult('result after a reset', metric, recorded.afterReset);
  metric.resetState();
}

/** A metric of values rather than of targets and predictions. */
interface ValueMetric {
  updateState(values: unknown, options: object): void;
}

function expectResult(what: string, metric: Metric, expected: RecordedArray): void {
  using result = metric.result();
  naming(what, () => expectClose(result, fixtureArray(expected)));
}
