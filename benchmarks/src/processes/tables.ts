/** `node tables.ts read|declared|batches|parquet|arrow|watch FILE`: reads a file once, and prints one JSON line, or memory over time. */

import { stat } from 'node:fs/promises';
import { type CsvType, csvBatches, readArrow, readCsv, readParquet } from '@myelin/table';

const [, , act = 'read', path = ''] = process.argv;
const STEP = 0.1;

const MIXED: Readonly<Record<string, CsvType>> = {
  id: 'number',
  age: 'number',
  fare: 'number',
  sex: 'text',
  city: 'text',
  name: 'text',
  flag: 'boolean',
  score: 'number',
};
const NUMBERS = Object.fromEntries([...'abcdefghij'].map((name) => [name, 'number' as const]));

const before = process.cpuUsage();
const start = performance.now();
if (act === 'read') await readCsv(path);
if (act === 'declared') {
  await readCsv(path, { types: path.includes('numbers') ? NUMBERS : MIXED });
}
if (act === 'batches') for await (const _ of csvBatches(path, { batchSize: 1024 }));
if (act === 'parquet') await readParquet(path);
if (act === 'arrow') await readArrow(path);
if (act === 'watch') await watch();
else {
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ seconds, cpuSeconds, peak }));
}

/** Resident memory at every tenth of the file. */
async function watch(): Promise<void> {
  const { size } = await stat(path);
  let done = 0;
  let next = 0;
  let rows = 0;
  const onProgress = ({ bytes }: { readonly bytes: number }): void => {
    done = bytes / size;
  };
  for await (const { length } of csvBatches(path, { batchSize: 1024, onProgress })) {
    rows += length;
    if (done < next) continue;
    const resident = (process.memoryUsage.rss() / 1e6).toFixed(0);
    console.log(`${(done * 100).toFixed(0).padStart(3)} %  ${resident.padStart(5)} MB resident`);
    next += STEP;
  }
  const seconds = (performance.now() - start) / 1000;
  const peak = (process.resourceUsage().maxRSS * 1024) / 1e6;
  console.log(
    `${(size / 1e6).toFixed(0)} MB, ${rows.toLocaleString('en-US')} rows in ${seconds.toFixed(1)} s, ${(size / 1e6 / seconds).toFixed(0)} MB/s; peak ${peak.toFixed(0)} MB`,
  );
}
