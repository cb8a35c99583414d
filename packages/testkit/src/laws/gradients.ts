import type { Layer, NdArray, Tensor } from '@myelin/core';
import { Pass, scalar, tensor } from '@myelin/core';
import type { Variable } from '../gradients/expect-gradients.ts';
import { expectGradients } from '../gradients/expect-gradients.ts';
import type { LayerUnderTest } from './law.ts';
import { movedValue } from './moved-weights.ts';

/**
 * Derivatives by input and trainable weights agree with finite differences, in inference and in training.
 *
 * Weights are moved away from their first values, among which zeros would hide mistakes. Random layers draw the
 * same numbers each time.
 */
export function gradients({ input, make }: LayerUnderTest): void {
  using layer = make();
  using sample = layer.apply(input);
  if (sample.dtype !== 'float32') return;
  const inputs: Variable[] = input.dtype === 'float32' ? [{ name: 'the input', at: input }] : [];
  const weights = layer.trainableWeights.map((weight, i) => ({
    name: weight.path,
    at: movedValue(weight, i),
  }));
  if (inputs.length + weights.length === 0) return;
  for (const training of [false, true]) {
    expectGradients((...values) => run(layer, input, values, training), [...inputs, ...weights]);
  }
}

/** The layer as a function of its input, if that is one, and its trainable weights. */
function run(layer: Layer, input: NdArray, values: readonly Tensor[], training: boolean): Tensor {
  const trainable = layer.trainableWeights;
  const own = values.slice(values.length - trainable.length);
  const pass = new Pass({
    training,
    values: new Map(trainable.map((weight, i) => [weight, own[i]!])),
    randomness: { seed: scalar(5, 'int32'), step: scalar(0, 'int32') },
  });
  const x = values.length > trainable.length ? values[0]! : tensor(input);
  return layer.forward(x, pass);
}
