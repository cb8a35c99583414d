import { cpu } from '@myelin/backend-cpu';
import {
  Callback,
  type Logs,
  NdArray,
  setRandomSeed,
  type TrainingRun,
  useBackend,
  WeightlessLayer,
} from '@myelin/core';
import { fromArrays } from '@myelin/data';
import { Dense, Dropout } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inCompiledMode, withoutPrograms } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { FitOptions } from '../training/fit-options.ts';

registerAll();

const silent = { verbose: 0 } as const;

function classifier(): Sequential {
  const model = new Sequential([
    new Dense({ units: 8, activation: 'relu', inputShape: [2] }),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 2, activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: 'adam',
    loss: 'sparse_categorical_crossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

inCompiledMode('training on a thread of its own', () => {
  const { x, y } = twoClasses(50);

  /** History, and the weights as they are at each epoch's end and after all. */
  async function train(options: FitOptions) {
    setRandomSeed(11);
    using model = classifier();
    const weights: NdArray[] = [];
    class Watch extends Callback {
      override onEpochEnd(epoch: number, _logs: Logs, run: TrainingRun): void {
        weights.push(model.getWeights()[0]!);
        if (epoch === 1) model.layers[0]!.weights[1]!.assign(new Float32Array(8).fill(0.5));
        if (epoch === 2) run.learningRate = 0.1;
      }
    }
    const { history } = await model.fit(x, y, {
      ...silent,
      batchSize: 16,
      epochs: 4,
      validationSplit: 0.2,
      callbacks: [new Watch()],
      ...options,
    });
    weights.push(...model.getWeights());
    return { history, weights, judged: await model.evaluate(x, y, silent) };
  }

  test('gives the numbers that training here gives', async () => {
    const here = await train({});
    const there = await train({ worker: true });
    expect(there.history).toEqual(here.history);
    for (const [i, weight] of here.weights.entries()) expectClose(there.weights[i]!, weight);
    expect(there.judged).toEqual(here.judged);
  });

  test('takes datasets', async () => {
    const losses: number[][] = [];
    for (const worker of [false, true]) {
      setRandomSeed(13);
      using model = classifier();
      const data = fromArrays(x, y).batch(16);
      const { history } = await model.fit(data, { ...silent, epochs: 3, worker });
      losses.push(history.loss!);
    }
    expect(losses[1]).toEqual(losses[0]);
  });

  test('keeps the weights of the last finished batch when it is aborted', async () => {
    const weightsAfter = async (worker: boolean): Promise<NdArray[]> => {
      setRandomSeed(12);
      using model = classifier();
      const controller = new AbortController();
      class AbortAtSecond extends Callback {
        override onTrainBatchEnd(batch: number): void {
          if (batch === 1) controller.abort();
        }
      }
      const { signal } = controller;
      const options = { ...silent, batchSize: 8, signal, callbacks: [new AbortAtSecond()], worker };
      await expect(model.fit(x, y, options)).rejects.toThrow(/abort signal/);
      return model.getWeights();
    };
    const here = await weightsAfter(false);
    for (const [i, weight] of (await weightsAfter(true)).entries()) expectClose(weight, here[i]!);
  });

  test('leaves this one free to predict and judge', async () => {
    using model = classifier();
    const fitting = model.fit(x, y, { ...silent, batchSize: 4, epochs: 30, worker: true });
    for (let i = 0; i < 5; i++) {
      expect((await model.predict(x, silent)).shape).toEqual([50, 2]);
      expect(model.predictOnBatch([[1, 2]]).shape).toEqual([1, 2]);
      expect(await model.evaluate(x, y, silent)).toHaveLength(2);
    }
    const { history } = await fitting;
    expect(history.loss).toHaveLength(30);
    expectClose(
      new NdArray(Float32Array.from((await model.evaluate(x, y, silent)) as number[]), [2]),
      (await model.evaluate(x, y, silent)) as number[],
    );
  });

  test('is refused where the step cannot be compiled, and says why', async () => {
    class Reading extends WeightlessLayer {
      readonly className = 'Reading';
      constructor() {
        super('Reading', { name: 'reading' }, {});
      }
      outputShape(input: readonly (number | null)[]): readonly (number | null)[] {
        return input;
      }
      protected call(input: ReturnType<Sequential['apply']>) {
        input.dataSync();
        return input;
      }
    }
    using model = new Sequential([new Dense({ units: 2, inputShape: [2] }), new Reading()]);
    model.compile({ optimizer: 'sgd', loss: 'sparse_categorical_crossentropy' });
    await expect(model.fit(x, y, { ...silent, worker: true })).rejects.toThrow(
      /`worker: true` asks for compiled steps, but .*reading"/,
    );
    await useBackend(withoutPrograms(cpu));
    await expect(model.fit(x, y, { ...silent, worker: true })).rejects.toThrow(
      /`worker: true` asks for compiled steps, but the backend \w+ does not compile/,
    );
    await useBackend(cpu);
  });
});
