import {
  Callback,
  type Logs,
  type NdArray,
  type Optimizer,
  SerializationError,
  StateError,
  setRandomSeed,
  type TrainingRun,
} from '@myelin/core';
import { BatchNormalization, Dense, Dropout } from '@myelin/layers';
import { Adam, CosineDecay, Nadam } from '@myelin/optimizers';
import { expectClose, expectNoLeak } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { MemoryFiles } from '../../test-support/memory-files.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { twoClasses } from '../../test-support/two-classes.ts';
import { Sequential } from '../sequential/sequential.ts';
import { loadModel, modelFromState } from './load-model.ts';

registerAll();

const { x, y } = twoClasses(40);
const quiet = { batchSize: 8, verbose: 0 } as const;

function network(units = 5): Sequential {
  return new Sequential([
    new Dense({ units, activation: 'tanh', inputShape: [2] }),
    new BatchNormalization(),
    new Dropout({ rate: 0.2 }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
}

function compiled(optimizer: Optimizer = new Nadam({ learningRate: 0.02 })): Sequential {
  const model = network();
  model.compile({ optimizer, loss: 'binary_crossentropy', metrics: ['accuracy'] });
  return model;
}

/** As tables are: numbers with more around them. */
class Source {
  readonly toNdArray: () => NdArray;
  constructor(array: NdArray) {
    this.toNdArray = () => array;
  }
}

const plainWeights = (model: Sequential) => model.getWeights().map(({ data }) => [...data]);

// Predictions are compared within the tolerance of the backend: on WebGL small operations run on either processor, as it comes,
// and the two round the last bit differently.
inBothModes('saved training', () => {
  test('goes on in another model as in its own', async () => {
    const files = new MemoryFiles();
    const model = compiled();
    await model.fit(x, y, { ...quiet, epochs: 2 });
    model.optimizer.learningRate = 0.005;
    await model.saveTraining('run.safetensors', { files });
    const { history } = await model.fit(x, y, { ...quiet, epochs: 3 });

    setRandomSeed(12345);
    const other = compiled();
    await other.loadTraining('run.safetensors', { files });
    expect(other.optimizer.learningRate).toBe(0.005);
    expect(other.optimizer.iterations).toBe(10);
    expect((await other.fit(x, y, { ...quiet, epochs: 3 })).history).toEqual(history);
    expect(plainWeights(other)).toEqual(plainWeights(model));
  });

  test('goes back to a moment in the same model', async () => {
    const files = new MemoryFiles();
    const schedule = new CosineDecay({ initialLearningRate: 0.05, decaySteps: 30 });
    const model = compiled(new Adam({ learningRate: schedule, useEma: true }));
    await model.fit(x, y, quiet);
    await model.saveTraining('run.safetensors', { files });
    const { history } = await model.fit(x, y, { ...quiet, epochs: 2 });
    const weights = plainWeights(model);
    await model.loadTraining('run.safetensors', { files });
    expect((await model.fit(x, y, { ...quiet, epochs: 2 })).history).toEqual(history);
    expect(plainWeights(model)).toEqual(weights);
  });

  test('weights alone are put back, and predictions with them', async () => {
    const files = new MemoryFiles();
    const model = compiled();
    await model.fit(x, y, quiet);
    await model.saveWeights('weights.safetensors', { files });
    const expected = await model.predict(x, { verbose: 0 });
    await model.fit(x, y, quiet);
    await model.loadWeights('weights.safetensors', { files });
    expectClose(await model.predict(x, { verbose: 0 }), expected);
    // A model that is not compiled has weights, too; and whole trainings hold them.
    await model.saveTraining('run.safetensors', { files });
    const other = network();
    await other.loadWeights('run.safetensors', { files });
    expect(plainWeights(other)).toEqual(plainWeights(model));
  });

  test('what does not fit is refused, and nothing is changed', async () => {
    const files = new MemoryFiles();
    const model = compiled();
    await model.saveTraining('run.safetensors', { files });
    const wide = network(6);
    wide.compile({ optimizer: new Nadam(), loss: 'mse' });
    const before = plainWeights(wide);
    await expect(wide.loadTraining('run.safetensors', { files })).rejects.toThrow(
      /^loadTraining: what was saved does not fit the model: weight \S+\/kernel has shape \[2, 5\], the model's is \[2, 6\]/,
    );
    await expect(wide.loadWeights('run.safetensors', { files })).rejects.toThrow(/^loadWeights: /);
    expect(plainWeights(wide)).toEqual(before);
    const adam = compiled(new Adam());
    await expect(adam.loadTraining('run.safetensors', { files })).rejects.toThrow(
      /it was trained with Nadam, the model is compiled with Adam/,
    );
    await expect(adam.loadWeights('none.safetensors', { files })).rejects.toThrow(
      'none.safetensors: there is no such file',
    );
    const unbuilt = new Sequential([new Dense({ units: 1 })]);
    await expect(unbuilt.saveWeights('w.safetensors', { files })).rejects.toThrow(
      /has no weights yet/,
    );
    await expect(network().saveTraining('run.safetensors', { files })).rejects.toThrow(
      /is not compiled/,
    );
  });
});

inBothModes('predict', () => {
  test('takes as many batches as `steps` says, from arrays and from data without an end', async () => {
    const model = network();
    const options = { batchSize: 8, steps: 2, verbose: 0 } as const;
    const all = await model.predict(x, { verbose: 0 });
    expectClose(await model.predict(x, options), all.slice(0, 16));
    expect((await model.predict(x, { ...options, steps: 99 })).length).toBe(40);
    function* endless() {
      for (;;) yield { x: x.slice(0, 8) };
    }
    const twice = await model.predict(endless, { steps: 2, verbose: 0 });
    expect(twice.shape).toEqual([16, 1]);
    await expect(model.predict(x, { steps: 0 })).rejects.toThrow(/`steps`/);
  });
});

inBothModes('training that was saved while averages stood for the weights', () => {
  test('is loaded with the weights in their place', async () => {
    const files = new MemoryFiles();
    const model = compiled(new Adam({ useEma: true, emaMomentum: 0.5 }));
    let trained: number[][] = [];
    class Save extends Callback {
      override async onEpochEnd(_epoch: number, _logs: Logs, run: TrainingRun): Promise<void> {
        trained = plainWeights(model);
        run.swapAverages();
        await model.saveTraining('run.safetensors', { files });
      }
    }
    await model.fit(x, y, { ...quiet, callbacks: [new Save()] });
    const other = compiled(new Adam({ useEma: true, emaMomentum: 0.5 }));
    await other.loadTraining('run.safetensors', { files });
    expect(plainWeights(other)).toEqual(trained);
  });
});

inBothModes('saved models', () => {
  test('a model of a file predicts what the saved one did, and can be trained on', async () => {
    const files = new MemoryFiles();
    using model = compiled();
    await model.fit(x, y, { ...quiet, epochs: 2 });
    await model.save('model.safetensors', { files });
    setRandomSeed(99);
    using other = await loadModel('model.safetensors', { files });
    expect(other).toBeInstanceOf(Sequential);
    expect(other.getConfig()).toEqual(model.getConfig());
    expect(other.getWeights()).toEqual(model.getWeights());
    expectClose(await other.predict(x, quiet), await model.predict(x, quiet));
    other.compile({ optimizer: new Nadam(), loss: 'binary_crossentropy' });
    await other.fit(x, y, quiet);
  });

  test('something else, and a damaged architecture, leave nothing behind', async () => {
    const files = new MemoryFiles();
    using model = network();
    await model.saveWeights('weights.safetensors', { files });
    await expect(loadModel('weights.safetensors', { files })).rejects.toThrow(
      /the file holds no model: it holds something else.\n {2}Fix: pass a file that model.save\(\) wrote/,
    );
    const state = model.toState();
    using wider = network(6);
    const { weights = null } = wider.toState();
    await expectNoLeak(() => {
      expect(() => modelFromState({ ...state, weights })).toThrow(StateError);
      expect(() => modelFromState({ ...state, architecture: {} })).toThrow(SerializationError);
    });
  });

  test('tables and their columns are taken as arrays', async () => {
    using model = compiled();
    const rows = new Source(x.astype('float64'));
    const targets = new Source(y);
    await model.fit(rows, targets, quiet);
    expectClose(await model.predict(rows, quiet), await model.predict(x, quiet));
  });
});
