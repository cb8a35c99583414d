/** Does the works of `--pipelines` with Myelin: epochs of one network, fed in several ways. As `python/pipelines.py`. */

import {
  type Dataset,
  Dense,
  fromArrays,
  fromGenerator,
  NdArray,
  Sequential,
  useBackend,
} from 'myelin';
import { noise } from '../data.ts';
import { serveWorks } from '../works/serve-works.ts';

const ROWS = Number(process.env.ROWS);
const FEATURES = 784;
const BATCH = 32;

await useBackend('cpu');
const x = noise(ROWS, FEATURES);
const y = new NdArray(
  Int32Array.from({ length: ROWS }, (_, i) => i % 10),
  [ROWS],
);
const model = new Sequential([
  new Dense({ units: 128, activation: 'relu', inputShape: [FEATURES] }),
  new Dense({ units: 10, activation: 'softmax' }),
]);
model.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy' });

const rows = (): Dataset => fromArrays(x, y);
const generated = (): Dataset =>
  fromGenerator(function* () {
    for (let i = 0; i < ROWS; i++) yield { x: x.row(i), y: y.row(i) };
  }) as Dataset;
const scaled = (one: { readonly x: NdArray; readonly y: NdArray }): typeof one => ({
  x: one.x.mul(0.5),
  y: one.y,
});

const datasets: Readonly<Record<string, () => Dataset>> = {
  'rows, batch': () => rows().batch(BATCH),
  'rows, shuffle, batch': () => rows().shuffle(ROWS).batch(BATCH),
  'rows, map, batch': () =>
    rows()
      .map(scaled as never)
      .batch(BATCH) as Dataset,
  'rows, batch, map': () =>
    rows()
      .batch(BATCH)
      .map(scaled as never) as Dataset,
  'generator, map, batch, prefetch': () =>
    generated()
      .map(scaled as never)
      .batch(BATCH)
      .prefetch(2) as Dataset,
};

await serveWorks({
  async arrays(time) {
    await time('fit', ROWS, () =>
      model.fit(x, y, { batchSize: BATCH, epochs: 1, shuffle: false, verbose: 0 }),
    );
  },
  ...Object.fromEntries(
    Object.entries(datasets).map(([name, make]) => [
      name,
      async (time) => {
        await time('pipeline', ROWS, async () => {
          for await (const _ of make());
        });
        await time('fit', ROWS, () => model.fit(make(), { epochs: 1, verbose: 0 }));
      },
    ]),
  ),
});
