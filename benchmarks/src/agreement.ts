/**
 * How far compiled steps are from steps that run operation by operation, from the same seed on the same batches.
 *
 * With plain gradient descent: its moves are the gradients, added up. Adam would make differences of gradients that are 0
 * but for rounding as large as any move.
 */

import { NdArray, SGD, setRandomSeed, useBackend } from 'myelin';
import { machineDescription } from './machine-description.ts';
import { type BenchOptions, chosenWorkloads } from './options.ts';
import { myelinModel } from './processes/myelin-model.ts';
import { alignColumns } from './tables/align.ts';
import type { Training } from './workload.ts';

const STEPS = [1, 2, 3];
const LEARNING_RATE = 0.1;
const HEADER = ['workload', ...STEPS.flatMap((n) => [`gradients, ${n}`, `loss, ${n}`])];

/** Prints largest differences, over the largest entry of their tensor, after one to three steps. */
export async function compareModes({ work }: BenchOptions): Promise<void> {
  await useBackend('cpu');
  console.log(`${machineDescription()}\n`);
  const lines: string[][] = [];
  for (const workload of chosenWorkloads(work)) {
    if (workload.kind === 'training') lines.push([workload.name, ...(await differences(workload))]);
  }
  console.log(alignColumns([HEADER, ...lines]).join('\n'));
}

async function differences(workload: Training): Promise<string[]> {
  const cells: string[] = [];
  for (const steps of STEPS) {
    const eager = await train(workload, steps, true);
    const compiled = await train(workload, steps, false);
    const moves = eager.moves.map((array, i) => relative(array, compiled.moves[i] ?? array));
    const loss = Math.abs(eager.loss - compiled.loss) / Math.abs(eager.loss);
    cells.push(Math.max(...moves).toExponential(1), loss.toExponential(1));
  }
  return cells;
}

async function train(
  { network, loss, batchSize, load }: Training,
  steps: number,
  isEager: boolean,
): Promise<{ readonly moves: NdArray[]; readonly loss: number }> {
  setRandomSeed(1);
  const { x, y } = await load(batchSize * steps);
  using model = myelinModel(network, loss, isEager);
  const optimizer = new SGD({ learningRate: LEARNING_RATE });
  model.compile({ optimizer, loss, jitCompile: !isEager });
  const before = model.getWeights();
  const { history } = await model.fit(x, y, { batchSize, verbose: 0 });
  const moves = model.getWeights().map((after, i) => {
    const first = before[i] ?? after;
    return new NdArray(
      Float32Array.from(after.data, (value, k) => value - (first.data[k] ?? 0)),
      after.shape,
    );
  });
  return { moves, loss: history.loss?.[0] ?? Number.NaN };
}

function relative(a: NdArray, b: NdArray): number {
  let largest = Number.MIN_VALUE;
  let difference = 0;
  for (let i = 0; i < a.size; i++) {
    const [left, right] = [a.data[i] ?? Number.NaN, b.data[i] ?? Number.NaN];
    largest = Math.max(largest, Math.abs(left));
    difference = Math.max(difference, Math.abs(left - right));
  }
  return difference / largest;
}
