import {
  Callback,
  type LayerOptions,
  mean,
  memory,
  NdArray,
  type Pass,
  type Shape,
  ShapeError,
  StateError,
  square,
  type Tensor,
  type TrainingRun,
  WeightlessLayer,
} from '@myelin/core';
import { fromArrays } from '@myelin/data';
import { BatchNormalization, Dense, Softmax } from '@myelin/layers';
import { SGD } from '@myelin/optimizers';
import { expectNoLeak } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const silent = { verbose: 0 } as const;
const x = [
  [0, 1],
  [1, 0],
  [1, 1],
  [2, 1],
];
const y = [[1], [2], [3], [4]];

const values = (model: { weights: readonly { value: Tensor }[] }): number[][] =>
  model.weights.map(({ value }) => [...value.dataSync()]);

function line(): Sequential {
  const model = new Sequential([new Dense({ units: 1, inputShape: [2] })]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
}

inBothModes('what is frozen stays frozen', () => {
  const head = (): Dense => new Dense({ units: 1 });
  const base = (options: LayerOptions = {}): Sequential =>
    new Sequential([new Dense({ units: 3, ...options }), new BatchNormalization()]);

  test.each([
    { form: 'built before', make: () => base({ inputShape: [2] }), lazy: false },
    { form: 'built with the model', make: () => base(), lazy: false },
    { form: 'built by the data', make: () => base(), lazy: true },
  ])('a frozen model $form, in another one', async ({ make, lazy }) => {
    const inner = make();
    inner.trainable = false;
    using model = new Sequential([inner, head()], lazy ? {} : { inputShape: [2] });
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    if (lazy) await model.predict(x, silent);
    const before = values(inner);
    await model.fit(x, y, { ...silent, epochs: 3 });
    expect(inner.trainable).toBe(false);
    expect(values(inner)).toEqual(before);
    expect(model.trainableWeights).toHaveLength(2);
    inner.dispose();
  });

  test('a layer made with trainable: false', async () => {
    const frozen = new Dense({ units: 3, trainable: false });
    using model = new Sequential([frozen, head()]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.predict(x, silent);
    const before = values(frozen);
    await model.fit(x, y, silent);
    expect(values(frozen)).toEqual(before);
  });

  test('freezing takes effect when the model is compiled again', async () => {
    const normalization = new BatchNormalization();
    using model = new Sequential([normalization, new Dense({ units: 1 })], { inputShape: [2] });
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.fit(x, y, silent);
    normalization.trainable = false;
    const learning = values(normalization);
    await model.fit(x, y, silent);
    const changed = values(normalization);
    for (const [i, before] of learning.entries()) expect(changed[i]).not.toEqual(before);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.fit(x, y, silent);
    expect(values(normalization)).toEqual(changed);
  });

  test('a model without trainable weights can be fitted: nothing changes', async () => {
    using model = line();
    model.trainable = false;
    const before = values(model);
    const { history } = await model.fit(x, y, silent);
    expect(history.loss).toHaveLength(1);
    expect(values(model)).toEqual(before);
  });
});

inBothModes('fit refuses what would go wrong silently', () => {
  test('layers that came or went since training began', async () => {
    using model = line();
    await model.fit(x, y, silent);
    model.add(new Dense({ units: 1 }));
    await expect(model.fit(x, y, silent)).rejects.toThrow(/compile\(…\) again/);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.fit(x, y, silent);
  });

  test('a loss that does not look at the predictions', async () => {
    using model = line();
    model.compile({ loss: (yTrue) => mean(square(yTrue), -1) });
    await expect(model.fit(x, y, silent)).rejects.toThrow(
      /does not depend on any trainable weight/,
    );
  });

  test.each([
    { batchSize: 2 },
    { shuffle: true },
    { validationSplit: 0.5 },
    { sampleWeight: [1, 1, 1, 1] },
  ])('options for arrays where a dataset brings its batches: %o', async (options) => {
    using model = line();
    const fitting = model.fit(fromArrays(x, y).batch(2), { ...silent, ...options });
    await expect(fitting).rejects.toThrow(`\`${Object.keys(options)[0]}\` is for arrays`);
  });

  test('a dataset that never ends', async () => {
    using model = line();
    const fitting = model.fit(fromArrays(x, y).repeat().batch(2), silent);
    await expect(fitting).rejects.toThrow(/never ends/);
  });

  test('compile while training runs', async () => {
    using model = line();
    class Recompile extends Callback {
      override onEpochEnd(): void {
        model.compile({ loss: 'mae' });
      }
    }
    const fitting = model.fit(x, y, { ...silent, callbacks: [new Recompile()] });
    await expect(fitting).rejects.toThrow(StateError);
  });

  test('validation data that does not fit, before the first step', async () => {
    using model = line();
    const before = values(model);
    const fitting = model.fit(x, y, { ...silent, validationData: [[[1, 2, 3]], [[1]]] });
    await expect(fitting).rejects.toThrow(ShapeError);
    expect(values(model)).toEqual(before);
  });

  test('NaN in a batch of a dataset', async () => {
    using model = line();
    const fitting = model.fit([{ x: [[1, Number.NaN]], y: [[1]] }], silent);
    await expect(fitting).rejects.toThrow(/`batch x` must be finite, received NaN at \[0, 1\]/);
  });
});

inBothModes('training and the world around it', () => {
  test('batches may be lists, come from a generator, or be plain arrays', async () => {
    const batches = [
      { x: x.slice(0, 2), y: y.slice(0, 2) },
      { x: x.slice(2), y: y.slice(2) },
    ];
    function* generated() {
      yield* batches;
    }
    const losses = [];
    for (const data of [batches, generated(), fromArrays(x, y).batch(2)]) {
      using model = new Sequential([
        new Dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' }),
      ]);
      model.compile({ optimizer: 'sgd', loss: 'mse' });
      losses.push((await model.fit(data, silent)).history.loss);
    }
    expect(losses[1]).toEqual(losses[0]);
    expect(losses[2]).toEqual(losses[0]);
  });

  test('a later change of an array reaches neither weights nor tensors', async () => {
    using model = line();
    const buffer = Float32Array.of(1, 1);
    model.setWeights([new NdArray(buffer, [2, 1]), [0]]);
    buffer.fill(7);
    expect((await model.predict([[1, 1]], silent)).at(0, 0)).toBe(2);
  });

  // A run that would go on for hours ends only because timers and other work get their turn.
  test.each([
    { title: 'short epochs', rows: 4, epochs: 10_000_000 },
    { title: 'a long epoch', rows: 2_000_000, epochs: 10_000 },
  ])('$title leave room for other work', async ({ rows, epochs }) => {
    using model = line();
    const controller = new AbortController();
    let ticks = 0;
    const timer = setInterval(() => {
      if (++ticks === 4) controller.abort();
    }, 1);
    const samples = new NdArray(new Float32Array(rows * 2), [rows, 2]);
    const targets = new NdArray(new Float32Array(rows), [rows, 1]);
    const { signal } = controller;
    const fitting = model.fit(samples, targets, { ...silent, shuffle: false, epochs, signal });
    await expect(fitting).rejects.toThrow(/stopped by its abort signal/);
    clearInterval(timer);
    expect(ticks).toBeGreaterThanOrEqual(4);
    await model.fit(x, y, silent);
  });

  test('a signal that fired before changes nothing', async () => {
    using model = line();
    const before = values(model);
    const seen: string[] = [];
    class Listener extends Callback {
      override onTrainBegin(): void {
        seen.push('begin');
      }
    }
    const fitting = model.fit(x, y, {
      ...silent,
      signal: AbortSignal.abort(),
      callbacks: [new Listener()],
    });
    await expect(fitting).rejects.toThrow(/abort signal/);
    expect(values(model)).toEqual(before);
    expect(seen).toEqual([]);
  });

  test('an epoch that was aborted is not reported', async () => {
    using model = line();
    const controller = new AbortController();
    const epochs: number[] = [];
    class AbortInSecond extends Callback {
      override onTrainBatchEnd(batch: number): void {
        if (epochs.length === 1 && batch === 0) controller.abort();
      }
      override onEpochEnd(epoch: number): void {
        epochs.push(epoch);
      }
    }
    const fitting = model.fit(x, y, {
      ...silent,
      batchSize: 1,
      epochs: 5,
      validationData: [x, y],
      signal: controller.signal,
      callbacks: [new AbortInSecond()],
    });
    await expect(fitting).rejects.toThrow(/abort signal/);
    expect(epochs).toEqual([0]);
    expect(model.history!.history.val_loss).toHaveLength(1);
  });

  test('a run that was cut short keeps its weights, and not their moving averages', async () => {
    const weightsAfter = async (useEma: boolean): Promise<number[][]> => {
      using model = line();
      model.setWeights([[[1], [1]], [0]]);
      model.compile({ optimizer: new SGD({ useEma }), loss: 'mse' });
      const controller = new AbortController();
      class AbortAtThird extends Callback {
        override onTrainBatchEnd(batch: number): void {
          if (batch === 2) controller.abort();
        }
      }
      const { signal } = controller;
      const options = { ...silent, batchSize: 1, shuffle: false, signal };
      const fitting = model.fit(x, y, { ...options, callbacks: [new AbortAtThird()] });
      await expect(fitting).rejects.toThrow(/abort signal/);
      return values(model);
    };
    expect(await weightsAfter(true)).toEqual(await weightsAfter(false));
  });

  test('disposing a model around a trained one leaves that one whole', async () => {
    using model = line();
    const before = await model.predict(x, silent);
    new Sequential([model, new Softmax()]).dispose();
    expect((await model.predict(x, silent)).data).toEqual(before.data);
  });

  test('what accuracy means is decided anew after a failed call', async () => {
    using model = new Sequential([new Dense({ units: 3, activation: 'softmax', inputShape: [2] })]);
    model.compile({ loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] });
    const oneHot = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ];
    await expect(model.fit(x, oneHot, silent)).rejects.toThrow(ShapeError);
    await model.fit(x, [0, 1, 2, 0], silent);
  });
});

