/** Bad input of every kind, and what it is answered. Messages are part of the product: they are compared whole. */

import { beforeAll, describe, expect, test } from 'vitest';
import {
  Adam,
  add,
  Conv2D,
  Dense,
  Dropout,
  digits,
  Embedding,
  Flatten,
  fromArrays,
  type Layer,
  losses,
  MyelinError,
  matMul,
  ndArray,
  Reshape,
  reshape,
  Sequential,
  SGD,
  setRandomSeed,
  useBackend,
} from './index.ts';

/** A user who is not stopped by the compiler: from JavaScript, or with data of unknown type. */
const anything = (value: unknown): never => value as never;

const silent = { verbose: 0 } as const;

function compiled(loss = 'mean_squared_error', last: Layer = new Dense({ units: 1 })): Sequential {
  const model = new Sequential([new Dense({ units: 2, inputShape: [3], name: 'hidden' }), last], {
    name: 'model',
  });
  model.compile({ optimizer: 'sgd', loss: anything(loss) });
  return model;
}

const threeClasses = (): Layer => new Dense({ units: 3, activation: 'softmax', name: 'head' });
const x = [
  [1, 2, 3],
  [4, 5, 6],
];

const cases: Record<string, () => unknown> = {
  // Options of layers
  'units of 2.5': () => new Dense({ units: 2.5 }),
  'units of 0': () => new Dense({ units: 0 }),
  'no units': () => new Dense(anything({})),
  'units as text': () => new Dense(anything({ units: '10' })),
  'a number in place of options': () => new Dense(anything(10)),
  'a misspelled option': () => new Dense(anything({ units: 1, bias_initialize: 'zeros' })),
  'an unknown activation': () => new Dense({ units: 1, activation: anything('rleu') }),
  'an unknown initializer': () =>
    new Dense({ units: 1, kernelInitializer: anything('glorotUnifrom') }),
  'an unknown regularizer': () => new Dense({ units: 1, kernelRegularizer: anything('l3') }),
  'a dropout rate of 1.5': () => new Dropout({ rate: 1.5 }),
  'an unknown padding': () => new Conv2D({ filters: 1, kernelSize: 3, padding: anything('sama') }),
  'an input shape that is no list': () => new Flatten({ inputShape: anything(28) }),
  'a name with a slash': () => new Dense({ units: 1, name: 'a/b' }),
  'a reshape that does not fit': () =>
    new Sequential([new Reshape({ targetShape: [5], inputShape: [2, 3] })]),
  'an embedding without rows': () => new Embedding({ inputDim: 0, outputDim: 2 }),

  // Models
  'something that is no layer': () => new Sequential([anything('dense')]),
  'two layers of one name': () =>
    new Sequential([new Dense({ units: 1, name: 'a' }), new Dense({ units: 1, name: 'a' })]),
  'a model without layers': () => new Sequential([]).predict([[1]], silent),
  'fit before compile': () =>
    new Sequential([new Dense({ units: 1 })], { name: 'model' }).fit(x, [1, 2], silent),
  'evaluate before compile': () =>
    new Sequential([new Dense({ units: 1 })], { name: 'model' }).evaluate(x, [1, 2], silent),
  'weights of an unbuilt model': () =>
    new Sequential([new Dense({ units: 1 })]).setWeights([[[1]]]),
  'an unknown optimizer': () => compiled().compile({ optimizer: anything('adma') }),
  'an unknown loss': () => compiled('meanSquaredError'),
  'an unknown metric': () => compiled().compile({ loss: 'mse', metrics: [anything('acuracy')] }),
  'metrics that are no list': () =>
    compiled().compile({ loss: 'mse', metrics: anything('accuracy') }),
  'an unknown option of compile': () => compiled().compile(anything({ optimiser: 'sgd' })),
  'compile with a list of arguments': () => compiled().compile(anything('adam')),
  'a class in place of a loss': () =>
    compiled().compile({ loss: anything(losses.MeanSquaredError) }),
  'no loss': () => {
    const model = compiled();
    model.compile({ optimizer: 'sgd' });
    return model.fit(x, [1, 2], silent);
  },
  'a negative learning rate': () => new SGD({ learningRate: -1 }),
  'beta1 of 2': () => new Adam({ beta1: 2 }),
  'label smoothing of 2': () => new losses.CategoricalCrossentropy({ labelSmoothing: 2 }),

  // Data
  'empty data': () => compiled().fit([], [], silent),
  'ragged rows': () => compiled().fit([[1, 2, 3], anything([4, 5])], [1, 2], silent),
  'text among numbers': () => compiled().fit([[1, 2, anything('3')]], [1], silent),
  'a missing value': () => compiled().fit([[1, 2, anything(null)]], [1], silent),
  'NaN in x': () => compiled().fit([[1, Number.NaN, 3]], [1], silent),
  'infinity in y': () => compiled().fit([[1, 2, 3]], [Number.POSITIVE_INFINITY], silent),
  'more targets than samples': () => compiled().fit(x, [1, 2, 3], silent),
  'no targets': () => compiled().fit(x, anything(undefined), silent),
  'too few features': () => compiled().fit([[1, 2]], [1], silent),
  'a sample without batch axis': () => compiled().predict([1, 2, 3], silent),
  'an image where rows are wanted': () => compiled().predict([[[1, 2, 3]]], silent),
  'targets that do not match the outputs': () =>
    compiled().fit(
      x,
      [
        [1, 2],
        [3, 4],
      ],
      silent,
    ),
  'a label out of range': () =>
    compiled('sparse_categorical_crossentropy', threeClasses()).fit(x, [0, 3], silent),
  'a label that is no whole number': () =>
    compiled('sparse_categorical_crossentropy', threeClasses()).fit(x, [0.5, 1], silent),
  'class indices for one-hot targets': () =>
    compiled('categorical_crossentropy', threeClasses()).fit(x, [0, 1], silent),
  'one-hot targets for class indices': () =>
    compiled('sparse_categorical_crossentropy', threeClasses()).fit(
      x,
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      silent,
    ),
  'an empty dataset': () => compiled().fit(fromArrays(x, [1, 2]).take(0).batch(1), silent),
  'a dataset without targets': () => compiled().fit(fromArrays(x).batch(1), silent),

  // Options of fit
  'a batch size of 0': () => compiled().fit(x, [1, 2], { ...silent, batchSize: 0 }),
  'epochs of 1.5': () => compiled().fit(x, [1, 2], { ...silent, epochs: 1.5 }),
  'a validation split of 1': () => compiled().fit(x, [1, 2], { ...silent, validationSplit: 1 }),
  'a validation split that leaves nothing': () =>
    compiled().fit(x, [1, 2], { ...silent, validationSplit: 0.9 }),
  'validation data that is one array': () =>
    compiled().fit(x, [1, 2], { ...silent, validationData: anything([1]) }),
  'an unknown option of fit': () => compiled().fit(x, [1, 2], anything({ batch_size: 4 })),
  'a function in place of a callback': () =>
    compiled().fit(x, [1, 2], { ...silent, callbacks: anything([() => {}]) }),
  'a signal that is none': () => compiled().fit(x, [1, 2], { ...silent, signal: anything({}) }),
  'verbose as text': () => compiled().fit(x, [1, 2], { verbose: anything('1') }),

  // Tensors, randomness, backends
  'matrices that do not fit': () => matMul([[1, 2]], [[1, 2]]),
  'shapes that do not broadcast': () => add([1, 2], [1, 2, 3]),
  'a reshape to another size': () => reshape([1, 2, 3], [2, 2]),
  'an index out of range': () => ndArray([1, 2]).at(2),
  'a seed that is no number': () => setRandomSeed(anything('7')),
  'a backend that is unknown': () => useBackend('cuda'),
  'a digit fraction of 2': () => digits.load({ testFraction: 2 }),
};

describe('bad input', () => {
  beforeAll(() => useBackend('cpu'));

  test.each(Object.entries(cases))(
    '%s is answered with what, where and how to mend it',
    async (_name, run) => {
      const error = await Promise.resolve()
        .then(run)
        .then(
          () => undefined,
          (reason: unknown) => reason,
        );
      expect(error).toBeInstanceOf(MyelinError);
      const { message, where, fix } = error as MyelinError;
      expect(message).toBe(`${message.split('.\n  Fix: ')[0]}.\n  Fix: ${fix}.`);
      expect(where).not.toBe('');
      expect(message).toMatchSnapshot();
    },
  );
});
