/** A look inside one step: what each layer gives on, and how the loss depends on its weights. */

import {
  add,
  dispose,
  keep,
  type Layer,
  type LayerTrace,
  mul,
  NdArray,
  Pass,
  scalar,
  type Tensor,
  type TensorLike,
  tensor,
  tidy,
  valueAndGradients,
} from '@myelin/core';
import { readSamples } from '../data/read-samples.ts';
import { placeOf } from './plan-fit.ts';
import { checkSamples } from './prepare.ts';
import type { TrainedParts } from './training-state.ts';

/** One entry for each layer that has no layers inside, in the order in which they were called. */
export async function traceLayers(
  { model, compilation }: TrainedParts,
  x: TensorLike,
  y: TensorLike,
): Promise<readonly LayerTrace[]> {
  const samples = await readSamples(placeOf('trace', model, compilation), [x, y]);
  const { losses } = checkSamples(model, compilation, samples);
  const { trainable, frozen } = compilation.selectionFor(model);
  const { seed, steps } = compilation;
  const results: { layer: Layer; result: Tensor }[] = [];
  const trace = () => {
    const pass = new Pass({
      training: true,
      randomness: { seed: scalar(seed | 0, 'int32'), step: scalar(steps, 'int32') },
      frozen,
      onResult: (layer, result) => {
        if (layer.sublayers.length === 0) results.push({ layer, result: keep(result) });
      },
    });
    const values = trainable.map((weight) => weight.value);
    return valueAndGradients(() => {
      const outputs = compilation.hooks.forward(tensor(samples.x, 'float32'), pass);
      let total = scalar(0);
      for (const { output, loss, weight } of losses) {
        const value = loss.apply(samples.targets?.[output] as NdArray, outputs[output] as Tensor);
        total = add(total, weight === null ? value : mul(value, weight));
      }
      for (const weight of trainable) {
        if (weight.regularizer) total = add(total, weight.regularizer.penalty(pass.read(weight)));
      }
      return pass.losses.reduce(add, total);
    }, values).gradients.map((one) => one && keep(one));
  };
  let gradients: readonly (Tensor | undefined)[] = [];
  try {
    gradients = tidy(trace);
    const byWeight = new Map(trainable.map((weight, i) => [weight, gradients[i]]));
    return await Promise.all(
      results.map(async ({ layer, result }) => ({
        layer,
        output: await read(result),
        weights: await Promise.all(
          layer.weights.map(async (weight) => {
            const gradient = byWeight.get(weight);
            return {
              path: weight.path,
              value: new NdArray(weight.read(), weight.shape),
              gradient: gradient ? await read(gradient) : null,
            };
          }),
        ),
      })),
    );
  } finally {
    dispose(
      ...results.map(({ result }) => result),
      ...gradients.filter((one) => one !== undefined),
    );
  }
}

async function read(value: Tensor): Promise<NdArray> {
  return new NdArray(await value.data(), value.shape);
}
