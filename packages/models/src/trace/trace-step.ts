/** A look inside one step: what each layer takes and gives, and how the loss depends on that and on its weights. */

import {
  type AnyLayer,
  add,
  dispose,
  keep,
  type LayerTrace,
  NdArray,
  type PassOptions,
  type ProbedTensor,
  scalar,
  type Tensor,
  type Tensors,
  tensorsIn,
  tidy,
  valueAndGradients,
  type Weight,
  zeros,
} from '@myelin/core';
import type { PerInput } from '../data/per-input.ts';
import type { PerOutput } from '../data/per-output.ts';
import { readSamples } from '../data/read-samples.ts';
import { batchTensors } from '../training/batch-tensors.ts';
import { placeOf } from '../training/plan-fit.ts';
import { checkSamples } from '../training/prepare.ts';
import { RunningStep } from '../training/running-step.ts';
import type { StepBatch } from '../training/step-contract.ts';
import type { TrainedParts } from '../training/training-state.ts';

/** One step, seen from inside. */
export interface StepTrace {
  readonly loss: number;
  /** One entry for each layer that has no layers inside, in the order in which they were called. */
  readonly layers: readonly LayerTrace[];
}

/** A tensor on the way: the output of a layer, or what goes into its activation function. */
interface Place {
  readonly kind: ProbedTensor;
  readonly value: Tensor;
  /** Its number among all places, by which the second run finds it again. */
  readonly number: number;
}

/** One call of a layer. */
interface Call {
  readonly layer: AnyLayer;
  readonly inputs: readonly Tensor[];
  readonly places: readonly Place[];
}

type Watch = Pick<PassOptions, 'onResult' | 'probe'>;

/** One forward and one backward pass, as training would do them. Nothing is changed. */
export async function traceStep(
  parts: TrainedParts,
  x: PerInput,
  y: PerOutput,
): Promise<StepTrace> {
  const place = placeOf('trace', parts.model, parts.compilation);
  const samples = await readSamples(place, [x, y]);
  const kept: Tensor[] = [];
  /** A tensor of its own: the step gives back what it held. */
  const copyOf = (one: Tensor): Tensor => {
    const copy = keep(one.reshape(one.shape));
    kept.push(copy);
    return copy;
  };
  try {
    const calls: Call[] = [];
    const places: Place[] = [];
    const { loss, ofWeights } = runStep(
      parts,
      samples,
      noting(calls, places, copyOf),
      (step, loss) => {
        const found = step.gradientsOf(loss);
        return {
          loss: copyOf(found.loss),
          ofWeights: found.gradients.map((one) => one && copyOf(one)),
        };
      },
    );
    // The derivative by a tensor on the way is that by a zero which is added to it.
    const probes: Tensor[] = [];
    const ofPlaces = runStep(parts, samples, adding(probes), (_step, loss) => {
      probes.push(...places.map(({ value }) => zeros(value.shape)));
      return valueAndGradients(loss, probes).gradients.map((one) => one && copyOf(one));
    });
    const { trainable } = parts.compilation.selectionFor(parts.model);
    const byWeight = new Map(trainable.map((weight, i) => [weight, ofWeights[i]]));
    return {
      loss: (await loss.data())[0] ?? Number.NaN,
      layers: await Promise.all(calls.map((call) => readCall(call, byWeight, ofPlaces))),
    };
  } finally {
    dispose(...kept);
  }
}

/** Runs a step that leaves nothing behind but what `look` kept. */
function runStep<Result>(
  { model, compilation }: TrainedParts,
  samples: Parameters<typeof batchTensors>[0],
  watch: Watch,
  look: (step: RunningStep, loss: () => Tensor) => Result,
): Result {
  const scoring = checkSamples(model, compilation, samples);
  const selection = compilation.selectionFor(model);
  const { hooks, seed, steps } = compilation;
  return tidy(() => {
    const batch: StepBatch<Tensors> = batchTensors(samples);
    const state = {
      weights: selection.weights.map((weight) => weight.value),
      metrics: scoring.metrics.initialState(),
    };
    const step = new RunningStep({ ...scoring, ...selection, model }, state, {
      batch,
      training: true,
      randomness: { seed: scalar(seed | 0, 'int32'), step: scalar(steps, 'int32') },
      // What it logs goes nowhere.
      discovered: new Set(),
      ...watch,
    });
    let result: Result | undefined;
    step.finishing(() => {
      result = look(step, () => hooks.computeLoss(step, batch, step.forward(batch.x)));
    });
    return result as Result;
  });
}

/** Notes what layers take and give. */
function noting(calls: Call[], places: Place[], copyOf: (one: Tensor) => Tensor): Watch {
  let since = 0;
  return {
    probe: (_layer, kind, value) => {
      places.push({ kind, value: copyOf(value), number: places.length });
      return value;
    },
    onResult: (layer, input) => {
      const isWhole = layer.sublayers.length === 0;
      const own = isWhole ? places.slice(since) : [];
      since = places.length;
      if (isWhole) calls.push({ layer, inputs: tensorsIn(input).map(copyOf), places: own });
    },
  };
}

/** Adds a probe to each tensor that {@link noting} noted. */
function adding(probes: readonly Tensor[]): Watch {
  let next = 0;
  return {
    probe: (_layer, _kind, value) => {
      const probe = probes[next++];
      return probe && value.dtype === 'float32' ? add(value, probe) : value;
    },
  };
}

async function readCall(
  { layer, inputs, places }: Call,
  byWeight: ReadonlyMap<Weight, Tensor | undefined>,
  ofPlaces: readonly (Tensor | undefined)[],
): Promise<LayerTrace> {
  const gradientAt = async ({ number }: Place): Promise<NdArray | null> => {
    const found = ofPlaces[number];
    return found ? read(found) : null;
  };
  const outputs = places.filter(({ kind }) => kind === 'output');
  const before = places.find(({ kind }) => kind === 'preActivation');
  return {
    layer,
    inputs: await Promise.all(inputs.map(read)),
    preActivation: before
      ? { value: await read(before.value), gradient: await gradientAt(before) }
      : null,
    outputs: await Promise.all(outputs.map(({ value }) => read(value))),
    outputGradients: await Promise.all(outputs.map(gradientAt)),
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
  };
}

async function read(value: Tensor): Promise<NdArray> {
  return new NdArray(await value.data(), value.shape);
}
