import {
  add,
  ComposedLayer,
  deserialize,
  type LayerOptions,
  mean,
  NdArray,
  type Pass,
  resetNames,
  serialize,
  setRandomSeed,
  square,
  type Tensor,
  tensor,
} from '@myelin/core';
import { Add, Concatenate, Dense, Dropout, Identity } from '@myelin/layers';
import { Adam } from '@myelin/optimizers';
import { expectClose, expectNoLeak } from '@myelin/testkit';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Sequential } from '../sequential/sequential.ts';
import { cloneModel } from './clone-model.ts';
import { Input } from './input.ts';
import { Model } from './model.ts';
import { modelGraph } from './model-graph.ts';

registerAll();
beforeEach(resetNames);

const silent = { verbose: 0 } as const;

/** 784-512-512-10, as the course note writes it. */
function noteModel() {
  const input = new Input({ shape: [784] });
  const first = new Dense({ units: 512, activation: 'relu' }).apply(input);
  const second = new Dense({ units: 512, activation: 'relu' }).apply(first);
  const output = new Dense({ units: 10, activation: 'softmax' }).apply(second);
  return new Model({ inputs: input, outputs: output });
}

/** `sum` adds both inputs' two features; `both` gives them side by side. */
function twoWays() {
  const a = new Input({ shape: [2], name: 'a' });
  const b = new Input({ shape: [2], name: 'b' });
  const ones = new Dense({ units: 1, kernelInitializer: 'ones', name: 'sum' });
  const joined = new Concatenate({ name: 'both' }).apply([a, b]);
  return new Model({ inputs: { a, b }, outputs: { both: joined, sum: ones.apply(joined) } });
}