/** Fails as soon as it trains. */
class Failing extends WeightlessLayer {
  readonly className = 'Failing';
  constructor() {
    super('Failing', {}, {});
  }
  outputShape(input: Shape): Shape {
    return input;
  }
  protected call(input: Tensor, _weights: object, pass: Pass): Tensor {
    if (pass.training) throw new Error('out of order');
    return input;
  }
}

inBothModes('a step that fails', () => {
  test('leaks nothing and leaves the model as it was', async () => {
    using model = new Sequential([
      new Dense({ units: 3, activation: 'tanh', inputShape: [2] }),
      new BatchNormalization(),
      new Failing(),
      new Dense({ units: 1 }),
    ]);
    model.compile({ optimizer: 'adam', loss: 'mse' });
    const before = values(model);
    await expect(model.fit(x, y, silent)).rejects.toThrow('out of order');
    const { tensors } = memory();
    await expect(model.fit(x, y, silent)).rejects.toThrow('out of order');
    expect(memory().tensors).toBe(tensors);
    expect(values(model)).toEqual(before);
  });

  test('a callback that throws ends the run and leaks nothing', async () => {
    class Throwing extends Callback {
      override onEpochEnd(_epoch: number, _logs: object, run: TrainingRun): void {
        throw new Error(`stop at ${run.learningRate}`);
      }
    }
    using model = line();
    await model.fit(x, y, silent);
    await expectNoLeak(async () => {
      const fitting = model.fit(x, y, { ...silent, callbacks: [new Throwing()] });
      await expect(fitting).rejects.toThrow('stop at');
    });
    await model.fit(x, y, silent);
  });
});

