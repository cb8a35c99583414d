import type { Metric, MetricBatch, Tensor } from '@myelin/core';
import { expect } from 'vitest';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import type { RunStep } from '../execution/run-step.ts';
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
  const check = (make: () => Metric, recorded: MetricCase, run: RunStep): Promise<void> =>
    expectNoLeak(async () => {
      checkMetricCase(make(), recorded);
      await checkMetricSteps(make(), recorded, run);
    });
  await recordedTests<MetricCase, Metric>(path, classes, { check }, options);
}

/** Compares the metric, as the state that goes from step to step, with the recording. */
async function checkMetricSteps(metric: Metric, recorded: MetricCase, run: RunStep): Promise<void> {
  const named = (states: readonly Tensor[]) =>
    Object.fromEntries(states.map((state, i) => [`state${i}`, state]));
  let state = await run({}, () => named(metric.initialState()));
  const names = Object.keys(state);
  for (const [i, { yTrue, yPred, values, sampleWeight, result }] of recorded.updates.entries()) {
    const batch = { yTrue, yPred, values, sampleWeight };
    const arrays = Object.entries(batch).flatMap(([name, array]) =>
      array ? [[name, fixtureArray(array)] as const] : [],
    );
    const after = await run({ ...state, ...Object.fromEntries(arrays) }, (given) => {
      const before = names.map((name) => given[name]!);
      const next = metric.nextState(before, given as unknown as MetricBatch);
      return { ...named(next), result: metric.resultOf(next) };
    });
    naming(`result after step ${i}`, () => expectClose(after.result!, fixtureArray(result)));
    state = Object.fromEntries(names.map((name) => [name, after[name]!]));
  }
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
