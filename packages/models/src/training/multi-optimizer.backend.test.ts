import { Callback, type Logs, type Optimizer, setRandomSeed, type TrainingRun } from '@myelin/core';
import { Dense } from '@myelin/layers';
import {
  Adam,
  ExponentialDecay,
  MultiOptimizer,
  Nadam,
  OptimizerMap,
  SGD,
} from '@myelin/optimizers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes, inCompiledMode } from '../../test-support/in-both-modes.ts';
import { MemoryFiles } from '../../test-support/memory-files.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import type { CompileOptions } from '../compile/compile-options.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();

const { x, y } = twoClasses(40);
const quiet = { batchSize: 8, verbose: 0 } as const;

/** Layers `encoder` and `out`. */
function network(optimizer: Optimizer, options: CompileOptions = {}): Sequential {
  const model = new Sequential([
    new Dense({ name: 'encoder', units: 4, activation: 'tanh', inputShape: [2] }),
    new Dense({ name: 'out', units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({ optimizer, loss: 'binary_crossentropy', ...options });
  return model;
}

function several(
  encoder: Optimizer = new Adam({ learningRate: 0.05 }),
  others: Optimizer = new SGD({ learningRate: 0.1, momentum: 0.9 }),
): MultiOptimizer {
  return new MultiOptimizer({
    optimizerMap: new OptimizerMap({
      defaultOptimizer: others,
      optimizerMap: { '.*encoder/.*': encoder },
    }),
  });
}

/** Quarters the learning rate of an optimizer after each epoch, and stops another in the third. */
class Slower extends Callback {
  readonly #optimizer: Optimizer;
  readonly #stopped: Optimizer;
  constructor(optimizer: Optimizer, stopped: Optimizer) {
    super();
    this.#optimizer = optimizer;
    this.#stopped = stopped;
  }
  override onEpochEnd(epoch: number): void {
    this.#optimizer.learningRate /= 4;
    if (epoch === 1) this.#stopped.learningRate = 0;
  }
}

const valuesOf = (model: Sequential) => model.getWeights().map(({ data }) => [...data]);

inCompiledMode('training with several optimizers in a compiled program', () => {
  const train = async (make: () => MultiOptimizer, jitCompile: boolean) => {
    setRandomSeed(7);
    const optimizer = make();
    using model = network(optimizer, { jitCompile });
    await model.fit(x, y, quiet);
    const [first, second] = optimizer.optimizers as [Optimizer, Optimizer];
    await model.fit(x, y, { ...quiet, epochs: 4, callbacks: [new Slower(first, second)] });
    return { compiled: /^ {2}compiled: /m.test(model.explain()), weights: model.getWeights() };
  };

  test.each<[string, () => MultiOptimizer]>([
    ['a map', () => several()],
    ['shared slots on both sides', () => several(new Nadam(), new Nadam({ learningRate: 0.01 }))],
    [
      'a function',
      () => {
        const made = [new SGD({ learningRate: 0.5 }), new Adam({ useEma: true })] as const;
        return new MultiOptimizer({
          optimizerMap: ({ shape }) => (shape.length > 1 ? made[0] : made[1]),
        });
      },
    ],
  ])('with %s gives the numbers of one operation at a time', async (_, make) => {
    const expected = await train(make, false);
    const { compiled, weights } = await train(make, true);
    expect([expected.compiled, compiled]).toEqual([false, true]);
    for (const [i, weight] of weights.entries()) {
      expectClose(weight, expected.weights[i]!, 'trace');
    }
  });
});

inBothModes('training with several optimizers', () => {
  test('moves each part of the model as its optimizer alone would', async () => {
    const trained = async (optimizer: Optimizer) => {
      setRandomSeed(5);
      using model = network(optimizer);
      const before = valuesOf(model);
      await model.fit(x, y, quiet);
      return { before, after: valuesOf(model) };
    };
    const only = await trained(several(new SGD({ learningRate: 0 }), new SGD()));
    expect(only.after.slice(0, 2)).toEqual(only.before.slice(0, 2));
    expect(only.after[2]).not.toEqual(only.before[2]);
    const whole = await trained(
      several(new Adam({ learningRate: 0.02 }), new Adam({ learningRate: 0.02 })),
    );
    expect(whole.after).toEqual((await trained(new Adam({ learningRate: 0.02 }))).after);
  });

  test('has a learning rate of its own for each, which may be set meanwhile', async () => {
    const [adam, sgd] = [new Adam({ learningRate: 0.05 }), new SGD({ learningRate: 0.1 })];
    const optimizer = several(adam, sgd);
    using model = network(optimizer);
    await model.fit(x, y, { ...quiet, epochs: 2, callbacks: [new Slower(adam, sgd)] });
    expect(optimizer.learningRates).toEqual([0.05 / 16, 0]);
    const before = valuesOf(model);
    await model.fit(x, y, quiet);
    const after = valuesOf(model);
    expect(after[0]).not.toEqual(before[0]);
    expect(after.slice(2)).toEqual(before.slice(2));
    expect([optimizer, adam, sgd].map(({ iterations }) => iterations)).toEqual([15, 15, 15]);
  });

  test('ends with averages where there are some', async () => {
    const trained = async (encoder: Optimizer) => {
      setRandomSeed(5);
      using model = network(several(encoder));
      const swapped: number[][][] = [];
      class Swap extends Callback {
        override onEpochEnd(_epoch: number, _logs: Logs, run: TrainingRun): void {
          if (swapped.length > 0) return;
          run.swapAverages();
          swapped.push(valuesOf(model));
          run.swapAverages();
        }
      }
      const callbacks = encoder === plain ? [] : [new Swap()];
      await model.fit(x, y, { ...quiet, callbacks });
      return { swapped: swapped[0], after: valuesOf(model) };
    };
    const plain = new SGD();
    const without = await trained(plain);
    const averaged = await trained(new SGD({ useEma: true, emaMomentum: 0.5 }));
    expect(averaged.after.slice(2)).toEqual(without.after.slice(2));
    expect(averaged.after[0]).not.toEqual(without.after[0]);
    expect(averaged.swapped).toEqual(averaged.after);
  });

  test('goes on in another model as in its own', async () => {
    const files = new MemoryFiles();
    const learningRate = new ExponentialDecay({
      initialLearningRate: 0.1,
      decaySteps: 5,
      decayRate: 0.5,
    });
    const make = () => several(new Adam(), new SGD({ learningRate, momentum: 0.9 }));
    const optimizer = make();
    const model = network(optimizer);
    await model.fit(x, y, quiet);
    optimizer.optimizers[0]!.learningRate = 0.25;
    await model.saveTraining('run.safetensors', { files });
    const { history } = await model.fit(x, y, { ...quiet, epochs: 2 });

    setRandomSeed(999);
    const again = make();
    const other = network(again);
    await other.loadTraining('run.safetensors', { files });
    expect(again.learningRates).toEqual([0.25, null]);
    expect(again.optimizers.map(({ iterations }) => iterations)).toEqual([5, 5]);
    expect((await other.fit(x, y, { ...quiet, epochs: 2 })).history).toEqual(history);
    expect(valuesOf(other)).toEqual(valuesOf(model));

    const numbers = network(several(new Adam(), new SGD({ momentum: 0.9 })));
    const before = valuesOf(numbers);
    await expect(numbers.loadTraining('run.safetensors', { files })).rejects.toThrow(
      'one of the two optimizers follows a schedule of the learning rate, the other does not',
    );
    expect(valuesOf(numbers)).toEqual(before);
    const one = new SGD({ momentum: 0.9 });
    const onlyOne = new MultiOptimizer({
      optimizerMap: ({ path }) => (path.includes('encoder') ? new Adam() : one),
    });
    await expect(network(onlyOne).loadTraining('run.safetensors', { files })).rejects.toThrow(
      /what was saved does not fit the model/,
    );
  });

  test('finds weights by their paths, those of models inside too', async () => {
    const optimizer = several(new Adam(), new Adam());
    using model = new Sequential([
      new Dense({ name: 'encoder', units: 4, inputShape: [2] }),
      new Sequential([new Dense({ name: 'out', units: 1 })], { name: 'head' }),
    ]);
    model.compile({ optimizer, loss: 'mse' });
    await model.fit(x, y, quiet);
    expect(
      optimizer
        .slotLabels(model.trainableWeights)
        .map((label) => label.split('/').slice(1).join('/')),
    ).toEqual([
      'encoder/kernel',
      'encoder/kernel',
      'encoder/bias',
      'encoder/bias',
      'head/out/kernel',
      'head/out/kernel',
      'head/out/bias',
      'head/out/bias',
    ]);
  });

  test('says in a run that there is not one learning rate', async () => {
    using model = network(several());
    const seen: boolean[] = [];
    class Look extends Callback {
      override onTrainBegin(_logs: Logs, run: TrainingRun): void {
        seen.push(run.hasLearningRate);
        run.learningRate = 1;
      }
    }
    await expect(model.fit(x, y, { ...quiet, callbacks: [new Look()] })).rejects.toThrow(
      'MultiOptimizer: `learningRate` cannot be set: each optimizer inside has its own.',
    );
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.fit(x, y, { ...quiet, callbacks: [new Look()] });
    expect(seen).toEqual([false, true]);
  });
});
