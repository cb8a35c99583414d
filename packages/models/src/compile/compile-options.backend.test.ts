import { Dense } from '@myelin/layers';
import { F1Score } from '@myelin/metrics';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { CompileOptions } from './compile-options.ts';

registerAll();

const silent = { verbose: 0 } as const;
const x = [[1], [2]];
const y = [[2], [4]];

const line = (): Sequential =>
  new Sequential([
    new Dense({ units: 1, inputShape: [1], kernelInitializer: 'ones', name: 'line' }),
  ]);

inCompiledMode('options of compile', () => {
  test('runEagerly is jitCompile: false', async () => {
    using model = line();
    model.compile({ loss: 'mse', runEagerly: true });
    await model.fit(x, y, silent);
    expect(model.explain()).toMatch(/runEagerly: true/);
  });

  test('stepsPerExecution changes no number', async () => {
    const losses = [];
    for (const stepsPerExecution of [1, 10]) {
      using model = line();
      model.compile({ optimizer: 'sgd', loss: 'mse', stepsPerExecution });
      const options = { ...silent, epochs: 3, batchSize: 1, shuffle: false };
      losses.push((await model.fit(x, y, options)).history.loss);
    }
    expect(losses[1]).toEqual(losses[0]);
  });

  test('one output takes lists, records and numbers too', async () => {
    using model = line();
    model.compile({ loss: { line: 'mse' }, lossWeights: { line: 2 }, metrics: { line: 'mae' } });
    // Errors 1 and 2: mean square 2.5, doubled; mean 1.5.
    expect(await model.evaluate(x, y, silent)).toEqual([5, 1.5]);
    model.compile({ loss: ['mse'], lossWeights: [2], metrics: [['mae']] });
    expect(await model.evaluate(x, { line: y }, silent)).toEqual([5, 1.5]);
    model.compile({ loss: 'mse', lossWeights: null, metrics: null, weightedMetrics: null });
    expect(await model.evaluate(x, y, silent)).toBe(2.5);
  });

  test('a loss weight counts in training', async () => {
    using model = line();
    model.compile({ optimizer: 'sgd', loss: 'mse', lossWeights: 3 });
    await model.fit([[1]], [[2]], silent);
    // Derivative of 3 (2 - w)² at 1 is -6; the step is 0.01.
    expectClose(model.getWeights()[0]!, [[1.06]]);
  });

  test.each<[object, RegExp]>([
    [{ runEagerly: 1 }, /`runEagerly` must be true or false/],
    [{ runEagerly: true, jitCompile: true }, /`runEagerly` and `jitCompile` cannot both be true/],
    [{ stepsPerExecution: 0 }, /`stepsPerExecution` must be a whole number of at least 1/],
    [{ autoScaleLoss: true }, /`autoScaleLoss` is not an option/],
    [{ loss: 'msee' }, /unknown loss `msee`/],
    [{ metrics: 'mae' }, /`metrics` cannot be "mae"/],
    [{ metrics: ['accurracy'] }, /unknown metric `accurracy`/],
    [{ metrics: [F1Score] }, /`metrics` cannot be .*\n.*new F1Score\(\)/],
    [{ weightedMetrics: { other: ['mae'] } }, /`weightedMetrics` names the output "other"/],
    [{ loss: ['mse', 'mae'] }, /`loss` must have one entry for each output "line"/],
    [
      { lossWeights: 'much' },
      /`lossWeights` must have one entry for each output "line", received "much"/,
    ],
  ])('%o is refused', (options, message) => {
    using model = line();
    expect(() => model.compile(options as CompileOptions)).toThrow(message);
  });

  test('a metric with a value for each class is refused when the classes are known', async () => {
    using model = new Sequential([new Dense({ units: 3, inputShape: [1], activation: 'softmax' })]);
    model.compile({ loss: 'categorical_crossentropy', metrics: [new F1Score()] });
    const oneHot = [
      [1, 0, 0],
      [0, 1, 0],
    ];
    await expect(model.fit(x, oneHot, silent)).rejects.toThrow(
      /`f1_score` gives values of shape \[3\], and a log holds one number/,
    );
  });
});
