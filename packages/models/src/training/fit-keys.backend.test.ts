import { type Layer, ndArray } from '@myelin/core';
import * as layerClasses from '@myelin/layers';
import { Dense } from '@myelin/layers';
import * as metricClasses from '@myelin/metrics';
import { fixtureCases, optionsFromKeras, type RecordedObject } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { TwoHeads } from '../../test-support/two-heads.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

interface OneOutput {
  readonly name: string;
  readonly model: {
    readonly inputShape: readonly number[];
    readonly layers: readonly RecordedObject[];
  };
  readonly compile: Readonly<Record<string, unknown>>;
  readonly xShape: readonly number[];
  readonly yShape: readonly number[];
  readonly yDtype: 'float32' | 'int32';
  readonly historyKeys: readonly string[];
  readonly evaluateDictKeys: readonly string[];
}

interface TwoOutputs {
  readonly name: string;
  readonly outputs: readonly string[];
  readonly loss: NonNullable<CompileOptions['loss']>;
  readonly metrics: NonNullable<CompileOptions['metrics']> | null;
  readonly historyKeys: readonly string[];
  readonly evaluateDictKeys: readonly string[];
  readonly evaluateListLength: number;
}

interface Refused {
  readonly name: string;
  readonly compile: Readonly<Record<string, unknown>>;
  readonly error: string;
}

const classes = { ...layerClasses, ...metricClasses } as unknown as Readonly<
  Record<string, new (options: never) => Layer>
>;
const cases = await fixtureCases<OneOutput | TwoOutputs | Refused>('keras/fit-keys.json');
const silent = { verbose: 0 } as const;

inBothModes('names in logs are those of Keras', () => {
  for (const recorded of cases) {
    if ('outputs' in recorded) testTwoOutputs(recorded);
    else if ('error' in recorded) testRefused(recorded);
    else testOneOutput(recorded);
  }
});

function testOneOutput(recorded: OneOutput): void {
  test(recorded.name, async () => {
    const { inputShape, layers } = recorded.model;
    const stated = layers.map((layer, i) =>
      i === 0 ? { ...layer, config: { ...layer.config, input_shape: inputShape } } : layer,
    );
    const made = optionsFromKeras({ layers: stated }, classes) as { layers: Layer[] };
    using model = new Sequential(made.layers);
    model.compile(optionsFromKeras(recorded.compile, classes) as CompileOptions);
    const x = filled(recorded.xShape, 'float32');
    const y = filled(recorded.yShape, recorded.yDtype);
    const { history } = await model.fit(x, y, { ...silent, validationData: [x, y] });
    expect(Object.keys(history)).toEqual(recorded.historyKeys);
    const judged = await model.evaluate(x, y, { ...silent, returnDict: true });
    expect(Object.keys(judged).sort()).toEqual(recorded.evaluateDictKeys);
  });
}

function testTwoOutputs(recorded: TwoOutputs): void {
  test(recorded.name, async () => {
    const [first = '', second = ''] = recorded.outputs;
    using model = new TwoHeads([
      new Dense({ units: 1, name: first }),
      new Dense({ units: 1, name: second, activation: 'sigmoid' }),
    ]);
    model.compile({ optimizer: 'sgd', loss: recorded.loss, metrics: recorded.metrics });
    const x = filled([8, 3], 'float32');
    const y = [filled([8, 1], 'float32'), filled([8, 1], 'float32')];
    const { history } = await model.fit(x, y, { ...silent, validationData: [x, y] });
    expect(Object.keys(history)).toEqual(recorded.historyKeys);
    const judged = await model.evaluate(x, y, { ...silent, returnDict: true });
    expect(Object.keys(judged).sort()).toEqual(recorded.evaluateDictKeys);
    expect(await model.evaluate(x, y, silent)).toHaveLength(recorded.evaluateListLength);
  });
}

test('functions of Keras are logged under its names, others under their own', async () => {
  const { categoricalAccuracy } = metricClasses;
  const myMetric: typeof categoricalAccuracy = (yTrue, yPred) => categoricalAccuracy(yTrue, yPred);
  using model = new Sequential([new Dense({ units: 2, inputShape: [1] })]);
  model.compile({ loss: 'mse', metrics: [categoricalAccuracy, myMetric] });
  const logs = await model.evaluate([[1]], [[1, 0]], { verbose: 0, returnDict: true });
  expect(Object.keys(logs)).toEqual(['loss', 'categorical_accuracy', 'myMetric']);
});

function testRefused(recorded: Refused): void {
  test(`${recorded.name} is refused`, () => {
    using model = new Sequential([new Dense({ units: 3, inputShape: [3] })]);
    const options = optionsFromKeras(recorded.compile, classes) as CompileOptions;
    expect(() => model.compile(options)).toThrow(/metric `ce`/);
  });
}

/** Zeros and ones in turn: targets for all losses. */
function filled(shape: readonly number[], dtype: 'float32' | 'int32') {
  const size = shape.reduce((product, one) => product * one, 1);
  const values = Array.from({ length: size }, (_, i) => i % 2);
  return ndArray(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), shape);
}
