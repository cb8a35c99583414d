import type { KnownShape, Layer, NdArray, Shape, Tensor, Weight } from '@myelin/core';
import { add, mul, Pass, sum, tensor, tidy, valueAndGradients, zerosLike } from '@myelin/core';
import { expect } from 'vitest';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import type { ToleranceKind } from '../compare/tolerances.ts';
import type { RecordedArray } from '../fixtures/fixture-array.ts';
import { fixtureArray } from '../fixtures/fixture-array.ts';
import { expectNoLeak } from '../memory/expect-no-leak.ts';
import type { LayerAdapter } from './layer-adapter.ts';
import type { LayerCase, RecordedResults } from './layer-case.ts';

export interface LayerCaseOptions {
  readonly adapter: LayerAdapter;
  readonly tolerance: ToleranceKind;
}

/** Compares a layer with all that was recorded of it. */
export async function checkLayerCase(
  make: () => Layer,
  recorded: LayerCase,
  options: LayerCaseOptions,
): Promise<void> {
  await expectNoLeak(() => {
    const training = recorded.call.training === true;
    checkMode(make, recorded, recorded, training, options);
    if (recorded.training) checkMode(make, recorded, recorded.training, true, options);
    if (recorded.repeatOutputs) checkRepeated(make, recorded, options);
  });
}

/** One mode: outputs, shapes, masks, losses, gradients, changed weights. */
function checkMode(
  make: () => Layer,
  recorded: LayerCase,
  results: RecordedResults,
  training: boolean,
  options: LayerCaseOptions,
): void {
  using layer = make();
  tidy(() => {
    const inputs = recorded.inputs.map((input) => tensor(fixtureArray(input)));
    prepare(layer, inputs, recorded, options.adapter);
    const pass = new Pass({ training });
    const outputs = options.adapter.forward(layer, inputs, pass, recorded);
    compareAll('output', outputs, results.outputs, options.tolerance);
    checkShapes(layer, inputs, recorded, options.adapter);
    if (results === recorded) checkMasks(pass, outputs, recorded);
    if (recorded.losses && results === recorded) checkLosses(layer, pass, recorded.losses);
    if (results.weightsAfter) {
      const after = layer.weights.map((weight) => pass.read(weight));
      compareAll('weight after', after, results.weightsAfter, options.tolerance);
    }
    if (results.grads) checkGradients(layer, inputs, recorded, results, training, options);
  });
}

/** Builds the layer, adapts it if the case says so, and gives it the recorded weights. */
function prepare(
  layer: Layer,
  inputs: readonly Tensor[],
  recorded: LayerCase,
  adapter: LayerAdapter,
): void {
  const { adapt, weights } = recorded;
  if (adapt) (layer as unknown as Adaptable).adapt(fixtureArray(adapt));
  adapter.forward(layer, inputs, new Pass(), recorded);
  const wanted = weights.filter(({ path }) => !/\/seed_generator_state$/.test(path));
  const paths = wanted.map(({ path }) => path).join(', ');
  expect(layer.weights.length, `number of weights (${paths})`).toBe(wanted.length);
  for (const [i, { path, value, trainable }] of wanted.entries()) {
    const weight = layer.weights[i] as Weight;
    expect(weight.name, `name of weight ${i}`).toBe(path.slice(path.lastIndexOf('/') + 1));
    expect(weight.trainable, `${path} is trainable`).toBe(trainable);
    if (adapt) expectClose(weight.value, fixtureArray(value));
    else weight.assign(fixtureArray(value));
  }
}

interface Adaptable {
  adapt(data: NdArray): unknown;
}

function compareAll(
  what: string,
  actual: readonly Tensor[],
  expected: readonly RecordedArray[],
  tolerance: ToleranceKind,
): void {
  expect(actual.length, `number of ${what}s`).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    naming(`${what} ${i}`, () => expectClose(actual[i]!, fixtureArray(value), tolerance));
  }
}

