import { drawPlot, terminal } from '@myelin/example-terminal';
import {
  Adam,
  Dense,
  fromCsv,
  LambdaCallback,
  type ReadProgress,
  Sequential,
  StandardScaler,
  setRandomSeed,
  useBackend,
} from 'myelin';
import { MemoryWatch } from './memory-watch.ts';
import type { StreamingOptions } from './options.ts';
import { features, leastError, types, writeRides } from './taxi-rides.ts';

const batchSize = 256;
/** Rides from the beginning of the file, on which the network is judged. */
const held = 4096;

/**
 * From a file to a network that has learned from it.
 *
 * @param path - Where the file is made.
 * @returns whether the network learned the law, in memory that did not grow.
 */
export async function stream(
  path: string,
  { size, epochs }: StreamingOptions,
  signal: AbortSignal,
): Promise<boolean> {
  await useBackend('cpu');
  setRandomSeed(100);
  const written = await writeRides(path, size, signal);
  console.log(
    `${written.toLocaleString('en-US')} rides, ${(size / 1e6).toLocaleString('en-US')} MB\n`,
  );

  // First pass: mean and deviation of each column, without the rides that the network is judged on.
  const watch = new MemoryWatch();
  const rides = fromCsv(path, { types, features, signal, onProgress: watch.look });
  const scaler = await new StandardScaler().fitBatches(
    rides
      .skip(held)
      .batch(4096)
      .map(({ x }) => x),
    { signal },
  );
  watch.pass('scaler');
  const rows = Number(scaler.nSamplesSeen);
  for (const [i, name] of features.entries()) {
    const [mean, deviation] = [scaler.mean?.[i], scaler.scale?.[i]];
    console.log(`  ${name.padEnd(11)}${mean?.toFixed(2).padStart(9)} ± ${deviation?.toFixed(2)}`);
  }

  const scaled = (onProgress?: (progress: ReadProgress) => void) =>
    fromCsv(path, {
      types,
      columns: Object.keys(types),
      signal,
      onProgress,
      map: (table) => ({
        x: scaler.transform(table.toNdArray(...features)).astype('float32'),
        y: table.column('minutes').toNdArray().astype('float32'),
      }),
    });
  const validationData = scaled().take(held).batch(batchSize).cache();
  const network = new Sequential([
    new Dense({ units: 64, activation: 'relu', inputShape: [features.length] }),
    new Dense({ units: 32, activation: 'relu' }),
    new Dense({ units: 1 }),
  ]);
  network.compile({ optimizer: new Adam({ learningRate: 0.005 }), loss: 'mse', metrics: ['mae'] });
  const { history } = await network.fit(
    scaled(watch.look).skip(held).assertCardinality(rows).batch(batchSize).prefetch(),
    {
      epochs,
      validationData,
      verbose: 0,
      signal,
      callbacks: [
        new LambdaCallback({
          onEpochEnd: (epoch, { val_mae }) =>
            watch.pass(`epoch ${epoch + 1}`, `off by ${val_mae?.toFixed(2)} minutes`),
        }),
      ],
    },
  );
  console.log(`\n${network.explain()}`);

  const points = watch.curve(60);
  const [end = 0] = points.at(-1) ?? [];
  const plot = {
    title: 'MB of memory',
    xLabel: 'MB read',
    xTicks: [0.25, 0.5, 0.75, 1].map((share) => Math.round(share * end)),
    yRange: [0, watch.most(0, 1)],
  } as const;
  console.log(`\n${drawPlot({ 'all passes': points }, plot, terminal())}\n`);

  const grown = watch.most(0.5, 1) - watch.most(0, 0.5);
  const error = history.val_mae?.at(-1) ?? Number.NaN;
  console.log(
    `At most ${watch.most(0, 1).toFixed(0)} MB of memory; ${grown.toFixed(0)} MB more in the second half than in the first.`,
  );
  console.log(`Off by ${error.toFixed(2)} minutes; ${leastError.toFixed(2)} is chance.`);
  network.dispose();
  return error < 1.5 && grown < 100;
}
