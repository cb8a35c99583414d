/**
 * Programs that the engine's own tests run, and break: `engine/tests/programs`. `scripts/record-programs.mjs` writes them
 * anew when the format or the schedules change.
 */

import { cpu } from '@myelin/backend-cpu';
import { matMul, mul, scalar, softmax, transpose, useBackend } from '@myelin/core';
import {
  captureProgram,
  kernelProgram,
  optimize,
  type Program,
  scheduleProgram,
  type TensorType,
} from '@myelin/program';
import { beforeAll, describe, expect, test } from 'vitest';
import { loopExample } from '../../../../program/test-support/loop-examples.ts';
import { randomLoop } from '../../../../program/test-support/random-loop.ts';
import { randomProgram } from '../../../../program/test-support/random-program.ts';
import { trainingStep } from '../../../../program/test-support/training-steps.ts';
import { serializeSchedule } from './serialize-schedule.ts';

type Attributes = Readonly<Record<string, unknown>>;

const floats = (...shape: number[]): TensorType => ({ shape, dtype: 'float32' });
const ints = (...shape: number[]): TensorType => ({ shape, dtype: 'int32' });

const programs: Readonly<Record<string, () => Program>> = {
  'train-advertising': () => captureProgram(trainingStep('advertising').options),
  'train-pima': () => captureProgram(trainingStep('pima').options),
  'train-cnn': () => captureProgram(trainingStep('cnn').options),
  'train-embedding': () => captureProgram(trainingStep('embedding').options),
  'lstm-gradients': () => captureProgram(loopExample('lstm').options),
  'loop-in-a-loop': () => captureProgram(loopExample('a loop in a loop').options),
  'convolution-in-a-loop': () => captureProgram(loopExample('a convolution in the step').options),
  'lookup-in-a-loop': () => captureProgram(loopExample('rows that are looked up').options),
  attention,
  ...many('random-program', [1, 2, 3, 4, 5, 6, 7, 8], (seed) => randomProgram(seed).program),
  ...many('random-loop', [1, 2, 3, 4], (seed) => randomLoop(seed).program),
};

/** Calls of one kernel each, on memory that is handed over. */
const singles: Readonly<
  Record<string, readonly [Readonly<Record<string, TensorType>>, Attributes]>
> = {
  GatherV2: [
    { x: floats(3, 5), indices: ints(2, 2) },
    { axis: 1, batchDims: 0 },
  ],
  GatherNd: [{ params: floats(3, 4, 2), indices: ints(5, 2) }, {}],
  ScatterNd: [{ indices: ints(5, 1), updates: floats(5, 3) }, { shape: [4, 3] }],
  OneHot: [{ indices: ints(7) }, { depth: 4, onValue: 1, offValue: 0, dtype: 'float32' }],
  TopK: [{ x: floats(3, 9) }, { k: 4, sorted: true }],
  ArgMax: [{ x: floats(3, 4, 5) }, { axis: 1 }],
  Cumsum: [{ x: floats(2, 5, 3) }, { axis: 1, exclusive: true, reverse: true }],
  StridedSlice: [
    { x: floats(5, 7) },
    {
      begin: [4, 1],
      end: [0, 7],
      strides: [-2, 3],
      beginMask: 0,
      endMask: 0,
      ellipsisMask: 0,
      newAxisMask: 0,
      shrinkAxisMask: 0,
    },
  ],
  MirrorPad: [{ x: floats(4, 5) }, { paddings: [[1, 2], [2, 1]], mode: 'reflect' }], // biome-ignore format: a table
  ResizeBilinear: [
    { images: floats(1, 3, 5, 2) },
    { size: [6, 4], alignCorners: false, halfPixelCenters: true },
  ],
  DepthwiseConv2dNative: [
    { x: floats(1, 6, 5, 3), filter: floats(3, 3, 3, 2) },
    { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] },
  ],
  AvgPool: [{ x: floats(2, 7, 6, 3) }, { filterSize: [3, 2], strides: [2, 2], pad: 'same' }],
};

describe('programs that the engine is tested with', () => {
  beforeAll(async () => {
    await useBackend(cpu);
  });

  test.each(Object.entries(programs))('%s is what the engine knows', async (name, make) => {
    await matchesFile(name, optimize(make()), false);
  });

  test.each(Object.entries(singles))('%s is what the engine knows', async (kernel, given) => {
    const [inputs, attributes] = given;
    const program = kernelProgram({ kernel, inputs, attributes });
    if (!program) throw new Error(`there is no program of ${kernel}`);
    await matchesFile(`single-${kernel}`, optimize(program), true);
  });
});

async function matchesFile(name: string, program: Program, isExternal: boolean): Promise<void> {
  const { text, constants } = serializeSchedule(scheduleProgram(program), { isExternal });
  const file = `{"program":${text},\n"constants":[${constants}]}\n`;
  await expect(file).toMatchFileSnapshot(`../../engine/tests/programs/${name}.json`);
}

function attention(): Program {
  const tokens = { role: 'batch', shape: [2, 5, 4], dtype: 'float32' } as const;
  return captureProgram({
    name: 'attention',
    inputs: ['query', 'key', 'value'].map((name) => ({ name, ...tokens })),
    compute: ({ query, key, value }) => {
      if (!query || !key || !value) throw new Error('an input is missing');
      const scores = mul(matMul(query, transpose(key, [0, 2, 1])), scalar(0.5));
      return [{ role: 'result', name: 'attended', tensor: matMul(softmax(scores), value) }];
    },
  });
}

function many(
  title: string,
  seeds: readonly number[],
  make: (seed: number) => Program,
): Readonly<Record<string, () => Program>> {
  return Object.fromEntries(seeds.map((seed) => [`${title}-${seed}`, () => make(seed)]));
}
