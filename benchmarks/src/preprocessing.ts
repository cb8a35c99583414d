/** Rows a second of scalers, encoders, imputers, splitters and reports, beside scikit-learn and danfo. */

import type { BenchOptions } from './options.ts';
import { type Command, nodeCommand } from './peers/peer.ts';
import { compareWorks } from './works/compare-works.ts';
import { pythonCommand } from './works/python-command.ts';

/** Rows where one takes next to nothing; slower works get fewer. */
const ROWS = 1_000_000;

export async function comparePreprocessing(options: BenchOptions): Promise<void> {
  const env = { ROWS: String(options.rows ?? ROWS), OMP_NUM_THREADS: String(options.threads) };
  const ours = new URL('./processes/preprocessing.ts', import.meta.url);
  const modules = ['numpy', 'sklearn'];
  await compareWorks(options, {
    title: 'Preprocessing, 10 columns of doubles, or texts of 20 categories',
    unit: 'Mrows/s',
    perUnit: 1e6,
    peers: [
      { name: 'myelin', command: nodeCommand(ours, [], env) },
      {
        name: 'sklearn',
        command: await pythonCommand(options.python, 'preprocessing', modules, env),
      },
      { name: 'danfo', command: danfoCommand(env) },
    ],
  });
}

function danfoCommand(env: Readonly<Record<string, string>>): Command | string {
  if (!process.env.DANFO) return 'DANFO names no folder with danfojs in node_modules';
  return nodeCommand(new URL('./processes/danfo-preprocessing.ts', import.meta.url), [], env);
}
