import { native } from '@myelin/backend-native';
import { cpu } from '@myelin/backend-cpu';
import { NdArray, useBackend } from '@myelin/core';
import { Dense, Dropout } from '@myelin/layers';
import { collectGarbage } from '@myelin/testkit';
import { test } from 'vitest';
import { registerAll } from '../test-support/register-all.ts';
import { Sequential } from './sequential/sequential.ts';
registerAll();
test.each([native, cpu])('soak', async (backend) => {
  await useBackend(backend);
  const x = new NdArray(Float32Array.from({ length: 2000 * 32 }, (_, i) => (i % 13) / 6 - 1), [2000, 32]);
  const y = new NdArray(Float32Array.from({ length: 2000 }, (_, i) => i % 2), [2000, 1]);
  const rss: string[] = [];
  for (let i = 0; i < 150; i++) {
    using model = new Sequential([new Dense({ units: 1024, activation: 'relu', inputShape: [32] }), new Dropout({ rate: 0.2 }), new Dense({ units: 1, activation: 'sigmoid' })]);
    model.compile({ optimizer: 'adam', loss: 'binary_crossentropy', metrics: ['accuracy'] });
    await model.fit(x, y, { verbose: 0, epochs: 1, batchSize: 500 });
    await model.evaluate(x, y, { verbose: 0 });
    if (i % 30 === 29) { await collectGarbage(); const m = process.memoryUsage(); rss.push([m.rss, m.heapUsed, m.arrayBuffers, m.external].map((b) => Math.round(b / 2 ** 20)).join('/')); }
  }
  console.log(backend.name, 'rss/heap/arrayBuffers/external MiB', rss.join('  '));
}, 200_000);