/** Sizes that Keras knows must be the same; sizes that it leaves open are ours to know. */
function checkShapes(
  layer: Layer,
  inputs: readonly Tensor[],
  recorded: LayerCase,
  adapter: LayerAdapter,
): void {
  const open = (shape: KnownShape): Shape => [null, ...shape.slice(1)];
  const { outputShape } = recorded;
  const nested = Array.isArray(outputShape[0]);
  const wanted = (nested ? outputShape : [outputShape]) as readonly Shape[];
  const shapes = adapter.outputShapes(
    layer,
    inputs.map((x) => open(x.shape)),
    recorded,
  );
  const known = shapes.map((shape, i) =>
    shape.map((size, axis) => (wanted[i]?.[axis] === null ? null : size)),
  );
  expect(known, 'outputShape').toEqual(wanted);
}

function checkMasks(pass: Pass, outputs: readonly Tensor[], recorded: LayerCase): void {
  for (const [i, mask] of (recorded.outputMasks ?? []).entries()) {
    const actual = pass.maskOf(outputs[i]!);
    expect(actual !== undefined, `output ${i} has a mask`).toBe(mask !== null);
    if (actual && mask) naming(`mask ${i}`, () => expectClose(actual, fixtureArray(mask)));
  }
}

/** Penalties on outputs and on weights; in which order Keras lists them does not matter. */
function checkLosses(layer: Layer, pass: Pass, expected: readonly number[]): void {
  const penalties = layer.weights.flatMap(({ regularizer, value }) =>
    regularizer ? [regularizer.penalty(value)] : [],
  );
  const values = [...pass.losses, ...penalties].map((loss) => loss.dataSync()[0]!);
  const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
  expect(values.length, 'number of losses').toBe(expected.length);
  for (const [i, loss] of ascending(expected).entries()) {
    expect(Math.abs(ascending(values)[i]! - loss), `loss ${loss}`).toBeLessThan(
      1e-5 + 1e-4 * Math.abs(loss),
    );
  }
}

/** Derivatives of `Σ cotangent · output` by inputs and trainable weights. */
function checkGradients(
  layer: Layer,
  inputs: readonly Tensor[],
  recorded: LayerCase,
  { outputs, cotangents = [], grads }: RecordedResults,
  training: boolean,
  { adapter, tolerance }: LayerCaseOptions,
): void {
  const wanted = [
    ...inputs.map((x, i) => [`input ${i}`, x, grads?.inputs[i]] as const),
    ...layer.weights.map((w, i) => [w.name, w.value, grads?.weights[i]] as const),
  ].flatMap(([name, x, expected]) => (expected ? [{ name, x, expected }] : []));
  if (wanted.length === 0) return;
  const weighted = (): Tensor => {
    const y = adapter.forward(layer, inputs, new Pass({ training }), recorded);
    const float = y.filter((_, i) => outputs[i]?.dtype === 'float32');
    return float
      .map((output, i) => sum(mul(output, fixtureArray(cotangents[i]!))))
      .reduce((total, term) => add(total, term));
  };
  const variables = wanted.map(({ x }) => x);
  const { gradients } = valueAndGradients(weighted, variables);
  for (const [i, { name, x, expected }] of wanted.entries()) {
    const actual = gradients[i] ?? zerosLike(x);
    naming(`gradient by ${name}`, () => expectClose(actual, fixtureArray(expected), tolerance));
  }
}

/** Further calls with the same inputs, each beginning with the state that the one before it left. */
function checkRepeated(make: () => Layer, recorded: LayerCase, options: LayerCaseOptions): void {
  using layer = make();
  tidy(() => {
    const inputs = recorded.inputs.map((input) => tensor(fixtureArray(input)));
    prepare(layer, inputs, recorded, options.adapter);
    for (const expected of [recorded.outputs, ...(recorded.repeatOutputs ?? [])]) {
      const pass = new Pass({ training: recorded.call.training === true });
      const outputs = options.adapter.forward(layer, inputs, pass, recorded);
      for (const [weight, value] of pass.updates) weight.adopt(value);
      compareAll('output', outputs, expected, options.tolerance);
    }
  });
}
