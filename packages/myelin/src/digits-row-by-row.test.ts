import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  Adam,
  Dense,
  LSTM,
  mnist,
  type NdArray,
  Sequential,
  setRandomSeed,
  useBackend,
} from './index.ts';

const folder = process.env.MYELIN_DATA ?? '';
const isThere = existsSync(join(folder, 'mnist', 't10k-images-idx3-ubyte.gz'));

describe.skipIf(!isThere)('an LSTM over the rows of digits (needs mnist/ in MYELIN_DATA)', () => {
  const options = { batchSize: 50, verbose: 0 } as const;

  function reader(jitCompile: boolean): Sequential {
    setRandomSeed(2);
    const model = new Sequential([
      new LSTM({ units: 48, inputShape: [28, 28] }),
      new Dense({ units: 10, activation: 'softmax' }),
    ]);
    model.compile({
      optimizer: new Adam({ learningRate: 0.005 }),
      loss: 'sparse_categorical_crossentropy',
      metrics: ['accuracy'],
      jitCompile,
    });
    return model;
  }

  async function digits() {
    await useBackend();
    const { train, test: held } = await mnist.load();
    return {
      first: (count: number) => ({
        x: scaled(train.images, count),
        y: train.labels.slice(0, count),
      }),
      held: { x: scaled(held.images, 1000), y: held.labels.slice(0, 1000) },
    };
  }

  const scaled = (images: NdArray, count: number): NdArray =>
    images.slice(0, count).map((value) => value / 255);

  test('tells them apart after two epochs over 6000', async () => {
    const { first, held } = await digits();
    using model = reader(true);
    const { x, y } = first(6000);
    await model.fit(x, y, { ...options, epochs: 2 });
    const { accuracy } = await model.evaluate(held.x, held.y, { ...options, returnDict: true });
    expect(accuracy).toBeGreaterThan(0.8);
  });

  test('learns compiled what it learns operation by operation', async () => {
    const { first } = await digits();
    const { x, y } = first(100);
    const train = async (jitCompile: boolean) => {
      using model = reader(jitCompile);
      return (await model.fit(x, y, options)).history;
    };
    const [eager, compiled] = [await train(false), await train(true)];
    expect(compiled.loss?.[0]).toBeCloseTo(eager.loss?.[0] ?? Number.NaN, 4);
    expect(compiled.accuracy).toEqual(eager.accuracy);
  });
});
