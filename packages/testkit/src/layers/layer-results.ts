/** All that a call of a layer gives, computed operation by operation or by a compiled program. */

import {
  type AnyLayer,
  add,
  cast,
  dispose,
  keep,
  mul,
  type NdArray,
  Pass,
  StringArray,
  scalar,
  stringsOf,
  sum,
  type Tensor,
  tensor,
  valueAndGradients,
  type Weight,
  zerosLike,
} from '@myelin/core';
import { arrayOf } from '../compare/array-of.ts';
import type { RunStep } from '../execution/run-step.ts';
import { fixtureArray, type RecordedArray } from '../fixtures/fixture-array.ts';
import { arraysIn, type LayerArguments, withTensors } from './layer-arguments.ts';
import type { RecordedResults } from './layer-case.ts';
import { applyToArrays, forwardAll } from './run-layer.ts';

export interface LayerResults {
  readonly outputs: readonly (NdArray | StringArray)[];
  /** In the order of the outputs. */
  readonly masks: readonly (NdArray | undefined)[];
  /** What the call adds to the loss. */
  readonly losses: readonly number[];
  /** Values of all weights after the call. */
  readonly weightsAfter: readonly NdArray[];
  /** New values of what the layer keeps besides its weights, such as states. */
  readonly kept: ReadonlyMap<Weight, NdArray>;
  /** Derivatives of `Σ cotangent · output` by inputs and weights, beside what was recorded of them. */
  readonly gradients: readonly {
    readonly name: string;
    readonly received: NdArray;
    readonly expected: RecordedArray;
  }[];
}

export interface LayerCallToRun {
  readonly layer: AnyLayer;
  readonly given: LayerArguments;
  readonly training: boolean;
  /** Says which derivatives are wanted. */
  readonly recorded: RecordedResults;
  readonly run: RunStep;
}

/** Runs a call of a layer that is built. */
export async function layerResults(call: LayerCallToRun): Promise<LayerResults> {
  const { layer, given, recorded, run } = call;
  if (layer.runsOnHost) return resultsOnHost(call);
  const inputs: Record<string, NdArray> = {};
  for (const { name, array } of arraysIn(given)) {
    if (array instanceof StringArray) return resultsOnHost(call);
    inputs[name] = array;
  }
  if (recorded.outputs.some(({ dtype }) => dtype === 'string')) return resultsOnHost(call);
  for (const [i, { value }] of layer.weights.entries()) inputs[`weight ${i}`] = arrayOf(value);
  let keptWeights: readonly Weight[] = [];
  const made = await run(inputs, (tensors) => {
    const { results, kept } = compute(call, tensors);
    keptWeights = kept;
    return results;
  });
  const all = (what: string): NdArray[] => {
    const found: NdArray[] = [];
    for (let i = 0; made[`${what} ${i}`]; i++) found.push(made[`${what} ${i}`] as NdArray);
    return found;
  };
  const outputs = all('output');
  return {
    outputs,
    masks: outputs.map((_, i) => made[`mask ${i}`]),
    losses: all('loss').map(({ data }) => data[0] ?? Number.NaN),
    weightsAfter: layer.weights.map(
      (_, i) => made[`weight after ${i}`] ?? (inputs[`weight ${i}`] as NdArray),
    ),
    kept: new Map(keptWeights.map((weight, i) => [weight, made[`kept ${i}`] as NdArray])),
    gradients: wantedGradients(call).map(({ name, expected }, i) => ({
      name,
      received: made[`gradient ${i}`] as NdArray,
      expected,
    })),
  };
}

/** The call as a step on tensors by name, and what is kept of it besides the weights. */
function compute(
  call: LayerCallToRun,
  tensors: Readonly<Record<string, Tensor>>,
): { readonly results: Record<string, Tensor>; readonly kept: readonly Weight[] } {
  const { layer, given, training, recorded } = call;
  const results: Record<string, Tensor> = {};
  let kept: readonly Weight[] = [];
  const values = new Map(layer.weights.map((weight, i) => [weight, tensors[`weight ${i}`]!]));
  const named = arraysIn(given).map(({ name }) => tensors[name]!);
  const randomness = { seed: scalar(5, 'int32'), step: scalar(0, 'int32') };
  const pass = new Pass({ training, values, randomness });
  const forward = (): Tensor[] => {
    const outputs = forwardAll(layer, withTensors(given, named), pass);
    for (const [i, output] of outputs.entries()) {
      results[`output ${i}`] = keep(output);
      const mask = pass.maskOf(output);
      if (mask) results[`mask ${i}`] = keep(cast(mask, 'bool'));
    }
    for (const [i, loss] of pass.losses.entries()) results[`loss ${i}`] = keep(loss);
    for (const [i, weight] of layer.weights.entries()) {
      const after = pass.updates.get(weight);
      if (after) results[`weight after ${i}`] = keep(after);
    }
    kept = [...pass.updates.keys()].filter((weight) => !values.has(weight));
    for (const [i, weight] of kept.entries()) results[`kept ${i}`] = keep(pass.read(weight));
    return outputs;
  };
  const wanted = wantedGradients(call);
  if (wanted.length === 0) {
    forward();
    return { results, kept };
  }
  const { cotangents = [], outputs: kinds } = recorded;
  const weighted = (): Tensor =>
    forward()
      .filter((_, i) => kinds[i]?.dtype === 'float32')
      .map((output, i) => sum(mul(output, tensor(fixtureArray(cotangents[i]!)))))
      .reduce((total, term) => add(total, term));
  const variables = wanted.map(({ variable }) => tensors[variable]!);
  const { gradients } = valueAndGradients(weighted, variables);
  for (const [i, x] of variables.entries()) {
    results[`gradient ${i}`] = gradients[i] ?? zerosLike(x);
  }
  return { results, kept };
}

/** The derivatives that were recorded, by the name of the tensor. */
function wantedGradients({ layer, given, recorded: { grads } }: LayerCallToRun): readonly {
  readonly name: string;
  readonly variable: string;
  readonly expected: RecordedArray;
}[] {
  const inputs = arraysIn(given).map(({ name }) => ({ name, variable: name }));
  const weights = layer.weights.map(({ name }, i) => ({ name, variable: `weight ${i}` }));
  return [
    ...(grads?.inputs ?? []).map((expected, i) => ({ ...inputs[i]!, expected })),
    ...(grads?.weights ?? []).map((expected, i) => ({ ...weights[i]!, expected })),
  ].flatMap(({ expected, ...rest }) => (expected ? [{ ...rest, expected }] : []));
}

/** Texts, and what is computed in ordinary memory, are no part of programs and have no derivatives. */
function resultsOnHost({ layer, given, training }: LayerCallToRun): LayerResults {
  const made = applyToArrays(layer, given, training);
  const outputs = made.map((y) => (y.dtype === 'string' ? stringsOf(y) : arrayOf(y)));
  dispose(...made);
  return {
    outputs,
    masks: [],
    losses: [],
    weightsAfter: layer.weights.map(({ value }) => arrayOf(value)),
    kept: new Map(),
    gradients: [],
  };
}
