import {
  add,
  L2,
  mean,
  mul,
  ndArray,
  setRandomSeed,
  square,
  sub,
  sum,
  type Tensor,
  valueAndGradients,
} from '@myelin/core';
import { BatchNormalization, Dense, Dropout } from '@myelin/layers';
import { SGD } from '@myelin/optimizers';
import { expectClose, expectNoLeak } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes, inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { Outputs, Step, StepBatch, TrainStep } from './step-contract.ts';

registerAll();

const silent = { verbose: 0 } as const;
const { x, y } = twoClasses(20);

/** A penalty on the derivatives of the outputs by the inputs. */
class Smooth extends Sequential {
  protected override trainStep(step: TrainStep, batch: StepBatch): void {
    step.minimize(() => {
      const yPred = step.forward(batch.x);
      step.record(batch, yPred);
      const { gradients } = valueAndGradients(() => sum(step.forward(batch.x)[0]), [batch.x]);
      const penalty = mean(square(gradients[0] as Tensor));
      step.log('penalty', penalty);
      return add(step.lossOf(batch, yPred), penalty);
    });
  }
}

/** Twice the compiled loss, and the mean prediction besides. */
class Doubled extends Sequential {
  protected override computeLoss(step: Step, batch: StepBatch, yPred: Outputs): Tensor {
    const [first] = yPred;
    step.log('prediction', mean(first));
    return mul(step.lossOf(batch, yPred), 2);
  }
}

/** Applies half of each gradient. */
class Cautious extends Sequential {
  protected override trainStep(step: TrainStep, batch: StepBatch): void {
    const { loss, gradients } = step.gradientsOf(() => step.lossOf(batch, step.forward(batch.x)));
    step.log('loss', loss);
    step.applyGradients(gradients.map((gradient) => gradient && mul(gradient, 0.5)));
  }
}

const line = (options = {}) => [
  new Dense({ units: 1, inputShape: [2], kernelInitializer: 'ones', ...options }),
];
const usual: CompileOptions = { optimizer: new SGD(), loss: 'mse', metrics: ['mae'] };
const options = { ...silent, epochs: 3, batchSize: 8, shuffle: false } as const;
const weightsOf = (model: Sequential) =>
  ndArray(Float32Array.from(model.getWeights().flatMap(({ data }) => [...data])));

