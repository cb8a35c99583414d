import type { Optimizer } from '@myelin/core';
import type { OptimizerCase, RecordedArray } from '@myelin/testkit';
import { checkOptimizerCase, onEachBackend, waysToRun } from '@myelin/testkit';
import { describe, test } from 'vitest';
import { Adafactor } from './adafactor.ts';
import { Adam } from './adam.ts';
import { AdamW } from './adamw.ts';
import { Ftrl } from './ftrl.ts';
import { Lamb } from './lamb.ts';
import { Lion } from './lion.ts';
import { LossScaleOptimizer } from './loss-scale-optimizer.ts';
import { Muon } from './muon.ts';
import { Nadam } from './nadam.ts';
import { ScheduleFreeAdamW } from './schedule-free-adamw.ts';
import { ExponentialDecay } from './schedules/exponential-decay.ts';
import { SGD } from './sgd.ts';

/** Weights cos(1 + j + 7i) for element j of weight i, gradients sin(1 + j + 3t + 5i) in step t, counted from 0. */
interface Longer {
  readonly title: string;
  readonly make: () => Optimizer;
  readonly shapes: readonly (readonly number[])[];
  readonly steps?: number;
  readonly options?: OptimizerCase['options'];
  readonly names?: readonly string[];
  /** Values after the last step, as Keras 3.15.1 gives them. */
  readonly values: readonly (readonly number[])[];
  readonly final?: readonly (readonly number[])[];
  readonly startsAtZero?: boolean;
}

const halving = () =>
  new ExponentialDecay({ initialLearningRate: 0.4, decaySteps: 1, decayRate: 0.5 });

