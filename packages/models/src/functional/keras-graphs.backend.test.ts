import { type AnyLayer, NdArray, serialize, tensor } from '@myelin/core';
import { Dense, Dropout, LSTM } from '@myelin/layers';
import { expectClose } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { kerasGraphs } from '../../test-support/keras-graphs.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { cloneModel } from './clone-model.ts';
import { Input } from './input.ts';
import { Model } from './model.ts';

registerAll();

const silent = { verbose: 0 } as const;

/** A model of one output whose weights are sin 0, sin 1, …, as where the values were recorded. */
function read(name: string): Model {
  const recorded = kerasGraphs.find((one) => one.name === name);
  const model = Model.fromConfig(recorded!.config) as unknown as Model;
  let next = 0;
  model.setWeights(
    model.weights.map(
      ({ shape, size }) =>
        new NdArray(
          Float32Array.from({ length: size }, () => Math.sin(next++)),
          shape,
        ),
    ),
  );
  return model;
}

inBothModes('a graph of Keras', () => {
  for (const { name, x, y } of kerasGraphs) {
    test(`gives what it gave there: ${name}`, async () => {
      using model = read(name);
      const given = x.length === 1 ? x[0] : x;
      const predicted = await model.predict(given as never, silent);
      expectClose(new NdArray(predicted.data, [predicted.size]), y[0]);
    });
  }

  test('leaves a weight alone that the loss does not depend on, its constraint too', async () => {
    const x = new Input({ shape: [1] });
    const used = new Dense({ units: 1, useBias: false });
    const unused = new Dense({ units: 1, useBias: false, kernelConstraint: 'non_neg' });
    using model = new Model({ inputs: x, outputs: [used.apply(x), unused.apply(x)] });
    model.setWeights([[[1]], [[-1]]]);
    model.compile({ optimizer: 'sgd', loss: ['mse', null] });
    await model.trainOnBatch([[1]], [[[0]], [[0]]]);
    // Recorded from Keras 3.15.1.
    expectClose(model.getWeights()[0]!, [[0.98]]);
    expectClose(model.getWeights()[1]!, [[-1]]);
  });

  test('takes numbers for masks and for inputs of truth values', async () => {
    const x = new Input({ shape: [3, 1] });
    const isReal = new Input({ shape: [3], dtype: 'bool' });
    const sum = new LSTM({ units: 2, kernelInitializer: 'ones' });
    using masked = new Model({
      inputs: [x, isReal],
      outputs: sum.apply(x, { mask: isReal.output }),
    });
    using short = new Model({ inputs: masked.inputs[0]!, outputs: sum.apply(x) });
    const [rows, two] = [[[[1], [2], [9]]], [[[1], [2]]]];
    using first = sum.apply(tensor(two));
    const expected = new NdArray(first.dataSync(), first.shape);
    const given = await masked.predict([rows, [[1, 1, 0]]], silent);
    expectClose(given, expected);
    expect(given.toArray()).not.toEqual((await short.predict(rows, silent)).toArray());
    using now = sum.apply(tensor(rows), { mask: tensor([[1, 1, 0]]) });
    expectClose(now, expected);
  });
});

test('operations stand in summaries and files, but are no layers', () => {
  using model = read('the mask of an Embedding');
  expect(model.layers.map(({ name }) => name)).toEqual(['words', 'embedding', 'lstm']);
  let text = '';
  const printFn = (printed: string): void => {
    text = printed;
  };
  model.summary({ printFn, columns: 80 });
  expect(text).toContain('not_equal[0][0]');
  const { config } = serialize(model as unknown as AnyLayer) as unknown as {
    config: { layers: { class_name: string; inbound_nodes: { args: unknown[] }[] }[] };
  };
  expect(config.layers.map((layer) => layer.class_name)).toEqual([
    'InputLayer',
    'Embedding',
    'NotEqual',
    'LSTM',
  ]);
  expect(config.layers[2]!.inbound_nodes[0]!.args[1]).toBe(0);
});

test('an operation that is not known is named', () => {
  const { config } = kerasGraphs[0];
  const damaged = JSON.parse(JSON.stringify(config).replace('"NotEqual"', '"Fft"'));
  expect(() => Model.fromConfig(damaged)).toThrow(
    /Keras's operation `Fft`, which is not supported/,
  );
});

test("the default of a layer's mode, which files state, does not bind it; a mode that was stated does", () => {
  const x = new Input({ shape: [200] });
  const kwargsOf = (model: Model): unknown => {
    const { config } = serialize(model as unknown as AnyLayer) as unknown as {
      config: { layers: { inbound_nodes: { kwargs: unknown }[] }[] };
    };
    return config.layers[1]!.inbound_nodes[0];
  };
  const zerosOf = (model: Model, training: boolean): number => {
    const copy = cloneModel(model);
    const y = copy.apply(tensor([new Array(200).fill(1)]), { training });
    const zeros = y.dataSync().filter((value) => value === 0).length;
    y.dispose();
    copy.dispose();
    return zeros;
  };
  using usual = new Model({ inputs: x, outputs: new Dropout({ rate: 0.5 }).apply(x) });
  expect(kwargsOf(usual)).toMatchObject({ kwargs: { training: false } });
  expect(zerosOf(usual, true)).toBeGreaterThan(50);
  const off = new Dropout({ rate: 0.5 }).apply(x, { training: false });
  using stated = new Model({ inputs: x, outputs: off });
  expect(kwargsOf(stated)).toMatchObject({ kwargs: { training: false } });
  expect(zerosOf(stated, true)).toBe(0);
  const on = new Dropout({ rate: 0.5 }).apply(x, { training: true });
  using always = new Model({ inputs: x, outputs: on });
  expect(zerosOf(always, false)).toBeGreaterThan(50);
});

test('a model inside counts its calls from 0 in summaries', () => {
  using model = read('a model of two inputs inside');
  let text = '';
  const printFn = (printed: string): void => {
    text = printed;
  };
  model.summary({ printFn, columns: 80 });
  expect(text).toContain('inner[0][0]');
});
