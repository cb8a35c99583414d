/** Every recorded case of the metrics that are here: the result after each batch, and after a reset. */

import type { Metric } from '@myelin/core';
import { accuracyFor, isAccuracyName } from '@myelin/core';
import { fixtureCases, metricFixtureTests } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import {
  Accuracy,
  BinaryAccuracy,
  CategoricalAccuracy,
  Mean,
  MeanAbsoluteError,
  MeanSquaredError,
  metrics,
  RootMeanSquaredError,
  SparseCategoricalAccuracy,
  Sum,
} from './index.ts';

const classes = {
  Accuracy,
  BinaryAccuracy,
  CategoricalAccuracy,
  MeanAbsoluteError,
  MeanSquaredError,
  RootMeanSquaredError,
  SparseCategoricalAccuracy,
};
// They take values in place of targets and predictions, which the recordings tell apart.
const ofValues = { Mean, Sum } as unknown as Record<string, new () => Metric>;

await metricFixtureTests('keras/metrics.json', { ...classes, ...ofValues });

interface NameCase {
  readonly name: string;
  readonly metric?: string;
  readonly yTrueShape?: readonly number[];
  readonly yPredShape?: readonly number[];
  /** The class the name stands for; absent where Keras refuses the name. */
  readonly class?: string;
}

const names = (await fixtureCases<NameCase>('keras/names.json')).filter((c) => c.metric);

/** The class a string stands for, if it is here. */
function classOf({ metric = '', yTrueShape = [], yPredShape = [] }: NameCase): string | undefined {
  const name = isAccuracyName(metric) ? accuracyFor(yTrueShape, yPredShape) : metric;
  const Found = (metrics as Readonly<Record<string, (typeof metrics)['mse']>>)[name];
  return Found && new Found().className;
}

describe('Names of metrics', () => {
  for (const c of names) {
    if (c.class && !(c.class in classes)) test.skip(`${c.name}: needs ${c.class}`, () => {});
    else {
      test(`${c.name} stands for ${c.class ?? 'nothing'}`, () => {
        expect(classOf(c)).toBe(c.class);
      });
    }
  }
});