inBothModes('a model of inputs and outputs', () => {
  test('has the parameters of the note', () => {
    using model = noteModel();
    expect(model.countParams()).toBe(669_706);
    expect(model.layers.map(({ name }) => name)).toEqual([
      'input_layer',
      'dense',
      'dense_1',
      'dense_2',
    ]);
    expect(model.weights.map(({ path }) => path).slice(0, 2)).toEqual([
      'dense/kernel',
      'dense/bias',
    ]);
    expect([model.inputNames, model.outputNames]).toEqual([['input_layer'], ['dense_2']]);
  });

  test('takes and gives records, in any order of their names', async () => {
    using model = twoWays();
    const given = { b: [[3, 4]], a: [[1, 2]] };
    const { both, sum } = await model.predict(given, silent);
    expectTypeOf(both).toEqualTypeOf<NdArray>();
    expect(both.toArray()).toEqual([[1, 2, 3, 4]]);
    expect(sum.toArray()).toEqual([[10]]);
    expect(model.predictOnBatch(given).sum.toArray()).toEqual([[10]]);
    using a = tensor([[1, 2]]);
    const now = model.apply({ a, b: a });
    expectClose(now.sum, [[6]]);
    now.both.dispose();
    now.sum.dispose();
  });

  test('takes and gives lists', async () => {
    const a = new Input({ shape: [2] });
    const b = new Input({ shape: [2] });
    const sum = new Add().apply([a, b]);
    using model = new Model({ inputs: [a, b], outputs: [sum, new Identity().apply(a)] });
    const [added, same] = await model.predict([[[1, 2]], [[3, 4]]], silent);
    expect([added.toArray(), same.toArray()]).toEqual([[[4, 6]], [[1, 2]]]);
    await expect(model.predict([[[1]], [[3, 4]]], silent)).rejects.toThrow(
      /Model "functional": the inputs have shape/,
    );
    await expect(model.predict([[[1]], [[2], [3]]], silent)).rejects.toThrow(
      /pass equally many samples for each input/,
    );
    await expect(model.predict([[[1, 2]]] as never, silent)).rejects.toThrow(
      /`x` must hold one array for each of the 2 inputs "input_layer", "input_layer_1", received a list of 1/,
    );
  });

  test('trains on named data, each output with a loss of its own', async () => {
    setRandomSeed(3);
    const a = new Input({ shape: [2], name: 'a' });
    const b = new Input({ shape: [1], name: 'b' });
    const joined = new Concatenate().apply([a, b]);
    const sum = new Dense({ units: 1, name: 'sum' }).apply(joined);
    const sign = new Dense({ units: 1, activation: 'sigmoid', name: 'sign' }).apply(joined);
    using model = new Model({ inputs: { a, b }, outputs: { sum, sign } });
    model.compile({
      optimizer: new Adam({ learningRate: 0.05 }),
      loss: { sum: 'mse', sign: 'binary_crossentropy' },
      metrics: { sign: ['accuracy'] },
    });
    const rows = Array.from({ length: 64 }, (_, i) => [Math.sin(i), Math.cos(2 * i), (i % 7) - 3]);
    const x = { a: rows.map(([p, q]) => [p!, q!]), b: rows.map(([, , r]) => [r!]) };
    const y = {
      sum: rows.map(([p, q, r]) => [p! + q! + r!]),
      sign: rows.map(([p, q, r]) => [p! + q! + r! > 0 ? 1 : 0]),
    };
    const { history } = await model.fit(x, y, {
      ...silent,
      epochs: 40,
      batchSize: 16,
      validationSplit: 0.25,
    });
    expect(Object.keys(history)).toEqual([
      'loss',
      'sign_accuracy',
      'sign_loss',
      'sum_loss',
      'val_loss',
      'val_sign_accuracy',
      'val_sign_loss',
      'val_sum_loss',
    ]);
    expect(history.loss!.at(-1)).toBeLessThan(0.7 * history.loss![0]!);
    const logs = await model.evaluate(x, y, { ...silent, returnDict: true });
    expect(logs.loss).toBeCloseTo(logs.sum_loss! + logs.sign_loss!, 5);
  });

  test('a shared layer has one set of weights and learns from both of its calls', async () => {
    const a = new Input({ shape: [1] });
    const b = new Input({ shape: [1] });
    const shared = new Dense({ units: 1, useBias: false, kernelInitializer: 'ones' });
    const sum = new Add().apply([shared.apply(a), shared.apply(b)]);
    using model = new Model({ inputs: [a, b], outputs: sum });
    expect(model.countParams()).toBe(1);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.trainOnBatch([[[1]], [[2]]], [[0]]);
    // y = w (1 + 2) = 3; dL/dw = 2 · 3 · 3 = 18; w = 1 - 0.01 · 18.
    expectClose(model.getWeights()[0]!, [[0.82]]);
    expect(() => shared.output).toThrow(/the layer is shared: it was called 2 times/);
  });

  test('another model may end in the middle of it, or begin there', async () => {
    using model = noteModel();
    const features = new Model({ inputs: model.input, outputs: model.getLayer('dense_1').output });
    const head = new Model({
      inputs: model.getLayer('dense_1').output,
      outputs: model.outputs[0]!,
    });
    const x = new NdArray(Float32Array.from({ length: 784 }, Math.sin), [1, 784]);
    const hidden = await features.predict(x, silent);
    expect(hidden.shape).toEqual([1, 512]);
    expectClose(await head.predict(hidden, silent), await model.predict(x, silent));
    // The layers belong to the model that was made first.
    features.dispose();
    head.dispose();
    expect((await model.predict(x, silent)).shape).toEqual([1, 10]);
  });

  test('the outputs of all layers may be those of one model', async () => {
    using model = new Sequential([
      new Dense({ units: 3, kernelInitializer: 'ones', inputShape: [2] }),
      new Dense({ units: 1, kernelInitializer: 'ones' }),
    ]);
    const all = new Model({
      inputs: model.input,
      outputs: model.layers.map(({ output }) => output),
    });
    const [hidden, last] = (await all.predict([[1, 2]], silent)) as readonly NdArray[];
    expect([hidden?.toArray(), last?.toArray()]).toEqual([[[3, 3, 3]], [[9]]]);
    expect(model.output).toBe(model.outputs[0]);
  });

  test('validates on records', async () => {
    using model = twoWays();
    model.compile({ loss: { sum: 'mse', both: null } });
    const x = { a: [[1, 2]], b: [[3, 4]] };
    const { history } = await model.fit(
      x,
      { sum: [9] },
      {
        ...silent,
        validationData: [x, { sum: [8] }],
      },
    );
    expect(history.loss).toEqual([1]);
  });

  test('so may it in the middle of a Sequential', async () => {
    using model = new Sequential([
      new Input({ shape: [2] }),
      new Dense({ units: 3, kernelInitializer: 'ones', name: 'hidden' }),
      new Dense({ units: 1 }),
    ]);
    const features = new Model({
      inputs: model.inputs[0]!,
      outputs: model.getLayer('hidden').output,
    });
    expectClose(await features.predict([[1, 2]], silent), [[3, 3, 3]]);
  });

  test('models nest, and are called like layers', async () => {
    using encoder = new Sequential([new Dense({ units: 2, inputShape: [4], name: 'down' })]);
    const code = new Input({ shape: [2], name: 'code' });
    using decoder = new Model({
      inputs: code,
      outputs: new Dense({ units: 4, name: 'up' }).apply(code),
      name: 'decoder',
    });
    const x = new Input({ shape: [4] });
    using both = new Model({ inputs: x, outputs: decoder.apply(encoder.apply(x)) });
    expect(both.weights).toEqual([...encoder.weights, ...decoder.weights]);
    const rows = [[1, 2, 3, 4]];
    const inSteps = await decoder.predict(await encoder.predict(rows, silent), silent);
    expectClose(await both.predict(rows, silent), inSteps);
  });

  test('a call may be in another mode than the model', async () => {
    const x = new Input({ shape: [100] });
    const always = new Dropout({ rate: 0.5 }).apply(x, { training: true });
    using model = new Model({ inputs: x, outputs: always });
    const y = await model.predict([new Array(100).fill(1)], silent);
    const zeros = y.data.filter((value) => value === 0).length;
    expect(zeros).toBeGreaterThan(20);
    expect(zeros).toBeLessThan(80);
  });

  test('frozen layers stay as they are', async () => {
    const x = new Input({ shape: [2] });
    const frozen = new Dense({ units: 2, trainable: false, name: 'frozen' });
    const y = new Dense({ units: 1, name: 'head' }).apply(frozen.apply(x));
    using model = new Model({ inputs: x, outputs: y });
    expect(model.trainableWeights.map(({ path }) => path)).toEqual(['head/kernel', 'head/bias']);
    const before = model.getWeights();
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    await model.trainOnBatch([[1, 2]], [[5]]);
    const after = model.getWeights();
    expect(after[0]!.toArray()).toEqual(before[0]!.toArray());
    expect(after[2]!.toArray()).not.toEqual(before[2]!.toArray());
  });

  test('is rebuilt from its config, and cloned', async () => {
    using model = twoWays();
    const form = JSON.parse(JSON.stringify(serialize(model)));
    expect([form.module, form.class_name]).toEqual(['keras.src.models.functional', 'Functional']);
    using again = deserialize(form, 'layer') as typeof model;
    expect(JSON.parse(JSON.stringify(serialize(again)))).toEqual(form);
    using fromConfig = Model.fromConfig(form.config);
    expect(fromConfig.outputNames).toEqual(['both', 'sum']);
    using copy = cloneModel(model);
    const x = { a: [[1, 2]], b: [[3, 4]] };
    expect((await copy.predict(x, silent)).sum.toArray()).toEqual([[10]]);
    copy.setWeights(copy.getWeights().map((weight) => weight.mul(0)));
    expect((await model.predict(x, silent)).sum.toArray()).toEqual([[10]]);
  });

  test('leaks no tensor', async () => {
    using a = tensor([[1, 2]]);
    await expectNoLeak(() => {
      using model = twoWays();
      model.predictOnBatch({ a: [[1, 2]], b: [[3, 4]] });
      const outputs = model.apply({ a, b: a });
      outputs.both.dispose();
      outputs.sum.dispose();
    });
  });
});

