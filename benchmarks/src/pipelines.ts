/** How fast data sets are gone through, and a network learns that they feed, beside tf.data and Keras. */

import type { BenchOptions } from './options.ts';
import { nodeCommand } from './peers/peer.ts';
import { compareWorks } from './works/compare-works.ts';
import { pythonCommand } from './works/python-command.ts';

const ROWS = 20_000;

export async function comparePipelines(options: BenchOptions): Promise<void> {
  const threads = String(options.threads);
  const env = {
    ROWS: String(options.rows ?? ROWS),
    OMP_NUM_THREADS: threads,
    MYELIN_THREADS: threads,
  };
  const ours = new URL('./processes/pipelines.ts', import.meta.url);
  const modules = ['numpy', 'tensorflow', 'keras'];
  await compareWorks(options, {
    title: `784 numbers a row, 784-128-10 with Adam in batches of 32, ${threads} threads`,
    unit: 'thousand rows/s',
    perUnit: 1000,
    peers: [
      { name: 'myelin', command: nodeCommand(ours, [], env) },
      {
        name: 'tf.data',
        command: await pythonCommand(options.python, 'pipelines', modules, env),
      },
    ],
  });
}
