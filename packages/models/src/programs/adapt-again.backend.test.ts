import {
  deserialize,
  resetNames,
  serialize,
  setRandomSeed,
  tensor,
  useBackend,
} from '@myelin/core';
import {
  Add,
  Dense,
  Discretization,
  Embedding,
  FeatureSpace,
  GlobalAveragePooling1D,
  IntegerLookup,
  Normalization,
  StringLookup,
  TextVectorization,
} from '@myelin/layers';
import { Adam } from '@myelin/optimizers';
import { expectClose } from '@myelin/testkit';
import { beforeEach, expect, test } from 'vitest';
import { countPrograms } from '../../test-support/count-programs.ts';
import { inBothModes, inCompiledMode } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Input } from '../functional/input.ts';
import { Model } from '../functional/model.ts';
import { Sequential } from '../sequential/sequential.ts';

registerAll();
beforeEach(resetNames);

const silent = { verbose: 0 } as const;

inBothModes('a layer that learns from data once more', () => {
  test('bins by its new boundaries', async () => {
    const bins = new Discretization({ numBins: 2 });
    bins.adapt([1, 2, 3, 4]);
    using model = new Sequential([new Input({ shape: [1] }), bins]);
    expect((await model.predict([[3]], silent)).data).toEqual(Int32Array.of(1));
    expect(model.predictOnBatch([[3]]).data).toEqual(Int32Array.of(1));
    bins.adapt([10, 20, 30]);
    expect(model.predictOnBatch([[3]]).data).toEqual(Int32Array.of(0));
    expect((await model.predict([[3]], silent)).data).toEqual(Int32Array.of(0));
  });

  test('looks numbers up in its new vocabulary, however it came', async () => {
    const known = new IntegerLookup();
    known.adapt([[5, 5, 7]]);
    using model = new Sequential([new Input({ shape: [1], dtype: 'int32' }), known]);
    const indices = async (): Promise<unknown> =>
      Array.from((await model.predict([[5], [7]], silent)).data);
    expect(await indices()).toEqual([1, 2]);
    known.adapt([[7, 7, 5]]);
    expect(await indices()).toEqual([2, 1]);
    known.setVocabulary([9, 7]);
    expect(await indices()).toEqual([0, 2]);
    known.loadAssets({ 'vocabulary.txt': '-1\n5' });
    expect(await indices()).toEqual([1, 0]);
  });

  test('does so inside of another layer', async () => {
    const space = new FeatureSpace({
      features: { age: FeatureSpace.floatDiscretized({ numBins: 2 }) },
    });
    space.adapt({ age: [1, 2, 3, 4] });
    const age = new Input(space.getInputs().age);
    using model = new Model({ inputs: { age }, outputs: space.apply({ age }) });
    const rows = async (): Promise<unknown> =>
      Array.from((await model.predict({ age: [[3]] }, silent)).data);
    expect(await rows()).toEqual([0, 1]);
    space.adapt({ age: [10, 20, 30, 40] });
    expect(await rows()).toEqual([1, 0]);
  });

  test('normalizes by its new moments, which are weights', async () => {
    const scale = new Normalization();
    scale.adapt([[0], [2]]);
    using model = new Sequential([new Input({ shape: [1] }), scale]);
    expectClose(tensor(await model.predict([[2]], silent)), [[1]]);
    scale.adapt([[2], [6]]);
    expectClose(tensor(await model.predict([[2]], silent)), [[-1]]);
  });

  test('reads texts by its new vocabulary', async () => {
    const words = new TextVectorization({ outputSequenceLength: 2 });
    words.adapt(['a', 'a b']);
    using model = new Sequential([new Input({ shape: [1], dtype: 'string' }), words]);
    const indices = async (): Promise<unknown> =>
      Array.from((await model.predict(['a b'], silent)).data);
    expect(await indices()).toEqual([2, 3]);
    words.adapt(['b', 'b a']);
    expect(await indices()).toEqual([3, 2]);
  });

  test('reads texts before a trained part by its new vocabulary', async () => {
    const words = new StringLookup({ numOovIndices: 1 });
    words.adapt(['a', 'a', 'b']);
    const text = new Input({ shape: [2], dtype: 'string' });
    const vectors = new Embedding({
      inputDim: 3,
      outputDim: 1,
      weights: [[0], [1], [10]],
    }).apply(words.apply(text));
    using model = new Model({ inputs: text, outputs: new GlobalAveragePooling1D().apply(vectors) });
    const mean = async (): Promise<unknown> =>
      Array.from((await model.predict([['a', 'c']], silent)).data);
    expect(await mean()).toEqual([0.5]);
    words.setVocabulary(['b', 'a']);
    expect(await mean()).toEqual([5]);
  });

  test('leaves weights and optimizer of a model in training as they are', async () => {
    const fitted = async (adapts: boolean): Promise<number[]> => {
      resetNames();
      setRandomSeed(3);
      const bins = new Discretization({ numBins: 2, outputMode: 'one_hot' });
      bins.adapt([[0], [1], [2], [3]]);
      using model = new Sequential([
        new Input({ shape: [1] }),
        bins,
        new Dense({ units: 1, kernelInitializer: 'ones' }),
      ]);
      model.compile({ optimizer: new Adam({ learningRate: 0.1 }), loss: 'mse' });
      const x = [[0], [1], [2], [3]];
      const y = [[0], [0], [5], [5]];
      await model.fit(x, y, { ...silent, epochs: 3, shuffle: false });
      // The same boundaries again: nothing but the programs is new.
      if (adapts) bins.adapt([[0], [1], [2], [3]]);
      await model.fit(x, y, { ...silent, epochs: 3, shuffle: false });
      return model.getWeights().flatMap(({ data }) => Array.from(data));
    };
    expect(await fitted(true)).toEqual(await fitted(false));
  });
});