inBothModes('a model of a class of its own', () => {
  class Autoencoder extends Model {
    readonly encoder = new Dense({ units: 2, activation: 'relu', name: 'encoder' });
    readonly decoder = new Dense({ units: 3, name: 'decoder' });

    protected override call(x: Tensor, _weights: object, pass: Pass): Tensor {
      return this.decoder.forward(this.encoder.forward(x, pass), pass);
    }
  }

  test('finds its layers, shapes and names', async () => {
    using model = new Autoencoder();
    expect(model.name).toBe('autoencoder');
    expect(model.isBuilt).toBe(false);
    expect(model.outputShape([null, 3])).toEqual([null, 3]);
    expect(model.weights.map(({ path }) => path)).toEqual([
      'autoencoder/encoder/kernel',
      'autoencoder/encoder/bias',
      'autoencoder/decoder/kernel',
      'autoencoder/decoder/bias',
    ]);
    expect(model.countParams()).toBe(3 * 2 + 2 + 2 * 3 + 3);
  });

  test('trains', async () => {
    setRandomSeed(1);
    using model = new Autoencoder();
    model.compile({ optimizer: new Adam({ learningRate: 0.05 }), loss: 'mse' });
    const x = Array.from({ length: 32 }, (_, i) => [i / 32, 1 - i / 32, 0.5]);
    const { history } = await model.fit(x, x, { ...silent, epochs: 60 });
    expect(history.loss!.at(-1)).toBeLessThan(0.5 * history.loss![0]!);
  });

  test('may take records, add a loss and log a metric', async () => {
    class Distance extends Model<{ readonly left: Tensor; readonly right: Tensor }> {
      readonly tower = new Dense({ units: 2, useBias: false, kernelInitializer: 'ones' });
      override get metricNames(): readonly string[] {
        return ['size'];
      }
      protected override call(
        { left, right }: { readonly left: Tensor; readonly right: Tensor },
        _weights: object,
        pass: Pass,
      ): Tensor {
        const [p, q] = [this.tower.forward(left, pass), this.tower.forward(right, pass)];
        pass.addLoss(mean(square(p)));
        pass.addMetric('size', mean(p));
        return add(p, q);
      }
    }
    using model = new Distance();
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const logs = await model.evaluate({ left: [[1, 1]], right: [[2, 1]] }, [[0, 0]], {
      ...silent,
      returnDict: true,
    });
    // p = [2, 2], q = [3, 3]: mse of 5 is 25, the added loss 4, the metric 2.
    expect(logs).toEqual({ loss: 29, size: 2 });
    const trained = await model.trainOnBatch({ left: [[1, 1]], right: [[2, 1]] }, [[0, 0]], {
      returnDict: true,
    });
    expect(trained).toEqual({ loss: 29, size: 2 });
  });

  test('may call its layers with apply, which is part of its pass', async () => {
    class Noisy extends Model {
      readonly drop = new Dropout({ rate: 0.5 });
      readonly count = new Dense({ units: 1, kernelInitializer: 'ones', trainable: false });
      protected override call(x: Tensor): Tensor {
        return this.count.apply(this.drop.apply(x));
      }
    }
    using model = new Noisy();
    const ones = tensor([new Array(100).fill(1)]);
    expectClose(model.apply(ones), [[100]]);
    const [sum] = model.apply(ones, { training: true }).dataSync();
    expect(sum).not.toBe(100);
    // Each one that is kept counts twice.
    expect(sum! % 2).toBe(0);
    ones.dispose();
  });

  test('names its outputs, in the order in which records are walked', async () => {
    type Answers = { readonly price: Tensor; readonly sold: Tensor };
    class Unnamed extends Model<Tensor, Answers> {
      readonly sold = new Dense({ units: 1, kernelInitializer: 'zeros' });
      readonly price = new Dense({ units: 1, kernelInitializer: 'ones' });
      protected override call(x: Tensor, _weights: object, pass: Pass): Answers {
        return { sold: this.sold.forward(x, pass), price: this.price.forward(x, pass) };
      }
    }
    class Named extends Unnamed {
      override get outputNames(): readonly string[] {
        return ['price', 'sold'];
      }
    }
    class Swapped extends Unnamed {
      override get outputNames(): readonly string[] {
        return ['sold', 'price'];
      }
    }
    using model = new Named();
    model.compile({ loss: { price: 'mse', sold: 'mae' } });
    const y = { price: [3], sold: [5] };
    const logs = await model.evaluate([[1]], y, { ...silent, returnDict: true });
    expect(logs).toEqual({ loss: 9, price_loss: 4, sold_loss: 5 });
    const unnamed = new Unnamed();
    expect(() => unnamed.compile({ loss: { price: 'mse', sold: 'mae' } })).toThrow(/`outputNames`/);
    const swapped = new Swapped();
    swapped.compile({ loss: { price: 'mse', sold: 'mae' } });
    await expect(swapped.evaluate([[1]], y, silent)).rejects.toThrow(
      /`outputNames` must name the outputs 'price', 'sold', received/,
    );
  });

  test('layers of its own may be made of layers too', async () => {
    class Residual extends ComposedLayer {
      readonly className: string = 'Residual';
      readonly inner = [
        new Dense({ units: 4, name: 'wide' }),
        new Dense({ units: 2, name: 'back' }),
      ];
      constructor(options: LayerOptions = {}) {
        super('Residual', options, {});
      }
      protected call(x: Tensor, _weights: object, pass: Pass): Tensor {
        return add(
          x,
          this.inner.reduce((y, layer) => layer.forward(y, pass), x),
        );
      }
    }
    const x = new Input({ shape: [2] });
    using model = new Model({ inputs: x, outputs: new Residual().apply(x) });
    expect(model.weights.map(({ path }) => path)).toEqual([
      'residual/wide/kernel',
      'residual/wide/bias',
      'residual/back/kernel',
      'residual/back/bias',
    ]);
    expect((await model.predict([[1, 2]], silent)).shape).toEqual([1, 2]);
  });
});