inBothModes('a run that is over', () => {
  class Noting extends Callback {
    readonly done: string[];
    readonly #name: string;
    readonly #fails: boolean;
    constructor(done: string[], name: string, fails = false) {
      super();
      this.done = done;
      this.#name = name;
      this.#fails = fails;
    }
    override onTrainBegin(_logs: object, run: TrainingRun): void {
      const before = run.saveState();
      run.whenOver(async () => {
        await Promise.resolve();
        this.done.push(this.#name);
        run.resume(before);
      });
    }
    override onTrainEnd(): void {
      this.done.push(`${this.#name} at the end`);
    }
    override onEpochEnd(): void {
      if (this.#fails) throw new Error('no more');
    }
  }

  test('has done what callbacks asked for, the last first, whether it went well or not', async () => {
    const done: string[] = [];
    using model = line();
    const before = values(model);
    await model.fit(x, y, {
      ...silent,
      callbacks: [new Noting(done, 'first'), new Noting(done, 'second')],
    });
    expect(done).toEqual(['first at the end', 'second at the end', 'second', 'first']);
    expect(values(model)).toEqual(before);
    done.length = 0;
    await expect(
      model.fit(x, y, { ...silent, callbacks: [new Noting(done, 'failing', true)] }),
    ).rejects.toThrow('no more');
    expect(done).toEqual(['failing']);
    expect(values(model)).toEqual(before);
  });
});
