/**
 * Times a training step of Myelin, and on request of its peers, on the same work in the same process.
 *
 *     npm run bench -- --backend cpu --work mlp128_b32 --json
 *     npm run bench -- --peers --repeats 5
 */

import { parseArgs } from 'node:util';
import { runMyelin } from './peers/myelin.ts';
import { runTfjsLayers } from './peers/tfjs-layers.ts';
import { comparisonTable } from './table.ts';
import type { Measurement } from './workload.ts';
import { workloads } from './workloads.ts';

const { values } = parseArgs({
  options: {
    /** Backend of Myelin. */
    backend: { type: 'string', default: 'cpu' },
    /** Names of workloads; all without it. */
    work: { type: 'string', multiple: true },
    /** One JSON line a workload instead of a table. */
    json: { type: 'boolean', default: false },
    /** Runs tfjs-layers too. */
    peers: { type: 'boolean', default: false },
    /** Rounds; peers take turns, the median counts. */
    repeats: { type: 'string', default: '1' },
    /** Rows at most; without it, enough for a step's time while steps run op by op. */
    rows: { type: 'string' },
  },
});

const names = workloads.map(({ name }) => name);
for (const name of values.work ?? []) {
  if (names.includes(name)) continue;
  console.error(`unknown workload ${name}: use one of ${names.join(', ')}`);
  process.exit(1);
}
const chosen = workloads.filter(({ name }) => !values.work || values.work.includes(name));
const repeats = Number(values.repeats);

const measured: Measurement[] = [];
for (const workload of chosen) {
  const rows = values.rows === undefined ? workload.quickRows : Number(values.rows);
  const rounds: Measurement[] = [];
  for (let round = 0; round < repeats; round++) {
    if (values.peers) rounds.push(await runTfjsLayers(workload, rows));
    rounds.push(await runMyelin(workload, rows, values.backend));
  }
  for (const peer of new Set(rounds.map((run) => run.peer))) {
    const runs = rounds.filter((run) => run.peer === peer);
    const median = runs.sort((a, b) => a.ms_per_step - b.ms_per_step)[runs.length >> 1];
    if (!median) continue;
    measured.push(median);
    if (values.json) console.log(JSON.stringify(median));
  }
}
if (!values.json) console.log(comparisonTable(measured));
