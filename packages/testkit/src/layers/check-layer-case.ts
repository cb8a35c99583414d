import type { AnyLayer, KnownShape, Shape, Structure, Weight } from '@myelin/core';
import { isShape, mapLeaves, Pass, shapesIn, tidy } from '@myelin/core';
import { expect } from 'vitest';
import { expectClose } from '../compare/expect-close.ts';
import { naming } from '../compare/naming.ts';
import type { ToleranceKind } from '../compare/tolerances.ts';
import type { RunStep } from '../execution/run-step.ts';
import type { RecordedArray } from '../fixtures/fixture-array.ts';
import { fixtureArray, recordedValues } from '../fixtures/fixture-array.ts';
import { expectNoLeak } from '../memory/expect-no-leak.ts';
import { inputShapes, type LayerArguments, tensorArguments } from './layer-arguments.ts';
import type { LayerCase, RecordedResults } from './layer-case.ts';
import { type LayerResults, layerResults } from './layer-results.ts';
import { recordedArguments } from './recorded-arguments.ts';
import { forwardAll } from './run-layer.ts';

/**
 * Compares a layer with all that was recorded of it.
 *
 * @param run - Computes what is compared: operation by operation, or as a compiled program.
 */
export async function checkLayerCase(
  make: () => AnyLayer,
  recorded: LayerCase,
  run: RunStep,
  tolerance: ToleranceKind,
): Promise<void> {
  const given = recordedArguments(recorded);
  await expectNoLeak(async () => {
    const training = recorded.call.training === true;
    const trial = { make, recorded, given, run, tolerance };
    await checkMode(trial, recorded, training);
    if (recorded.training) await checkMode(trial, recorded.training, true);
    if (recorded.repeatOutputs) await checkRepeated(trial);
  });
}

/** A recorded case and how it is checked. */
interface Trial {
  readonly make: () => AnyLayer;
  readonly recorded: LayerCase;
  readonly given: LayerArguments;
  readonly run: RunStep;
  readonly tolerance: ToleranceKind;
}

/** One mode: outputs, shapes, masks, losses, gradients, changed weights. */
async function checkMode(
  trial: Trial,
  recorded: RecordedResults,
  training: boolean,
): Promise<void> {
  const { make, given, run, tolerance } = trial;
  using layer = make();
  prepare(layer, trial);
  checkShapes(layer, trial);
  const results = await layerResults({ layer, given, training, recorded, run });
  compareAll('output', results.outputs, recorded.outputs, tolerance);
  if (recorded === trial.recorded) {
    checkMasks(results, trial.recorded);
    if (trial.recorded.losses) checkLosses(layer, results, trial.recorded.losses);
  }
  if (recorded.weightsAfter) {
    compareAll('weight after', results.weightsAfter, recorded.weightsAfter, tolerance);
  }
  for (const { name, received, expected } of results.gradients) {
    naming(`gradient by ${name}`, () => expectClose(received, fixtureArray(expected), tolerance));
  }
}

/** Builds the layer, adapts it if the case says so, and gives it the recorded weights. */
function prepare(layer: AnyLayer, { recorded, given }: Trial): void {
  const { adapt, weights } = recorded;
  if (adapt) (layer as unknown as Adaptable).adapt(recordedValues(adapt));
  tidy(() => void forwardAll(layer, tensorArguments(given), new Pass()));
  const wanted = weights.filter(({ path }) => !/\/seed_generator_state$/.test(path));
  const paths = wanted.map(({ path }) => path).join(', ');
  expect(layer.weights.length, `number of weights (${paths})`).toBe(wanted.length);
  for (const [i, { path, value, trainable }] of wanted.entries()) {
    const weight = layer.weights[i] as Weight;
    expect(placeOf(weight.path), `place of weight ${i}`).toBe(placeOf(path));
    expect(weight.trainable, `${path} is trainable`).toBe(trainable);
    if (adapt) expectClose(weight.value, fixtureArray(value));
    else weight.assign(fixtureArray(value));
  }
}

/** A weight's path below the layer under test. Automatic names are numbered: the numbers do not count. */
function placeOf(path: string): string {
  return path
    .split('/')
    .slice(1)
    .map((name) => name.replace(/_\d+$/, ''))
    .join('/');
}

interface Adaptable {
  adapt(data: ReturnType<typeof recordedValues>): unknown;
}

function compareAll(
  what: string,
  actual: LayerResults['outputs'],
  expected: readonly RecordedArray[],
  tolerance: ToleranceKind,
): void {
  expect(actual.length, `number of ${what}s`).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    naming(`${what} ${i}`, () => {
      const received = actual[i]!;
      if (received.dtype === 'string') expect(received).toEqual(recordedValues(value));
      else expectClose(received, fixtureArray(value), tolerance);
    });
  }
}

/** Sizes that Keras knows must be the same; sizes that it leaves open are ours to know. It was not told of call options. */
function checkShapes(layer: AnyLayer, { recorded, given }: Trial): void {
  const wanted = shapesIn(recorded.outputShape as Structure<Shape>);
  const isOpen = wanted.every(([batch]) => batch === null);
  const input = mapLeaves<KnownShape, Shape>(inputShapes(given), isKnownShape, (shape) =>
    isOpen ? [null, ...shape.slice(1)] : shape,
  );
  const known = shapesIn(layer.outputShape(input)).map((shape, i) =>
    shape.map((size, axis) => (wanted[i]?.[axis] === null ? null : size)),
  );
  expect(known, 'outputShape').toEqual(wanted);
}

const isKnownShape = (value: unknown): value is KnownShape => isShape(value);

function checkMasks({ masks }: LayerResults, { outputMasks = [] }: LayerCase): void {
  for (const [i, mask] of outputMasks.entries()) {
    const actual = masks[i];
    expect(actual !== undefined, `output ${i} has a mask`).toBe(mask !== null);
    if (actual && mask) naming(`mask ${i}`, () => expectClose(actual, fixtureArray(mask)));
  }
}

/** Penalties on outputs and on weights; in which order Keras lists them does not matter. */
function checkLosses(layer: AnyLayer, { losses }: LayerResults, expected: readonly number[]): void {
  const penalties = layer.weights.flatMap(({ regularizer, value }) =>
    regularizer ? [tidy(() => regularizer.penalty(value).dataSync()[0]!)] : [],
  );
  const values = [...losses, ...penalties];
  const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
  expect(values.length, 'number of losses').toBe(expected.length);
  for (const [i, loss] of ascending(expected).entries()) {
    expect(Math.abs(ascending(values)[i]! - loss), `loss ${loss}`).toBeLessThan(
      1e-5 + 1e-4 * Math.abs(loss),
    );
  }
}

/** Further calls with the same inputs, each beginning with the state that the one before it left. */
async function checkRepeated(trial: Trial): Promise<void> {
  const { make, recorded, given, run, tolerance } = trial;
  using layer = make();
  prepare(layer, trial);
  const training = recorded.call.training === true;
  for (const outputs of [recorded.outputs, ...(recorded.repeatOutputs ?? [])]) {
    const results = await layerResults({ layer, given, training, recorded: { outputs }, run });
    compareAll('output', results.outputs, outputs, tolerance);
    for (const [i, value] of results.weightsAfter.entries()) layer.weights[i]!.assign(value);
    for (const [weight, value] of results.kept) weight.assign(value);
  }
}
