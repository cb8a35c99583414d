/** Every recorded case of the losses: values, and gradients with respect to the predictions. */

import type { Tensor } from '@myelin/core';
import { Catalog, crossentropyFor, isCrossentropyName, tensor } from '@myelin/core';
import type { RecordedArray } from '@myelin/testkit';
import {
  camelCase,
  expectClose,
  fixtureArray,
  fixtureCases,
  lossFixtureTests,
  onEachBackend,
} from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import * as all from './index.ts';

const {
  BinaryCrossentropy,
  BinaryFocalCrossentropy,
  CategoricalCrossentropy,
  CategoricalFocalCrossentropy,
  CategoricalGeneralizedCrossEntropy,
  CategoricalHinge,
  Circle,
  CosineSimilarity,
  CTC,
  Dice,
  Hinge,
  Huber,
  KLDivergence,
  LogCosh,
  losses,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  Poisson,
  SparseCategoricalCrossentropy,
  SquaredHinge,
  Tversky,
} = all;

const classes = {
  BinaryCrossentropy,
  BinaryFocalCrossentropy,
  CategoricalCrossentropy,
  CategoricalFocalCrossentropy,
  CategoricalGeneralizedCrossEntropy,
  CategoricalHinge,
  Circle,
  CosineSimilarity,
  CTC,
  Dice,
  Hinge,
  Huber,
  KLDivergence,
  LogCosh,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  Poisson,
  SparseCategoricalCrossentropy,
  SquaredHinge,
  Tversky,
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

type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

const functionNamed = (name: string): LossFunction =>
  (all as unknown as Readonly<Record<string, LossFunction>>)[camelCase(name)]!;

const functionCases = (await fixtureCases<FunctionCase>('keras/losses-more.json')).filter(
  (c) => c.class === undefined,
);

onEachBackend('Loss functions as Keras 3 computes them', () => {
  for (const { name, fn = '', yTrue, yPred, output } of functionCases) {
    test(name, () => {
      using result = functionNamed(fn)(tensor(fixtureArray(yTrue)), tensor(fixtureArray(yPred)));
      expectClose(result, fixtureArray(output));
    });
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

/** Names of classes that differ from those of their functions. */
const classNames: Readonly<Record<string, string>> = { huber: 'huber_loss' };

/** The name of the loss a string stands for, if it stands for one. */
function lossOf({ loss = '', yTrueShape = [], yPredShape = [] }: NameCase): string | undefined {
  const name = isCrossentropyName(loss) ? crossentropyFor(yTrueShape, yPredShape) : loss;
  const Found = (losses as Readonly<Record<string, (typeof losses)['mse']>>)[name];
  return Found && new Found().name;
}

describe('Names of losses', () => {
  for (const c of names) {
    test(`${c.name} stands for ${c.fn ?? 'nothing'}`, () => {
      expect(lossOf(c)).toBe(c.fn && (classNames[c.fn] ?? c.fn));
    });
  }

  test('every class and every function of Keras has its name', () => {
    for (const [name, Class] of Object.entries(losses)) {
      const { className } = new Class();
      const stands = name === className || functionNamed(name) !== undefined || name.length <= 4;
      expect(stands, name).toBe(true);
      expect(classes, name).toHaveProperty(className);
    }
    expect(Object.keys(losses)).toHaveLength(22 + 21 + 12); // classes, functions, abbreviations
  });

  test.each(['logcosh', 'huber_loss', 'categorical_generalized_cross_entropy'])(
    '%s is refused, as by Keras',
    (name) => {
      const catalog = new Catalog('loss', losses);
      expect(() => catalog.find('Model.compile', name)).toThrow(
        `Model.compile: unknown loss \`${name}\``,
      );
    },
  );

  test('a near miss of a name is answered with the name', () => {
    const catalog = new Catalog('loss', losses);
    expect(() => catalog.find('Model.compile', 'logcosh')).toThrow(/did you mean `log_cosh`/);
  });
});
