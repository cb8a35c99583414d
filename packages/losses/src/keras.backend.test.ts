/** Every recorded case of the losses that are here: values, and gradients with respect to the predictions. */

import type { Tensor } from '@myelin/core';
import { crossentropyFor, isCrossentropyName, tensor } from '@myelin/core';
import type { RecordedArray } from '@myelin/testkit';
import {
  expectClose,
  fixtureArray,
  fixtureCases,
  lossFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import {
  BinaryCrossentropy,
  binaryCrossentropy,
  CategoricalCrossentropy,
  categoricalCrossentropy,
  losses,
  MeanAbsoluteError,
  MeanSquaredError,
  meanAbsoluteError,
  meanSquaredError,
  SparseCategoricalCrossentropy,
} from './index.ts';

const classes = {
  MeanSquaredError,
  MeanAbsoluteError,
  BinaryCrossentropy,
  CategoricalCrossentropy,
  SparseCategoricalCrossentropy,
};

await lossFixtureTests('keras/losses.json', classes);
await lossFixtureTests('keras/losses-more.json', classes);

interface FunctionCase {
  readonly name: string;
  readonly class?: string;
  readonly fn?: string;
  readonly yTrue: RecordedArray;
  readonly yPred: RecordedArray;
  readonly output: RecordedArray;
}

const functions: Readonly<Record<string, (yTrue: Tensor, yPred: Tensor) => Tensor>> = {
  mean_squared_error: meanSquaredError,
  mean_absolute_error: meanAbsoluteError,
  binary_crossentropy: binaryCrossentropy,
  categorical_crossentropy: categoricalCrossentropy,
};

const functionCases = (await fixtureCases<FunctionCase>('keras/losses-more.json')).filter(
  (c) => c.class === undefined,
);

onEachBackend('Loss functions as Keras 3 computes them', () => {
  for (const { name, fn = '', yTrue, yPred, output } of functionCases) {
    const compute = functions[fn];
    if (!compute) test.skip(`${name}: needs the function ${fn}`, () => {});
    else {
      test(name, () => {
        using result = compute(tensor(fixtureArray(yTrue)), tensor(fixtureArray(yPred)));
        expectClose(result, fixtureArray(output));
      });
    }
  }
});

interface NameCase {
  readonly name: string;
  readonly loss?: string;
  readonly yTrueShape?: readonly number[];
  readonly yPredShape?: readonly number[];
  /** The function the name stands for; absent where Keras refuses the name. */
  readonly fn?: string;
}

const names = (await fixtureCases<NameCase>('keras/names.json')).filter((c) => c.loss);

/** The snake case name of the loss a string stands for, if that loss is here. */
function lossOf({ loss = '', yTrueShape = [], yPredShape = [] }: NameCase): string | undefined {
  const name = isCrossentropyName(loss) ? crossentropyFor(yTrueShape, yPredShape) : loss;
  const Found = (losses as Readonly<Record<string, (typeof losses)['mse']>>)[name];
  return Found && new Found().name;
}

describe('Names of losses', () => {
  for (const c of names) {
    if (c.fn && !(c.fn in losses)) test.skip(`${c.name}: needs the loss ${c.fn}`, () => {});
    else {
      test(`${c.name} stands for ${c.fn ?? 'nothing'}`, () => expect(lossOf(c)).toBe(c.fn));
    }
  }
});
