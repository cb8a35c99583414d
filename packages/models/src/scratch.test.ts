import { NdArray, ndArray, setRandomSeed, useBackend } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { test } from 'vitest';
import { cpu } from '../../backends/cpu/src/index.ts';
import { registerAll } from '../test-support/register-all.ts';
import { Sequential } from './sequential/sequential.ts';
registerAll();
test('xor', async () => {
  await useBackend(cpu);
  setRandomSeed(1);
  const model = new Sequential([
    new Dense({ units: 8, activation: 'tanh', inputShape: [2] }),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({ optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] });
  const row = [[0, 1]];
  await model.predict(row, { verbose: 0 });
  const time = (name: string, f: () => unknown, n = 3000) => {
    let best = 1e9;
    for (let r = 0; r < 60; r++) { const t = performance.now(); for (let i = 0; i < n; i++) f(); best = Math.min(best, (performance.now() - t) * 1e3 / n); }
    console.log(name, best.toFixed(3), 'us');
  };
  time('weights', () => model.weights);
  time('predictOnBatch list', () => model.predictOnBatch(row));
  const nd = new NdArray(Float32Array.of(0, 1), [1, 2]);
  time('predictOnBatch nd', () => model.predictOnBatch(nd));
  time('ndArray', () => ndArray(row));
  time('ndArray float', () => ndArray(row, undefined, 'float32'));
  const session = await cpu.programs.openSession();
  const { captureProgram } = await import('@myelin/program');
  const e = await session.load(captureProgram({ name: 'a', inputs: [{ name: 'x', role: 'batch', shape: [1, 2], dtype: 'float32' }], compute: ({ x }) => [{ role: 'result', name: 'y', tensor: x!.mul(2) }] }));
  time('bare', () => { e.run({ x: nd }); e.readResult('y') });
  model.dispose();
});
