/** A block of a transformer as users write it: functional, trained compiled and operation by operation. */

import { expect, test } from 'vitest';
import {
  Add,
  Dense,
  Input,
  LayerNormalization,
  Model,
  MultiHeadAttention,
  merge,
  NdArray,
  RandomSource,
  setRandomSeed,
  useBackend,
} from './index.ts';

const [STEPS, FEATURES, ROWS] = [6, 8, 16];

function block(): Model {
  const inputs = new Input({ shape: [STEPS, FEATURES] });
  const seen = new MultiHeadAttention({ numHeads: 2, keyDim: 4 }).apply([inputs, inputs], {
    useCausalMask: true,
  });
  const hidden = new LayerNormalization().apply(new Add().apply([inputs, seen]));
  const wide = new Dense({ units: 16, activation: 'relu' }).apply(hidden);
  const narrow = new Dense({ units: FEATURES }).apply(wide);
  const outputs = new LayerNormalization().apply(merge.add([hidden, narrow]));
  return new Model({ inputs, outputs });
}

function sequences(seed: number): NdArray {
  const random = new RandomSource(seed);
  const data = Float32Array.from({ length: ROWS * STEPS * FEATURES }, () => random.normal());
  return new NdArray(data, [ROWS, STEPS, FEATURES]);
}

async function train(jitCompile: boolean): Promise<{ losses: readonly number[]; how: string }> {
  setRandomSeed(4);
  using model = block();
  model.compile({ optimizer: 'adam', loss: 'mse', jitCompile });
  const options = { epochs: 3, batchSize: 8, shuffle: false, verbose: 0 } as const;
  const { history } = await model.fit(sequences(1), sequences(2), options);
  return { losses: history.loss ?? [], how: model.explain() };
}

test('a transformer block trains compiled as it does operation by operation', async () => {
  await useBackend('cpu');
  const compiled = await train(true);
  const eager = await train(false);
  expect(compiled.how).toContain('batches: 6 compiled');
  expect(compiled.how).not.toContain('operation by operation');
  expect(compiled.losses).toHaveLength(3);
  for (const [epoch, loss] of compiled.losses.entries()) {
    expect(loss).toBeCloseTo(eager.losses[epoch] ?? Number.NaN, 4);
  }
  expect(compiled.losses[2]).toBeLessThan(compiled.losses[0] ?? 0);
});
