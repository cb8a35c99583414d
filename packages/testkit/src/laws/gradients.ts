import type { AnyLayer, NdArray, Tensor } from '@myelin/core';
import { add, dispose, mul, Pass, StringArray, scalar, sum, tensor } from '@myelin/core';
import type { Variable } from '../gradients/expect-gradients.ts';
import { expectGradients } from '../gradients/expect-gradients.ts';
import { randomArray } from '../gradients/random-array.ts';
import { arraysIn, type LayerArguments, withTensors } from '../layers/layer-arguments.ts';
import { applyToArrays, forwardAll } from '../layers/run-layer.ts';
import type { LayerUnderTest } from './law.ts';
import { movedValue } from './moved-weights.ts';

/**
 * Derivatives by inputs, by other arguments and by trainable weights agree with finite differences, in inference and in
 * training.
 *
 * Weights are moved away from their first values, among which zeros would hide mistakes. Random layers draw the
 * same numbers each time.
 */
export function gradients({ given, make }: LayerUnderTest): void {
  using layer = make();
  const samples = applyToArrays(layer, given);
  const isSmooth = samples.some(({ dtype }) => dtype === 'float32');
  dispose(...samples);
  if (!isSmooth) return;
  const inputs = arraysIn(given).flatMap(({ name, array }): Variable[] =>
    isFloat(array) ? [{ name, at: array }] : [],
  );
  const weights = layer.trainableWeights.map((weight, i) => ({
    name: weight.path,
    at: movedValue(weight, i),
  }));
  if (inputs.length + weights.length === 0) return;
  for (const training of [false, true]) {
    expectGradients((...values) => run(layer, given, values, training), [...inputs, ...weights]);
  }
}

const isFloat = (array: NdArray | StringArray): array is NdArray =>
  !(array instanceof StringArray) && array.dtype === 'float32';

/** The layer as a function of its float arguments and its trainable weights. */
function run(
  layer: AnyLayer,
  given: LayerArguments,
  values: readonly Tensor[],
  training: boolean,
): Tensor {
  const trainable = layer.trainableWeights;
  const own = values.slice(values.length - trainable.length);
  const pass = new Pass({
    training,
    values: new Map(trainable.map((weight, i) => [weight, own[i]!])),
    randomness: { seed: scalar(5, 'int32'), step: scalar(0, 'int32') },
  });
  let next = 0;
  const tensors = arraysIn(given).map(({ array }) =>
    isFloat(array) ? values[next++]! : tensor(array),
  );
  const results = forwardAll(layer, withTensors(given, tensors), pass);
  return weightedSum(results.filter(({ dtype }) => dtype === 'float32'));
}

/** One result as it is; of several the sum of all elements, each result with random factors of its own. */
function weightedSum(results: readonly Tensor[]): Tensor {
  const [only] = results as [Tensor];
  if (results.length === 1) return only;
  return results
    .map((y, i) => sum(mul(y, randomArray(y.shape, FACTORS_SEED + i))))
    .reduce((total, term) => add(total, term));
}

const FACTORS_SEED = 31;
