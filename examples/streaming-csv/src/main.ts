/** A CSV file that may be larger than memory: scaled and learned from batch by batch. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MyelinError } from 'myelin';
import { readOptions } from './options.ts';
import { stream } from './stream.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const folder = await mkdtemp(join(tmpdir(), `streaming-csv-${process.pid}-`));
try {
  const options = readOptions(process.argv.slice(2));
  const isAsPromised = await stream(join(folder, 'rides.csv'), options, stop.signal);
  if (!isAsPromised) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof MyelinError) && !stop.signal.aborted) throw error;
  console.error(stop.signal.aborted ? '\nStopped.' : String(error));
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}
