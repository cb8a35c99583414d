import type { LayerTrace } from '@myelin/core';
import { ArgumentError, CallbackList, NdArray, ndArray, relu, StateError } from '@myelin/core';
import { Activation, Conv2D, Dense, ReLU } from '@myelin/layers';
import { expect, test } from 'vitest';
import { FakeRun } from '../../test-support/fake-run.ts';
import { textLines } from '../../test-support/text-lines.ts';
import { LayerStatistics } from './layer-statistics.ts';
import { summarizeLayer } from './layer-summary.ts';

const probe = [[[1, 2]], [[1]]] as const;

interface TracedWeight {
  readonly value: readonly (readonly number[])[] | readonly number[];
  readonly gradient: readonly (readonly number[])[] | readonly number[] | null;
}

function trace(
  layer: LayerTrace['layer'],
  output: Parameters<typeof ndArray>[0],
  ...weights: readonly TracedWeight[]
): LayerTrace {
  return {
    layer,
    inputs: [],
    preActivation: null,
    outputs: [ndArray(output)],
    outputGradients: [null],
    weights: weights.map(({ value, gradient }, i) => ({
      path: `${layer.name}/${i === 0 ? 'kernel' : 'bias'}`,
      value: ndArray(value as number[]),
      gradient: gradient && ndArray(gradient as number[]),
    })),
  };
}

const dense = (name: string, activation: 'relu' | 'sigmoid' | 'tanh' | 'linear' = 'linear') =>
  new Dense({ units: 2, name, activation });

/** A layer whose kernel has a gradient of that norm. */
const learning = (name: string, gradient: number): LayerTrace =>
  trace(dense(name), [[1, 2]], { value: [[1]], gradient: [[gradient]] });

async function look(traces: readonly LayerTrace[]): Promise<LayerStatistics> {
  const statistics = new LayerStatistics({ probe });
  const run = new FakeRun();
  run.traces = traces;
  await statistics.onEpochEnd(0, {}, run);
  return statistics;
}

test('the numbers of a layer, worked by hand', () => {
  const summary = summarizeLayer(
    trace(
      dense('dense', 'relu'),
      [
        [0, 2],
        [0, 6],
      ],
      {
        value: [
          [3, 0],
          [0, 4],
        ],
        gradient: [
          [0.6, 0],
          [0, 0.8],
        ],
      },
      { value: [0, 0], gradient: [0, 2] },
    ),
  );
  expect(summary).toEqual({
    name: 'dense',
    className: 'Dense',
    activation: 'relu',
    mean: 2,
    deviation: Math.sqrt((4 + 0 + 4 + 16) / 4),
    zeros: 0.5,
    units: 2,
    deadUnits: 1,
    saturated: null,
    weightNorm: 5,
    gradientNorm: expect.closeTo(Math.sqrt(5), 6),
    weights: [
      {
        path: 'dense/kernel',
        rank: 2,
        norm: 5,
        gradientNorm: expect.closeTo(1, 6),
        ratio: expect.closeTo(0.2, 6),
      },
      { path: 'dense/bias', rank: 1, norm: 0, gradientNorm: 2, ratio: null },
    ],
  });
});

test('a layer without weights, and one that is frozen, have no gradient', () => {
  expect(summarizeLayer(trace(new ReLU(), [[0, 1]]))).toMatchObject({
    activation: 'relu',
    deadUnits: 1,
    weightNorm: null,
    gradientNorm: null,
    weights: [],
  });
  const frozen = trace(dense('dense'), [[1, 1]], { value: [[2]], gradient: null });
  expect(summarizeLayer(frozen)).toMatchObject({
    activation: 'linear',
    deadUnits: null,
    weightNorm: 2,
    gradientNorm: null,
    weights: [{ gradientNorm: null, ratio: null }],
  });
});

test('units are dead only if they are zero for each sample', () => {
  const output = [
    [0, 0, 1],
    [0, 3, 0],
  ];
  expect(summarizeLayer(trace(dense('dense', 'relu'), output)).deadUnits).toBe(1);
  const named = new Activation({ activation: relu });
  expect(summarizeLayer(trace(named, output))).toMatchObject({ activation: 'relu', deadUnits: 1 });
});

