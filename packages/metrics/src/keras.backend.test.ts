/** Every recorded case of the metrics that are here: the result after each batch, and after a reset. */

import type { Metric } from '@myelin/core';
import { accuracyFor, isAccuracyName } from '@myelin/core';
import type { RecordedArray } from '@myelin/testkit';
import {
  expectClose,
  fixtureArray,
  fixtureCases,
  onEachBackend,
  optionsFromKeras,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import { Accuracy, Mean, metrics, Sum } from './index.ts';

interface Update {
  readonly yTrue?: RecordedArray;
  readonly yPred?: RecordedArray;
  readonly values?: RecordedArray;
  readonly sampleWeight?: RecordedArray;
  readonly result: RecordedArray;
}

interface MetricCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly metricName: string;
  readonly updates: readonly Update[];
  readonly afterReset: RecordedArray;
}

type Made = Metric | Mean | Sum;

const classes = { ...metrics, Accuracy, Mean, Sum } as Readonly<
  Record<string, new (options: object) => Made>
>;

const cases = await fixtureCases<MetricCase>('keras/metrics.json');

function update(metric: Made, { yTrue, yPred, values, sampleWeight }: Update): void {
  const options = sampleWeight ? { sampleWeight: fixtureArray(sampleWeight) } : {};
  if (metric instanceof Mean || metric instanceof Sum) {
    metric.updateState(fixtureArray(values!), options);
  } else {
    metric.updateState(fixtureArray(yTrue!), fixtureArray(yPred!), options);
  }
}

onEachBackend('Metrics compute what Keras computed', () => {
  test.for(cases.filter((c) => c.class in classes))('$name', (c) => {
    const metric = new classes[c.class]!(optionsFromKeras(c.config));
    expect(metric.name).toBe(c.metricName);
    for (const step of c.updates) {
      update(metric, step);
      using result = metric.result();
      expectClose(result, fixtureArray(step.result));
    }
    metric.resetState();
    using empty = metric.result();
    expectClose(empty, fixtureArray(c.afterReset));
  });
});

interface NameCase {
  readonly name: string;
  readonly metric?: string;
  readonly yTrueShape?: readonly number[];
  readonly yPredShape?: readonly number[];
  readonly class?: string;
  readonly error?: string;
}

const names = (await fixtureCases<NameCase>('keras/names.json')).filter((c) => c.metric);

/** The name of the class a string stands for, if that class is here. */
function classOf({ metric, yTrueShape, yPredShape }: NameCase): string | undefined {
  const name = isAccuracyName(metric!) ? accuracyFor(yTrueShape!, yPredShape!) : metric!;
  const found = (metrics as Readonly<Record<string, new () => Metric>>)[name];
  return found && new found().className;
}

const isHere = (c: NameCase): boolean => c.error !== undefined || (c.class ?? '') in classes;

describe('Names of metrics mean what they mean in Keras', () => {
  test.for(names.filter(isHere))('$name', (c) => {
    expect(classOf(c)).toBe(c.class);
  });
});

const missing = new Set(
  [...cases, ...names].map((c) => c.class).filter((c) => c && !(c in classes)),
);

describe('Metrics of Keras', () => {
  test.skip.each([...missing])('%s is missing', () => {});
});
