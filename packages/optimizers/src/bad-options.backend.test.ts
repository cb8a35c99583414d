import { ArgumentError, StateError } from '@myelin/core';
import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Adadelta } from './adadelta.ts';
import { Adafactor } from './adafactor.ts';
import { Adagrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import { Adamax } from './adamax.ts';
import { AdamW } from './adamw.ts';
import { optimizers } from './catalog.ts';
import { Ftrl } from './ftrl.ts';
import { Lamb } from './lamb.ts';
import { Lion } from './lion.ts';
import { LossScaleOptimizer } from './loss-scale-optimizer.ts';
import { Muon } from './muon.ts';
import { Nadam } from './nadam.ts';
import { RMSprop } from './rmsprop.ts';
import { ScheduleFreeAdamW } from './schedule-free-adamw.ts';
import { ExponentialDecay } from './schedules/exponential-decay.ts';
import { SGD } from './sgd.ts';

const wrong = <Value>(value: unknown): Value => value as Value;
const scaled = (options: object) =>
  new LossScaleOptimizer({ innerOptimizer: new SGD(), ...options });

const refused: readonly [string, () => unknown][] = [
  ['momentum', () => new SGD({ momentum: 1.5 })],
  ['nesterov', () => new SGD({ nesterov: wrong(0.9) })],
  ['rho', () => new RMSprop({ rho: -0.1 })],
  ['momentum', () => new RMSprop({ momentum: Number.NaN })],
  ['epsilon', () => new RMSprop({ epsilon: -1e-7 })],
  ['centered', () => new RMSprop({ centered: wrong('yes') })],
  ['beta1', () => new Adam({ beta1: 1 })],
  ['beta2', () => new Adam({ beta2: 1 })],
  ['epsilon', () => new Adam({ epsilon: -1 })],
  ['amsgrad', () => new Adam({ amsgrad: wrong(1) })],
  ['learningRate', () => new Adam({ learningRate: -1 })],
  ['weightDecay', () => new AdamW({ weightDecay: wrong(null) })],
  ['weightDecay', () => new AdamW({ weightDecay: -1 })],
  ['beta1', () => new AdamW({ beta1: 1 })],
  ['beta1', () => new Nadam({ beta1: 1 })],
  ['beta2', () => new Nadam({ beta2: -0.1 })],
  ['epsilon', () => new Nadam({ epsilon: Number.POSITIVE_INFINITY })],
  ['beta1', () => new Adamax({ beta1: 1 })],
  ['beta2', () => new Adamax({ beta2: 1 })],
  ['epsilon', () => new Adamax({ epsilon: -1 })],
  ['initialAccumulatorValue', () => new Adagrad({ initialAccumulatorValue: -0.1 })],
  ['epsilon', () => new Adagrad({ epsilon: wrong('0') })],
  ['rho', () => new Adadelta({ rho: 1.01 })],
  ['epsilon', () => new Adadelta({ epsilon: -1 })],
  ['learningRatePower', () => new Ftrl({ learningRatePower: 0.5 })],
  ['initialAccumulatorValue', () => new Ftrl({ initialAccumulatorValue: -1 })],
  ['l1RegularizationStrength', () => new Ftrl({ l1RegularizationStrength: -1 })],
  ['l2RegularizationStrength', () => new Ftrl({ l2RegularizationStrength: -1 })],
  ['l2ShrinkageRegularizationStrength', () => new Ftrl({ l2ShrinkageRegularizationStrength: -1 })],
  ['beta', () => new Ftrl({ beta: -1 })],
  ['beta1', () => new Lion({ beta1: 0 })],
  ['beta2', () => new Lion({ beta2: 1.1 })],
  ['beta1', () => new Lamb({ beta1: 1 })],
  ['beta2', () => new Lamb({ beta2: 1 })],
  ['epsilon', () => new Lamb({ epsilon: -1 })],
  ['beta2Decay', () => new Adafactor({ beta2Decay: 0.8 })],
  ['epsilon1', () => new Adafactor({ epsilon1: -1 })],
  ['epsilon2', () => new Adafactor({ epsilon2: -1 })],
  ['clipThreshold', () => new Adafactor({ clipThreshold: 0 })],
  ['relativeStep', () => new Adafactor({ relativeStep: wrong(1) })],
  ['adamBeta1', () => new Muon({ adamBeta1: 1 })],
  ['adamBeta2', () => new Muon({ adamBeta2: 1 })],
  ['epsilon', () => new Muon({ epsilon: -1 })],
  ['excludeLayers', () => new Muon({ excludeLayers: ['('] })],
  ['excludeLayers', () => new Muon({ excludeLayers: wrong('output') })],
  ['excludeLayers', () => new Muon({ excludeLayers: wrong([1]) })],
  ['muonA', () => new Muon({ muonA: Number.NaN })],
  ['adamLrRatio', () => new Muon({ adamLrRatio: -1 })],
  ['momentum', () => new Muon({ momentum: 1.1 })],
  ['nsSteps', () => new Muon({ nsSteps: 2.5 })],
  ['nesterov', () => new Muon({ nesterov: wrong('no') })],
  ['excludeEmbeddings', () => new Muon({ excludeEmbeddings: wrong(null) })],
  ['adamWeightDecay', () => new Muon({ adamWeightDecay: -1 })],
  ['rmsRate', () => new Muon({ rmsRate: -0.2 })],
  ['beta1', () => new ScheduleFreeAdamW({ beta1: 1.1 })],
  ['beta2', () => new ScheduleFreeAdamW({ beta2: 1 })],
  ['epsilon', () => new ScheduleFreeAdamW({ epsilon: -1 })],
  ['warmupSteps', () => new ScheduleFreeAdamW({ warmupSteps: 1.5 })],
  ['innerOptimizer', () => new LossScaleOptimizer(wrong({}))],
  ['innerOptimizer', () => scaled({ innerOptimizer: 'adam' })],
  ['innerOptimizer', () => scaled({ innerOptimizer: scaled({}) })],
  ['lossScaleFactor', () => scaled({ innerOptimizer: new SGD({ lossScaleFactor: 2 }) })],
  ['initialScale', () => scaled({ initialScale: 0 })],
  ['dynamicGrowthSteps', () => scaled({ dynamicGrowthSteps: 0 })],
  ['clipnorm', () => scaled({ clipnorm: 1 })],
  ['learningRate', () => scaled({ learningRate: 1 })],
];

test.each(refused)('a bad `%s` is refused by its name', (option, make) => {
  expect(make).toThrow(ArgumentError);
  expect(make).toThrow(`\`${option}\``);
});

test('a near miss is answered with a suggestion', () => {
  expect(() => new Adam({ learningrate: 0.1 } as object)).toThrow(/did you mean `learningRate`/);
});

test('an option of the optimizer inside is sent there', () => {
  expect(() => scaled({ clipnorm: 1 })).toThrow(
    'LossScaleOptimizer: `clipnorm` is an option of the optimizer inside (received 1).\n' +
      '  Fix: pass for example { innerOptimizer: new Adam({ clipnorm: … }) }.',
  );
});

test('a name without an optimizer inside is answered with what is missing', () => {
  expect(() => new optimizers.LossScaleOptimizer()).toThrow(
    'LossScaleOptimizer: takes one object of options, received undefined',
  );
});

onEachBackend('An optimizer with a schedule', () => {
  test('has a learning rate that cannot be set', () => {
    const learningRate = new ExponentialDecay({
      initialLearningRate: 0.1,
      decaySteps: 1,
      decayRate: 0.5,
    });
    const adam = new Adam({ learningRate });
    for (const optimizer of [adam, scaled({ innerOptimizer: adam })]) {
      optimizer.iterations = 1;
      expect(optimizer.learningRate).toBeCloseTo(0.05, 7);
      expect(() => {
        optimizer.learningRate = 1;
      }).toThrow(StateError);
    }
  });
});

test('the learning rate of a loss scale optimizer is that of the optimizer inside', () => {
  const inner = new SGD({ learningRate: 0.5 });
  const optimizer = scaled({ innerOptimizer: inner });
  expect(optimizer.learningRate).toBe(0.5);
  optimizer.learningRate = 0.25;
  expect(inner.learningRate).toBe(0.25);
  expect(optimizer.schedule).toBeUndefined();
});