test('the units of an image are its channels, wherever they are', () => {
  const options = { filters: 2, kernelSize: 1, activation: 'relu' } as const;
  const data = Float32Array.of(0, 1, 0, 2, 0, 3);
  const last = {
    layer: new Conv2D(options),
    inputs: [],
    preActivation: null,
    outputs: [new NdArray(data, [1, 1, 3, 2])],
    outputGradients: [null],
    weights: [],
  };
  expect(summarizeLayer(last)).toMatchObject({ units: 2, deadUnits: 1 });
  const first = {
    layer: new Conv2D({ ...options, dataFormat: 'channels_first' }),
    inputs: [],
    preActivation: null,
    outputs: [new NdArray(Float32Array.of(0, 0, 0, 1, 0, 3), [1, 2, 1, 3])],
    outputGradients: [null],
    weights: [],
  };
  expect(summarizeLayer(first)).toMatchObject({ units: 2, deadUnits: 1 });
});

test('outputs are saturated where the slope is less than a twentieth of the largest', () => {
  const at = (activation: 'sigmoid' | 'tanh', outputs: number[]): number | null =>
    summarizeLayer(trace(dense('dense', activation), [outputs])).saturated;
  // 4·y·(1 - y) = 0.05 at y = 0.01266; 1 - y² = 0.05 at y = 0.97468.
  expect(at('sigmoid', [0.0126, 0.0127, 0.5, 0.9874])).toBe(0.5);
  expect(at('tanh', [-0.975, -0.974, 0, 0.9748])).toBe(0.5);
});

test('norms neither overflow nor vanish', () => {
  const { weights } = summarizeLayer(
    trace(dense('dense'), [[1]], { value: [[3e30, 4e30]], gradient: [[3e-30, 4e-30]] }),
  );
  expect(weights[0]?.norm).toBeCloseTo(5e30, -26);
  expect((weights[0]?.gradientNorm ?? 0) / 5e-30).toBeCloseTo(1, 5);
});

test('gradients that shrink a hundredfold toward the input vanish', async () => {
  const vanishing = await look([learning('a', 0.0009), learning('b', 0.01), learning('c', 0.1)]);
  expect(vanishing.findings).toEqual([
    {
      problem: 'vanishing gradients',
      layers: ['a', 'b', 'c'],
      explanation: expect.stringMatching(
        /^Gradients vanish toward the input: the gradient of a is 0\.0009 and that of c 0\.1\./,
      ),
    },
  ]);
  expect((await look([learning('a', 0), learning('c', 0.1)])).findings).toHaveLength(1);
  expect((await look([learning('a', 0.002), learning('c', 0.1)])).findings).toEqual([]);
});

test('gradients that grow a hundredfold toward the input explode', async () => {
  const { findings } = await look([learning('a', 50), learning('b', 0.5)]);
  expect(findings.map(({ problem }) => problem)).toEqual(['exploding gradients']);
  expect((await look([learning('a', 49), learning('b', 0.5)])).findings).toEqual([]);
});

test('layers without a matrix of weights do not count, nor does a single one', async () => {
  const scale = trace(dense('scale'), [[1]], { value: [1], gradient: [1e-9] });
  expect((await look([scale, learning('a', 1), learning('b', 1)])).findings).toEqual([]);
  expect((await look([learning('a', 1e-9)])).findings).toEqual([]);
  expect((await look([learning('a', 0), learning('b', 0)])).findings).toEqual([]);
});

test('dead units are found from a tenth of a layer on', async () => {
  const row = (dead: number): number[] => Array.from({ length: 20 }, (_, i) => (i < dead ? 0 : 1));
  const wide = new Dense({ units: 20, activation: 'relu', name: 'wide' });
  const { findings } = await look([trace(wide, [row(2), row(3)])]);
  expect(findings).toEqual([
    {
      problem: 'dead units',
      layers: ['wide'],
      explanation: expect.stringMatching(/^2 of 20 units of wide are dead/),
    },
  ]);
  expect((await look([trace(wide, [row(1), row(3)])])).findings).toEqual([]);
});

test('a hidden layer that is saturated is found; the last one may be sure of itself', async () => {
  const sure = [[0.999, 0.001]];
  const { findings } = await look([
    trace(dense('hidden', 'sigmoid'), sure),
    trace(dense('last', 'sigmoid'), sure),
  ]);
  expect(findings).toEqual([
    {
      problem: 'saturated units',
      layers: ['hidden'],
      explanation: expect.stringMatching(
        /^100% of the outputs of hidden lie where sigmoid is flat/,
      ),
    },
  ]);
});