inCompiledMode('programs', () => {
  test('are kept while the layers stay as they are', async () => {
    const { backend, loaded } = countPrograms();
    await useBackend(backend);
    const bins = new Discretization({ numBins: 2 });
    bins.adapt([1, 2, 3, 4]);
    using model = new Sequential([new Input({ shape: [1] }), bins]);
    await model.predict([[3]], silent);
    await model.predict([[0]], silent);
    expect(loaded).toHaveLength(1);
    bins.adapt([1, 2, 3, 4]);
    await model.predict([[3]], silent);
    await model.predict([[0]], silent);
    expect(loaded).toHaveLength(2);
  });
});

inBothModes('a feature space from a file', () => {
  test('waits for what it learnt as weights, and takes it', async () => {
    const space = new FeatureSpace({ features: { age: 'float_normalized', size: 'float' } });
    space.adapt({ age: [20, 40], size: [1, 2] });
    const inputs = (of: typeof space) => {
      const { age, size } = of.getInputs();
      return { age: new Input(age), size: new Input(size) };
    };
    const given = inputs(space);
    using model = new Model({ inputs: given, outputs: space.apply(given) });
    const x = { age: [[40]], size: [[7]] };
    const expected = await model.predict(x, silent);
    expect(Array.from(expected.data)).toEqual([1, 7]);

    const form = JSON.parse(JSON.stringify(serialize(space)));
    const alone = deserialize(form, 'layer') as unknown as typeof space;
    expect(() => alone.apply({ age: [40], size: [7] })).toThrow(
      /learnt is not there yet: age\.\n {2}Fix: load the weights/,
    );
    alone.adapt({ age: [20, 40], size: [1, 2] });
    using row = alone.apply({ age: [40], size: [7] });
    expectClose(row, [[1, 7]]);
    alone.dispose();

    using copy = Model.fromConfig(JSON.parse(JSON.stringify(model.getConfig())));
    await expect(copy.predict(x as never, silent)).rejects.toThrow('learnt is not there yet: age');
    copy.setWeights(model.getWeights());
    expect(await copy.predict(x as never, silent)).toEqual(expected);
  });

  test('a normalization says whether its moments are there', () => {
    using layer = new Normalization();
    layer.buildFor([null, 1]);
    expect(layer.isAdapted).toBe(false);
    layer.weights[0]?.assign([3]);
    expect(layer.isAdapted).toBe(true);
    expect(new Normalization({ mean: 1, variance: 2 }).isAdapted).toBe(true);
  });
});

inBothModes('a model of two inputs', () => {
  test('takes nested lists as one tensor each', () => {
    const [a, b] = [new Input({ shape: [2] }), new Input({ shape: [2] })];
    using model = new Model({ inputs: [a, b], outputs: new Add().apply([a, b]) });
    using y = model.apply([[[1, 2]], [[10, 20]]]);
    expectClose(y, [[11, 22]]);
  });
});