test('a model is told as data', () => {
  using model = twoWays();
  const { name, nodes, edges } = modelGraph(model);
  expect(name).toBe('functional');
  expect(nodes.map((node) => node.name)).toEqual(['a', 'b', 'both', 'sum']);
  expect(nodes[2]).toEqual({
    name: 'both',
    className: 'Concatenate',
    activation: null,
    inputShapes: [
      [null, 2],
      [null, 2],
    ],
    outputShapes: [[null, 4]],
    params: 0,
    trainable: true,
    inside: null,
  });
  expect(edges.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
    'a -> both',
    'b -> both',
    'both -> sum',
  ]);
  using sequence = new Sequential([
    new Dense({ units: 2, activation: 'relu', inputShape: [3], name: 'first' }),
    new Sequential([new Dense({ units: 1, name: 'inner' })], { name: 'second' }),
  ]);
  const data = modelGraph(sequence);
  expect(data.edges).toEqual([{ from: 'first', to: 'second', output: 0, fromCall: 0, call: 0 }]);
  expect(data.nodes[0]).toMatchObject({ activation: 'relu', params: 8, outputShapes: [[null, 2]] });
  expect(data.nodes[1]?.inside?.nodes[0]?.name).toBe('inner');
});

test('the calls of a shared layer are told apart', () => {
  const a = new Input({ shape: [1], name: 'a' });
  const b = new Input({ shape: [1], name: 'b' });
  const shared = new Dense({ units: 1, name: 'shared' });
  const sum = new Add({ name: 'sum' }).apply([shared.apply(a), shared.apply(b)]);
  using model = new Model({ inputs: [a, b], outputs: sum });
  const { edges } = modelGraph(model);
  expect(edges.map(({ from, fromCall, to, call }) => [from, fromCall, to, call])).toEqual([
    ['a', 0, 'shared', 0],
    ['b', 0, 'shared', 1],
    ['shared', 0, 'sum', 0],
    ['shared', 1, 'sum', 0],
  ]);
});

