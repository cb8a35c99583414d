/** A look inside one step: what each layer gives on, and how the loss depends on its weights. */

import {
  type AnyLayer,
  dispose,
  keep,
  type LayerTrace,
  NdArray,
  scalar,
  type Tensor,
  tensorsIn,
  tidy,
} from '@myelin/core';
import type { PerInput } from '../data/per-input.ts';
import type { PerOutput } from '../data/per-output.ts';
import { readSamples } from '../data/read-samples.ts';
import { batchTensors } from './batch-tensors.ts';
import { placeOf } from './plan-fit.ts';
import { checkSamples } from './prepare.ts';
import { RunningStep } from './running-step.ts';
import type { TrainedParts } from './training-state.ts';

/** One entry for each layer that has no layers inside, in the order in which they were called. */
export async function traceLayers(
  { model, compilation }: TrainedParts,
  x: PerInput,
  y: PerOutput,
): Promise<readonly LayerTrace[]> {
  const samples = await readSamples(placeOf('trace', model, compilation), [x, y]);
  const scoring = checkSamples(model, compilation, samples);
  const selection = compilation.selectionFor(model);
  const { trainable, weights } = selection;
  const { hooks, seed, steps } = compilation;
  const results: { layer: AnyLayer; outputs: Tensor[] }[] = [];
  const trace = () => {
    const batch = batchTensors(samples);
    const state = {
      weights: weights.map((weight) => weight.value),
      metrics: scoring.metrics.initialState(),
    };
    const step = new RunningStep({ ...scoring, ...selection, model }, state, {
      batch,
      training: true,
      randomness: { seed: scalar(seed | 0, 'int32'), step: scalar(steps, 'int32') },
      onResult: (layer, result) => {
        // A tensor of its own: the step gives back what it held.
        const copy = (one: Tensor): Tensor => keep(one.reshape(one.shape));
        if (layer.sublayers.length > 0) return;
        results.push({ layer, outputs: tensorsIn(result).map(copy) });
      },
      // It is only looked at: what it logs goes nowhere.
      discovered: new Set(),
    });
    let found: readonly (Tensor | undefined)[] = [];
    step.finishing(() => {
      const loss = (): Tensor => hooks.computeLoss(step, batch, step.forward(batch.x));
      found = step.gradientsOf(loss).gradients.map((one) => one && keep(one));
    });
    return found;
  };
  let gradients: readonly (Tensor | undefined)[] = [];
  try {
    gradients = tidy(trace);
    const byWeight = new Map(trainable.map((weight, i) => [weight, gradients[i]]));
    return await Promise.all(
      results.map(async ({ layer, outputs }) => ({
        layer,
        outputs: await Promise.all(outputs.map(read)),
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
      ...results.flatMap(({ outputs }) => outputs),
      ...gradients.filter((one) => one !== undefined),
    );
  }
}

async function read(value: Tensor): Promise<NdArray> {
  return new NdArray(await value.data(), value.shape);
}