const longer: readonly Longer[] = [
  {
    title: 'Muon makes a tall matrix orthogonal from the other side',
    make: () => new Muon({ learningRate: 0.1 }),
    shapes: [[3, 2]],
    values: [[0.5238099, -0.4073306, -0.9775802, -0.6436762, 0.2898241, 0.9430581]],
  },
  {
    title: 'Muon without Nesterov, decay and scale',
    make: () => new Muon({ learningRate: 0.1, rmsRate: null, nesterov: false, weightDecay: null }),
    shapes: [[2, 2]],
    values: [[0.3325879, -0.3601367, -0.9620165, -0.4170385]],
  },
  {
    title: "Muon's Adam has a decay and a step size of its own",
    make: () => new Muon({ learningRate: 0.1, adamLrRatio: 0.5, adamWeightDecay: 0.1 }),
    shapes: [[2]],
    values: [[0.4536064, -0.4575539]],
  },
  {
    title: 'Adafactor factors the last two axes of a weight of rank 3',
    make: () => new Adafactor({ learningRate: 0.1 }),
    shapes: [[2, 2, 3]],
    values: [
      [
        0.5349377, -0.4099714, -0.9602671, -0.6435659, 0.2802205, 0.9475328, 0.7387806, -0.1418146,
        -0.8955318, -0.8159108, 0.00351993, 0.8337204,
      ],
    ],
  },
  {
    title: 'Adafactor with a schedule',
    make: () =>
      new Adafactor({
        learningRate: new ExponentialDecay({
          initialLearningRate: 0.1,
          decaySteps: 2,
          decayRate: 0.5,
        }),
      }),
    shapes: [[2, 2]],
    values: [[0.4986961, -0.4417195, -0.9823913, -0.6085503]],
  },
  {
    title: 'Nadam extends its product with each update, not with each step',
    make: () => new Nadam({ learningRate: 0.1, gradientAccumulationSteps: 2 }),
    shapes: [[2]],
    steps: 5,
    values: [[0.3479328, -0.2814049]],
  },
  {
    title: 'Lamb begins at zero with a ratio of 1',
    make: () => new Lamb({ learningRate: 0.1 }),
    shapes: [[2]],
    steps: 2,
    startsAtZero: true,
    values: [[-0.1000606, -0.08585742]],
  },
  {
    title: 'SGD with a schedule of steps and gradients of two steps',
    make: () =>
      new SGD({ learningRate: halving(), gradientAccumulationSteps: 2, weightDecay: 0.1 }),
    shapes: [[2]],
    values: [[0.5156001, -0.4005811]],
  },
  {
    title: 'Ftrl with steps of one size',
    make: () => new Ftrl({ learningRate: 0.1, learningRatePower: 0 }),
    shapes: [[2]],
    steps: 3,
    values: [[-0.07416551, -0.09397314]],
  },
  {
    title: 'Ftrl holds small weights at 0',
    make: () => new Ftrl({ learningRate: 0.1, l1RegularizationStrength: 0.5 }),
    shapes: [[3]],
    steps: 3,
    values: [[0.2166071, -0.3102583, -0.01177426]],
  },
  {
    title: 'Lion without decay of what a pattern finds',
    make: () => new Lion({ learningRate: 0.1, weightDecay: 0.5 }),
    shapes: [[2], [2]],
    steps: 2,
    names: ['kernel', 'bias'],
    options: { exclude: ['bi.s', 'nothing'] },
    values: [
      [0.4926228, -0.3705725],
      [-0.1455, -0.9111302],
    ],
  },
  {
    title: 'Adam with averages in each step and updates in each second',
    make: () =>
      new Adam({
        learningRate: 0.1,
        useEma: true,
        emaMomentum: 0.5,
        gradientAccumulationSteps: 2,
      }),
    shapes: [[2]],
    values: [[0.3405864, -0.2350575]],
    final: [[0.3904484, -0.2756089]],
  },
  {
    title: 'ScheduleFreeAdamW begins with small steps',
    make: () => new ScheduleFreeAdamW({ learningRate: 0.1, warmupSteps: 3, beta1: 0.5 }),
    shapes: [[2]],
    values: [[0.5299695, -0.4241675]],
  },
  {
    title: 'LossScaleOptimizer ends with the averages inside, which a skipped step leaves alone',
    make: () =>
      new LossScaleOptimizer({
        innerOptimizer: new AdamW({
          learningRate: 0.1,
          weightDecay: 0.1,
          useEma: true,
          emaMomentum: 0.5,
        }),
        initialScale: 4,
        dynamicGrowthSteps: 2,
      }),
    shapes: [[2]],
    steps: 5,
    options: { infStep: 1 },
    values: [[0.2659399, -0.6286919]],
    final: [[0.3043933, -0.6055524]],
  },
  {
    title: 'LossScaleOptimizer counts good steps for a schedule',
    make: () =>
      new LossScaleOptimizer({
        innerOptimizer: new SGD({ learningRate: halving() }),
        initialScale: 4,
      }),
    shapes: [[2]],
    options: { infStep: 1 },
    values: [[0.4176576, -0.5560129]],
  },
  {
    title: 'LossScaleOptimizer counts good steps for the accumulation of gradients',
    make: () =>
      new LossScaleOptimizer({
        innerOptimizer: new SGD({ learningRate: 0.4, gradientAccumulationSteps: 2 }),
        initialScale: 4,
      }),
    shapes: [[2]],
    options: { infStep: 1 },
    values: [[0.4325301, -0.5605475]],
  },
  {
    title: 'LossScaleOptimizer keeps what all weights of Nadam share',
    make: () =>
      new LossScaleOptimizer({ innerOptimizer: new Nadam({ learningRate: 0.1 }), initialScale: 4 }),
    shapes: [[2]],
    options: { infStep: 1 },
    values: [[0.3958938, -0.5540879]],
  },
];

onEachBackend('some steps of an optimizer', (backend) => {
  describe.each(waysToRun(backend))('$name', ({ run }) => {
    test.each(longer)('$title', async (one) => {
      await checkOptimizerCase(one.make(), recordedCase(one), run);
    });
  });
});

function recordedCase(one: Longer): OptimizerCase {
  const { shapes, steps = 4, options, names = ['a'], values, final, startsAtZero } = one;
  const infinite = options?.infStep;
  const array = (i: number, element: (j: number) => number): RecordedArray => {
    const shape = shapes[i] ?? [];
    const size = shape.reduce((product, length) => product * length, 1);
    return { shape, dtype: 'float32', data: Array.from({ length: size }, (_, j) => element(j)) };
  };
  const all = (lists: Longer['values']): RecordedArray[] =>
    lists.map((list, i) => array(i, (j) => list[j] ?? Number.NaN));
  return {
    name: one.title,
    class: '',
    config: {},
    variables: names.map((name, i) => ({
      name,
      value: array(i, (j) => (startsAtZero ? 0 : Math.cos(1 + j + 7 * i))),
    })),
    grads: Array.from({ length: steps }, (_, t) =>
      shapes.map((_, i) =>
        array(i, (j) =>
          t === infinite && i + j === 0
            ? Number.POSITIVE_INFINITY
            : Math.sin(1 + j + 3 * t + 5 * i),
        ),
      ),
    ),
    after: Array.from({ length: steps }, (_, t) => (t === steps - 1 ? all(values) : [])),
    ...(options && { options }),
    ...(final && { afterFinalize: all(final) }),
  };
}