test('what is no graph is refused', () => {
  const x = new Input({ shape: [2], name: 'x' });
  const other = new Input({ shape: [2], name: 'other' });
  const y = new Dense({ units: 1 }).apply(other);
  expect(() => new Model({ inputs: x, outputs: y })).toThrow(
    /the `outputs` depend on the input "other", which is not among the `inputs` \("x"\)/,
  );
  expect(() => new Model({ inputs: x } as never)).toThrow(/`outputs` must be symbolic.*undefined/);
  expect(() => new Model({ input: x, output: y } as never)).toThrow(/did you mean `inputs`/);
  expect(() => new Input({ shape: 3 } as never)).toThrow(
    /Input: `shape` must be a list.*received 3/,
  );
  expect(() => new Dense({ units: 1 }).apply([x, other] as never)).toThrow(
    /Dense: the layer takes one tensor, received 2/,
  );
  expect(() => new Model()).toThrow(/needs `inputs` and `outputs`, or a `call` of its own/);
  const twice = new Dense({ units: 2, name: 'same' });
  const again = new Dense({ units: 2, name: 'same' });
  expect(() => new Model({ inputs: x, outputs: again.apply(twice.apply(x)) })).toThrow(
    /two layers have the name "same"/,
  );
  expect(() => new Add().apply([x, tensor([[1, 2]])] as never)).toThrow(
    /all inputs must be symbolic where one is/,
  );
});

test('damaged graphs are refused', () => {
  using model = twoWays();
  const { config } = serialize(model);
  const damaged = (change: (copy: never) => void): (() => unknown) => {
    const copy = JSON.parse(JSON.stringify(config));
    change(copy as never);
    return () => Model.fromConfig(copy);
  };
  expect(damaged((c: { layers: unknown }) => (c.layers = 1))).toThrow(/`layers` must be a list/);
  expect(damaged((c: { input_layers: unknown }) => (c.input_layers = [['zz', 0, 0]]))).toThrow(
    /layer "zz", which is not there/,
  );
  expect(
    damaged((c: { layers: { inbound_nodes: unknown[] }[] }) => {
      const [, , both] = c.layers;
      const text = JSON.stringify(both!.inbound_nodes).replaceAll('"a"', '"sum"');
      both!.inbound_nodes = JSON.parse(text);
    }),
  ).toThrow(/the calls of .* wait for one another/);
});
