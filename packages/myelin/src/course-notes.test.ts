import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  Conv2D,
  Dense,
  Flatten,
  Input,
  MaxPooling2D,
  Model,
  mnist,
  type NdArray,
  oneHot,
  RandomTranslation,
  Sequential,
  setRandomSeed,
  useBackend,
} from './index.ts';

beforeAll(async () => {
  await useBackend();
});

/** The second note's network, made of calls: 784, 512, 512, 10. */
function functionalNetwork(): Model {
  const input = new Input({ shape: [784] });
  const hidden = new Dense({ units: 512, activation: 'relu' }).apply(input);
  const deeper = new Dense({ units: 512, activation: 'relu' }).apply(hidden);
  const output = new Dense({ units: 10, activation: 'softmax' }).apply(deeper);
  return new Model({ inputs: input, outputs: output });
}

/** The fifth note's network, for reviews of so many words. */
function reviewNetwork(words: number): Sequential {
  return new Sequential([
    new Dense({ units: 16, activation: 'relu', inputShape: [words] }),
    new Dense({ units: 16, activation: 'relu' }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
}

function denseNetwork(): Sequential {
  return new Sequential([
    new Flatten({ inputShape: [28, 28, 1] }),
    new Dense({ units: 128, activation: 'relu' }),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
}

function convolutionalNetwork(): Sequential {
  return new Sequential([
    new Conv2D({ filters: 8, kernelSize: 5, activation: 'relu', inputShape: [28, 28, 1] }),
    new MaxPooling2D({ poolSize: 2 }),
    new Conv2D({ filters: 16, kernelSize: 3, activation: 'relu' }),
    new MaxPooling2D({ poolSize: 2 }),
    new Flatten(),
    new Dense({ units: 10, activation: 'softmax' }),
  ]);
}

describe('the networks of the course notes have as many parameters as by hand', () => {
  const layered = (...sizes: number[]): Sequential =>
    new Sequential(
      sizes
        .slice(1)
        .map((units, i) => new Dense({ units, ...(i === 0 && { inputShape: [sizes[0] ?? 0] }) })),
    );

  test.each([
    ['784-128-10', () => denseNetwork(), 784 * 128 + 128 + 128 * 10 + 10],
    ['784-512-512-10', () => functionalNetwork(), 669_706],
    ['8-128-128-1', () => layered(8, 128, 128, 1), 17_793],
    ['4-10-10-1-1', () => layered(4, 10, 10, 1, 1), 173],
    ['4-8-4-1', () => layered(4, 8, 4, 1), 81],
    ['4-16-8-1', () => layered(4, 16, 8, 1), 225],
    ['4-4-8-8-4-1', () => layered(4, 4, 8, 8, 4, 1), 173],
    ['4-8-16-16-8-1', () => layered(4, 8, 16, 16, 8, 1), 601],
    ['10000-16-16-1', () => reviewNetwork(10_000), 160_305],
    ['1000-16-16-1', () => reviewNetwork(1000), 16_305],
    [
      'two convolutions',
      () => convolutionalNetwork(),
      5 * 5 * 8 + 8 + (3 * 3 * 8 * 16 + 16) + (5 * 5 * 16 * 10 + 10),
    ],
  ])('%s', (_, make, count) => {
    using network = make();
    expect(network.countParams()).toBe(count);
  });
});

const isThere = existsSync(
  join(process.env.MYELIN_DATA ?? '', 'mnist', 't10k-images-idx3-ubyte.gz'),
);

describe.skipIf(!isThere)(
  'networks of the course notes on digits (needs mnist/ in MYELIN_DATA)',
  () => {
    const silent = { verbose: 0 } as const;

    async function digits(rows: number) {
      const { train, test: held } = await mnist.load();
      return {
        x: scaled(train.images.slice(0, rows)),
        y: train.labels.slice(0, rows),
        xTest: scaled(held.images),
        yTest: held.labels,
      };
    }

    const scaled = (images: NdArray): NdArray => images.reshape([-1, 28, 28, 1]).div(255);

    async function accuracyOf(
      network: Model | Sequential,
      x: NdArray,
      y: NdArray,
    ): Promise<number> {
      const logs = await network.evaluate(x, y, { ...silent, returnDict: true });
      return logs.accuracy ?? Number.NaN;
    }

    test('the functional one reads more than 97 % of the test images after two epochs', async () => {
      setRandomSeed(100);
      const { x, y, xTest, yTest } = await digits(60_000);
      using network = functionalNetwork();
      network.compile({
        optimizer: 'adam',
        loss: 'categorical_crossentropy',
        metrics: ['categorical_accuracy'],
      });
      using labels = oneHot(y, 10);
      using testLabels = oneHot(yTest, 10);
      const options = { ...silent, epochs: 2, batchSize: 256 };
      const { history } = await network.fit(x.reshape([-1, 784]), labels, options);
      expect(Object.keys(history)).toEqual(['categorical_accuracy', 'loss']);
      const logs = await network.evaluate(xTest.reshape([-1, 784]), testLabels, {
        ...silent,
        returnDict: true,
      });
      expect(logs.categorical_accuracy).toBeGreaterThan(0.97);
    }, 180_000);

    test('the convolutional one bears a shift that the dense one does not', async () => {
      setRandomSeed(100);
      const { x, y, xTest, yTest } = await digits(4000);
      const [images, labels] = [xTest.slice(0, 1000), yTest.slice(0, 1000)];
      const moved = await shifted(images, 2);
      const accuracies: [still: number, moved: number][] = [];
      for (const make of [denseNetwork, convolutionalNetwork]) {
        using network = make();
        network.compile({
          optimizer: 'adam',
          loss: 'sparse_categorical_crossentropy',
          metrics: ['accuracy'],
        });
        await network.fit(x, y, { ...silent, epochs: 4 });
        accuracies.push([
          await accuracyOf(network, images, labels),
          await accuracyOf(network, moved, labels),
        ]);
      }
      const [[denseStill, denseMoved], [still, away]] = accuracies as [
        [number, number],
        [number, number],
      ];
      expect(denseStill).toBeGreaterThan(0.87);
      expect(still).toBeGreaterThan(0.9);
      expect(away).toBeGreaterThan(denseMoved + 0.1);
    }, 120_000);

    /** Moved to the right: a random shift whose range is one value. */
    async function shifted(images: NdArray, pixels: number): Promise<NdArray> {
      const range = [pixels / 28, pixels / 28] as const;
      const x = new Input({ shape: [28, 28, 1] });
      const shift = new Sequential([
        new RandomTranslation({ heightFactor: 0, widthFactor: range, fillMode: 'constant' }),
      ]);
      using model = new Model({ inputs: x, outputs: shift.apply(x, { training: true }) });
      return model.predict(images, silent);
    }
  },
);
