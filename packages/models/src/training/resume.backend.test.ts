import {
  Callback,
  History,
  type Logs,
  type SavedState,
  setRandomSeed,
  type TrainingRun,
} from '@myelin/core';
import { Dense, Dropout } from '@myelin/layers';
import { Adam, SGD } from '@myelin/optimizers';
import { describe, expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import { Sequential } from '../sequential/sequential.ts';
import type { FitOptions } from './fit-options.ts';

registerAll();

const { x, y } = twoClasses(50);

function classifier(optimizer = new Adam({ learningRate: 0.01, useEma: true })): Sequential {
  const model = new Sequential([
    new Dense({ units: 6, activation: 'relu', inputShape: [2] }),
    new Dropout({ rate: 0.3 }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({ optimizer, loss: 'binary_crossentropy', metrics: ['accuracy'] });
  return model;
}

/** Halves the learning rate each epoch, which shows whether hooks were called twice. */
class Halving extends Callback {
  override onEpochBegin(_epoch: number, _logs: Logs, run: TrainingRun): void {
    run.learningRate *= 0.5;
  }
}

/** Notes each `every`-th step. */
class Noting extends Callback {
  readonly batches: number[] = [];
  readonly #every: number;
  constructor(every: number) {
    super();
    this.#every = every;
  }
  override batchesToNext({ iterations }: TrainingRun): number {
    return this.#every - (iterations % this.#every);
  }
  override onTrainBatchEnd(batch: number, _logs: Logs, { iterations }: TrainingRun): void {
    if (iterations % this.#every === 0) this.batches.push(batch);
  }
  override saveState(): SavedState {
    return { batches: this.batches };
  }
  override loadState({ batches }: SavedState): void {
    this.batches.push(...(batches as readonly number[]));
  }
}

/** Saves the run at one moment, and ends it there. */
class Cut extends Callback {
  saved: SavedState | undefined;
  readonly #epoch: number;
  readonly #batch: number | undefined;
  constructor(epoch: number, batch?: number) {
    super();
    this.#epoch = epoch;
    this.#batch = batch;
  }
  #now = 0;
  override onEpochBegin(epoch: number): void {
    this.#now = epoch;
  }
  override onTrainBatchEnd(batch: number, _logs: Logs, run: TrainingRun): void {
    if (this.#now === this.#epoch && batch === this.#batch) this.#cut(run);
  }
  override onEpochEnd(epoch: number, _logs: Logs, run: TrainingRun): void {
    if (epoch === this.#epoch && this.#batch === undefined) this.#cut(run);
  }
  #cut(run: TrainingRun): void {
    run.afterCallbacks(() => {
      this.saved ??= run.saveState();
      throw new Error('the power went out');
    });
  }
}

class Resume extends Callback {
  readonly #state: SavedState;
  constructor(state: SavedState) {
    super();
    this.#state = state;
  }
  override onTrainBegin(_logs: Logs, run: TrainingRun): void {
    run.resume(this.#state);
  }
}

interface Outcome {
  readonly weights: readonly number[][];
  readonly history: Readonly<Record<string, number[]>>;
  readonly epoch: readonly number[];
  readonly next: readonly number[];
}

async function outcome(model: Sequential, history: History): Promise<Outcome> {
  // What comes next shows whether the optimizer and the random numbers are where they should be.
  const { history: more } = await model.fit(x, y, { batchSize: 16, verbose: 0 });
  return {
    weights: model.getWeights().map(({ data }) => [...data]),
    history: history.history,
    epoch: history.epoch,
    next: Object.values(more).flat(),
  };
}

async function unbroken(options: FitOptions) {
  setRandomSeed(7);
  const model = classifier();
  const history = new History();
  const noting = new Noting(3);
  const callbacks = [new Halving(), noting, history];
  await model.fit(x, y, { ...options, callbacks });
  return { ...(await outcome(model, history)), batches: noting.batches };
}

async function broken(options: FitOptions, cut: Cut) {
  setRandomSeed(7);
  const callbacks = () => [new Halving(), new Noting(3), new History()] as const;
  await expect(
    classifier().fit(x, y, { ...options, callbacks: [cut, ...callbacks()] }),
  ).rejects.toThrow('the power went out');
  // Another process: other seeds, other names of layers, other weights.
  setRandomSeed(99);
  const model = classifier();
  const again = callbacks();
  await model.fit(x, y, { ...options, callbacks: [new Resume(cut.saved!), ...again] });
  return { ...(await outcome(model, again[2])), batches: again[1].batches };
}

inBothModes('a run that is taken up again', () => {
  const options: FitOptions = { epochs: 5, batchSize: 8, validationSplit: 0.2, verbose: 0 };

  test.each<[string, FitOptions, () => Cut]>([
    ['after the first epoch', options, () => new Cut(0)],
    ['after the third epoch', options, () => new Cut(2)],
    ['after the last epoch', options, () => new Cut(4)],
    ['after the first batch', options, () => new Cut(0, 0)],
    ['within an epoch', options, () => new Cut(3, 2)],
    ['after the last batch of an epoch', options, () => new Cut(1, 4)],
    [
      'within an epoch that began in mid-data',
      { ...options, stepsPerEpoch: 3 },
      () => new Cut(2, 1),
    ],
    ['after an epoch that ended in mid-data', { ...options, stepsPerEpoch: 3 }, () => new Cut(2)],
    ['without shuffling', { ...options, shuffle: false }, () => new Cut(1, 2)],
  ])('%s ends as one that was never interrupted', async (_, given, cut) => {
    expect(await broken(given, cut())).toEqual(await unbroken(given));
  });

  test('that had been stopped ends at once', async () => {
    const stopper = () =>
      new (class extends Callback {
        override onEpochEnd(epoch: number, _logs: Logs, run: TrainingRun): void {
          if (epoch === 1) run.stop('enough');
        }
      })();
    const cut = new Cut(1);
    const first = classifier();
    await expect(
      first.fit(x, y, { epochs: 5, verbose: 0, callbacks: [stopper(), cut] }),
    ).rejects.toThrow('the power went out');
    const history = new History();
    const callbacks = [stopper(), new Resume(cut.saved!), history];
    await classifier().fit(x, y, { epochs: 5, verbose: 0, callbacks });
    expect(history.epoch).toEqual([0, 1]);
  });

  test('refuses a state that does not fit, and changes nothing', async () => {
    const cut = new Cut(0);
    await expect(classifier().fit(x, y, { verbose: 0, callbacks: [cut] })).rejects.toThrow(
      'the power went out',
    );
    const resume = () => ({ verbose: 0, callbacks: [new Resume(cut.saved!)] }) as const;
    const other = classifier(new SGD() as never);
    const before = other.getWeights();
    await expect(other.fit(x, y, resume())).rejects.toThrow(
      'it was trained with Adam, the model is compiled with SGD',
    );
    expect(other.getWeights()).toEqual(before);
    const wide = new Sequential([
      new Dense({ units: 7, inputShape: [2] }),
      new Dense({ units: 1 }),
    ]);
    wide.compile({ optimizer: new Adam({ useEma: true }), loss: 'mse' });
    await expect(wide.fit(x, y, resume())).rejects.toThrow(/has shape \[2, 6\].*\[2, 7\]/);
    const counted = classifier();
    await expect(
      counted.fit(x, y, { verbose: 0, callbacks: [new Noting(2), new Resume(cut.saved!)] }),
    ).rejects.toThrow(/the saved run had other callbacks: History; this one has Noting, History/);
  });
});

inBothModes('callbacks that act on some batches', () => {
  test('hear of those, and the others are run without a stop', async () => {
    const noting = new Noting(4);
    await classifier().fit(x, y, { epochs: 2, batchSize: 5, verbose: 0, callbacks: [noting] });
    expect(noting.batches).toEqual([3, 7, 1, 5, 9]);
  });
});

inBothModes('stepsPerEpoch', () => {
  test('cuts passes through the data into epochs', async () => {
    const data = Array.from({ length: 6 }, (_, i) => ({ x: [[i, i]], y: [[i % 2]] }));
    const model = classifier();
    const steps: number[] = [];
    class Steps extends Callback {
      override onTrainBatchEnd(batch: number): void {
        steps.push(batch);
      }
    }
    await model.fit(data, { epochs: 3, stepsPerEpoch: 2, verbose: 0, callbacks: [new Steps()] });
    expect(steps).toEqual([0, 1, 0, 1, 0, 1]);
    expect(model.history?.params?.steps).toBe(2);
  });
});

describe('swapAverages', () => {
  inBothModes('exchanges weights and their averages', () => {
    test('weights that nobody put back are put back when training ends', async () => {
      class Forgetful extends Callback {
        override onEpochEnd(_epoch: number, _logs: Logs, run: TrainingRun): void {
          if (run.iterations === 14) run.swapAverages();
        }
      }
      const train = async (callbacks: readonly Callback[]) => {
        setRandomSeed(3);
        const model = classifier();
        await model.fit(x, y, { epochs: 2, batchSize: 8, verbose: 0, callbacks });
        return outcome(model, new History());
      };
      expect(await train([new Forgetful()])).toEqual(await train([]));
    });

    test('twice is nothing', async () => {
      const model = classifier();
      const states: number[][] = [];
      class Swap extends Callback {
        override onEpochEnd(_epoch: number, _logs: Logs, run: TrainingRun): void {
          const note = () =>
            states.push(Object.values(run.weights()).flatMap(({ data }) => [...data]));
          note();
          run.swapAverages();
          note();
          run.swapAverages();
          note();
        }
      }
      await model.fit(x, y, { epochs: 1, verbose: 0, callbacks: [new Swap()] });
      const [before, swapped, after] = states;
      expect(after).toEqual(before);
      expect(swapped).not.toEqual(before);
      expect(model.getWeights().flatMap(({ data }) => [...data])).toEqual(swapped);
    });
  });
});