test('numbers that are not finite are the only finding', async () => {
  const broken = trace(dense('dense', 'relu'), [[0, Number.NaN]], {
    value: [[1]],
    gradient: [[Infinity]],
  });
  const { findings } = await look([learning('a', 1e-9), broken, learning('b', 1)]);
  expect(findings.map(({ problem, layers }) => [problem, layers])).toEqual([
    ['not finite', ['dense']],
  ]);
});

test('the report is a table that is aligned, and says what is wrong', async () => {
  const output = textLines();
  const statistics = new LayerStatistics({ probe, output });
  const run = new FakeRun();
  run.traces = [
    trace(dense('hidden', 'relu'), [[0, 0.25]], { value: [[2]], gradient: [[0.0001]] }),
    trace(dense('out', 'sigmoid'), [[0.5]], { value: [[1234]], gradient: [[0.5]] }),
  ];
  await statistics.onEpochEnd(4, {}, run);
  statistics.report();
  expect(output.lines).toEqual([
    'Layers after epoch 5',
    'layer                  mean    std  zeros  dead  saturated  weights  gradient  gradient/weights',
    'hidden (Dense, relu)  0.125  0.125  50.0%   1/2          -     2.00   1.00e-4           5.00e-5',
    'out (Dense, sigmoid)  0.500      0   0.0%     -       0.0%     1234     0.500           4.05e-4',
    "- Gradients vanish toward the input: the gradient of hidden is 0.0001 and that of out 0.5. The first layers hardly learn. Use relu and not sigmoid or tanh, initializers that fit ('he_normal'), batch normalization, or connections that skip layers.",
    '- 1 of 2 units of hidden are dead: they gave 0 for each sample of the probe, so that nothing reaches their weights. Lower the learning rate, or use leaky_relu or elu.',
  ]);
});

test('a report of a healthy model says so, and one before training is an error', async () => {
  const output = textLines();
  const statistics = new LayerStatistics({ probe, output });
  expect(() => statistics.report()).toThrow(StateError);
  expect(statistics.findings).toEqual([]);
  const run = new FakeRun();
  run.traces = [learning('a', 1), learning('b', 1)];
  await statistics.onEpochEnd(0, {}, run);
  statistics.report();
  expect(output.lines.at(-1)).toBe('Nothing is wrong with outputs and gradients.');
});

test('it looks every so many epochs, and begins anew with a run', async () => {
  const statistics = new LayerStatistics({ probe, every: 2 });
  const list = new CallbackList([statistics]);
  const run = new FakeRun();
  run.traces = [learning('a', 1)];
  for (let again = 0; again < 2; again++) {
    await list.onTrainBegin({}, run);
    for (let epoch = 0; epoch < 4; epoch++) await list.onEpochEnd(epoch, {}, run);
    expect(statistics.history.map(({ epoch }) => epoch)).toEqual([0, 2]);
  }
});

test('logs are left alone, unless they are asked for', async () => {
  const run = new FakeRun();
  run.traces = [
    trace(dense('a', 'relu'), [[0, 1]], { value: [[1]], gradient: [[3]] }),
    trace(dense('b', 'sigmoid'), [[0.5, 1]]),
  ];
  const silent: Record<string, number> = { loss: 1 };
  await new LayerStatistics({ probe }).onEpochEnd(0, silent, run);
  expect(silent).toEqual({ loss: 1 });
  const logging = new LayerStatistics({ probe, log: true, every: 2 });
  const expected = {
    'a/zeros': 0.5,
    'a/dead_units': 1,
    'a/gradient_norm': 3,
    'b/zeros': 0,
    'b/saturated': 0.5,
  };
  for (const epoch of [0, 1]) {
    const logs = {};
    await logging.onEpochEnd(epoch, logs, run);
    expect(logs).toEqual(expected);
  }
});

test('what was seen survives an interruption', async () => {
  const statistics = await look([learning('a', 1)]);
  const other = new LayerStatistics({ probe });
  other.loadState(statistics.saveState());
  expect(other.history).toEqual(statistics.history);
  expect(other.history).not.toBe(statistics.history);
});

test.each<[string, object]>([
  ['probe', {}],
  ['probe', { probe: [[1]] }],
  ['probe', { probe: 'x' }],
  ['every', { probe, every: 0 }],
  ['log', { probe, log: 1 }],
  ['epochs', { probe, epochs: 1 }],
])('a bad `%s` is refused by its name', (option, options) => {
  const make = () => new LayerStatistics(options as never);
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(`\`${option}\``);
});