inBothModes('a step of a model’s own', () => {
  test('with a penalty on derivatives is one with a penalty on the weights, for a line', async () => {
    using model = new Smooth(line());
    model.compile(usual);
    const { history } = await model.fit(x, y, options);
    // The derivatives are the two weights: their mean square is half of the sum of squares.
    using other = new Sequential(line({ kernelRegularizer: new L2({ l2: 0.5 }) }));
    other.compile({ ...usual, optimizer: new SGD() });
    const expected = await other.fit(x, y, options);
    expectClose(weightsOf(model), weightsOf(other));
    for (const name of ['loss', 'mae']) {
      expectClose(ndArray(Float32Array.from(history[name]!)), expected.history[name]!);
    }
    // Both weights are 1 in the first step and smaller after it.
    expect(history.penalty![0]).toBeGreaterThan(0.8);
    expect(history.penalty![0]).toBeLessThan(1);
    expect(Object.keys(history)).toEqual(['loss', 'mae', 'penalty']);
  });

  test('logs means that count each batch by its size', async () => {
    using model = new Doubled(line());
    model.compile({ ...usual, optimizer: new SGD({ learningRate: 0 }) });
    const five = [
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
      [10, 0],
    ];
    const zeros = [[0], [0], [0], [0], [0]];
    const judged = await model.evaluate(five, zeros, { ...silent, batchSize: 4, returnDict: true });
    // Predictions 1, 2, 3, 4 and 10: mean 4; mean square 26, doubled.
    expect(judged).toEqual({ loss: 52, mae: 4, prediction: 4 });
    const { history } = await model.fit(five, zeros, {
      ...silent,
      validationData: [five, zeros],
      batchSize: 4,
    });
    expect(history.prediction).toEqual([4]);
    expect(history.val_prediction).toEqual([4]);
    expect(history.val_loss).toEqual([52]);
  });

  test('with an own loss in computeLoss trains on it', async () => {
    using model = new Doubled(line());
    model.compile(usual);
    await model.fit(x, y, options);
    using other = new Sequential(line());
    other.compile({ ...usual, optimizer: new SGD({ learningRate: 0.02 }) });
    await other.fit(x, y, options);
    expectClose(weightsOf(model), weightsOf(other));
  });

  test('may need no compiled loss', async () => {
    class Own extends Sequential {
      protected override computeLoss(step: Step, batch: StepBatch, [yPred]: Outputs): Tensor {
        return add(mean(square(sub(batch.y, yPred))), step.penalties());
      }
    }
    const column = y.reshape([20, 1]);
    using model = new Own(line({ kernelRegularizer: 'l2' }));
    model.compile({ optimizer: new SGD() });
    const { history } = await model.fit(x, column, options);
    using other = new Sequential(line({ kernelRegularizer: 'l2' }));
    other.compile(usual);
    const expected = await other.fit(x, column, options);
    expectClose(ndArray(Float32Array.from(history.loss!)), expected.history.loss!);
    expectClose(weightsOf(model), weightsOf(other));
  });

  test('may need no targets', async () => {
    class Autoencoder extends Sequential {
      protected override computeLoss(
        _step: Step,
        { x: wanted }: StepBatch,
        [yPred]: Outputs,
      ): Tensor {
        return mean(square(sub(wanted, yPred)));
      }
    }
    const code = () => [new Dense({ units: 2, inputShape: [2], kernelInitializer: 'ones' })];
    using model = new Autoencoder(code());
    model.compile({ optimizer: new SGD() });
    const { history } = await model.fit(x, null, { ...options, validationSplit: 0.2 });
    using other = new Sequential(code());
    other.compile({ optimizer: new SGD(), loss: 'mse' });
    const expected = await other.fit(x, x, { ...options, validationSplit: 0.2 });
    expectClose(ndArray(Float32Array.from(history.loss!)), expected.history.loss!);
    expectClose(ndArray(Float32Array.from(history.val_loss!)), expected.history.val_loss!);
    const batches = function* () {
      for (let at = 0; at < 16; at += 8) yield { x: x.slice(at, at + 8) };
    };
    await model.fit(batches, silent);
    const first = x.slice(0, 8);
    const judged = await model.evaluate(first, null, silent);
    expect(await model.testOnBatch(first, null)).toBe(judged);
    await expect(other.fit(x, null, silent)).rejects.toThrow(/`y` is missing/);
  });

  test('may change gradients before they are applied', async () => {
    using model = new Cautious(line({ kernelConstraint: 'non_neg' }));
    model.compile(usual);
    const { history } = await model.fit(x, y, options);
    using other = new Sequential(line({ kernelConstraint: 'non_neg' }));
    other.compile({ ...usual, metrics: [], optimizer: new SGD({ learningRate: 0.005 }) });
    const expected = await other.fit(x, y, options);
    expectClose(weightsOf(model), weightsOf(other));
    expectClose(ndArray(Float32Array.from(history.loss!)), expected.history.loss!);
  });

  test('that updates nothing leaves the weights as they are', async () => {
    class Idle extends Sequential {
      protected override trainStep(step: TrainStep, batch: StepBatch): void {
        step.log('loss', step.lossOf(batch, step.forward(batch.x)));
      }
    }
    using model = new Idle(line());
    model.compile(usual);
    await model.fit(x, y, options);
    expect(model.getWeights()[0]!.toArray()).toEqual([[1], [1]]);
  });

  test('sees the new weights after an update', async () => {
    class Looking extends Sequential {
      protected override trainStep(step: TrainStep, batch: StepBatch): void {
        step.minimize(() => step.lossOf(batch, step.forward(batch.x)));
        step.log('after', step.lossOf(batch, step.forward(batch.x)));
      }
    }
    using model = new Looking([
      new Dense({ units: 1, inputShape: [1], kernelInitializer: 'zeros' }),
    ]);
    model.compile({ optimizer: new SGD(), loss: 'mse' });
    // (1 - w - b)² at 0 is 1; the step makes both 0.02.
    const logs = await model.trainOnBatch([[1]], [[1]], { returnDict: true });
    expectClose(ndArray(Float32Array.from([logs.loss!, logs.after!])), [1, 0.96 ** 2]);
  });

  test('draws other random numbers in each pass', async () => {
    class Twice extends Sequential {
      protected override trainStep(step: TrainStep, batch: StepBatch): void {
        step.minimize(() => {
          const first = step.forward(batch.x);
          const [second] = step.forward(batch.x);
          step.log('difference', mean(square(sub(first[0], second))));
          return step.lossOf(batch, first);
        });
      }
    }
    using model = new Twice([
      new Dropout({ rate: 0.5, inputShape: [2] }),
      new BatchNormalization(),
      new Dense({ units: 1 }),
    ]);
    model.compile(usual);
    const { history } = await model.fit(x, y, options);
    expect(history.difference![0]).toBeGreaterThan(0.001);
  });

  test('leaks no tensor', async () => {
    const run = async (make: () => Sequential): Promise<void> => {
      using model = make();
      model.compile({ ...usual, optimizer: new SGD({ momentum: 0.9 }) });
      await model.fit(x, y, { ...options, validationData: [x, y] });
    };
    await run(() => new Smooth(line()));
    await expectNoLeak(() => run(() => new Smooth(line())));
    await expectNoLeak(() => run(() => new Doubled(line())));
    await expectNoLeak(() => run(() => new Cautious(line())));
  });

  test('is refused what cannot be right', async () => {
    const failing = async (trainStep: (step: TrainStep, loss: () => Tensor) => void) => {
      class Failing extends Sequential {
        protected override trainStep(step: TrainStep, batch: StepBatch): void {
          trainStep(step, () => step.lossOf(batch, step.forward(batch.x)));
        }
      }
      using model = new Failing(line());
      model.compile(usual);
      await model.fit(x, y, options);
    };
    await expect(
      failing((step, loss) => {
        step.minimize(loss);
        step.minimize(loss);
      }),
    ).rejects.toThrow(/were updated in this step already/);
    await expect(failing((step, loss) => step.log('all', loss().reshape([1])))).rejects.toThrow(
      'log("all"): the value must be a scalar, received shape [1]',
    );
    await expect(failing((step, loss) => step.log('mae', loss()))).rejects.toThrow(
      /a metric of the compiled model is logged under this name/,
    );
    let steps = 0;
    await expect(failing((step, loss) => step.log(`name ${steps++}`, loss()))).rejects.toThrow(
      /the first step did not log this name/,
    );
    await expectNoLeak(() =>
      failing((step, loss) => step.log('a', loss().reshape([1]))).catch(() => {}),
    );
  });

  test('a model without a loss and with usual steps is refused', async () => {
    using model = new Sequential(line());
    model.compile({ optimizer: 'sgd' });
    await expect(model.fit(x, y, silent)).rejects.toThrow('`loss` is missing');
    using smooth = new Smooth(line());
    smooth.compile({ optimizer: 'sgd' });
    await expect(smooth.fit(x, y, silent)).rejects.toThrow('`loss` is missing');
  });
});

inCompiledMode('a step of a model’s own, compiled', () => {
  test.each([Smooth, Doubled, Cautious])('gives the numbers of operations: %o', async (Kind) => {
    const trained = [];
    for (const jitCompile of [false, true] as const) {
      setRandomSeed(3);
      using model = new Kind([
        new Dense({ units: 5, activation: 'tanh', inputShape: [2] }),
        new Dropout({ rate: 0.2 }),
        new Dense({ units: 1, activation: 'sigmoid' }),
      ]);
      model.compile({ optimizer: 'adam', loss: 'binary_crossentropy', jitCompile });
      const { history } = await model.fit(x, y, { ...silent, epochs: 4, batchSize: 8 });
      trained.push([...weightsOf(model).data, ...Object.values(history).flat()]);
      expect(model.explain()).toMatch(jitCompile ? /compiled/ : /operation/);
    }
    const [eager, compiled] = trained;
    expectClose(ndArray(Float32Array.from(compiled!)), eager!, 'trace');
  });
});
