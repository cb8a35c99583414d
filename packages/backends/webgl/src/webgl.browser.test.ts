import { cpu } from '@myelin/backend-cpu';
import {
  backendCatalog,
  memory,
  ones,
  randomUniform,
  scalar,
  sum,
  tensor,
  useBackend,
} from '@myelin/core';
import { collectGarbage } from '@myelin/testkit';
import { env } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { webgl } from './webgl.ts';

beforeAll(async () => {
  backendCatalog.register({ cpu, webgl });
  await useBackend();
});

test('is preferred to cpu in a browser', async () => {
  expect(await useBackend()).toEqual({ backend: webgl, refused: [] });
});

test('holds numbers in 32 bits', () => {
  expect(env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')).toBe(true);
  using x = tensor([1 + 2 ** -20, 1e-30, 3e38]);
  using y = x.mul(1);
  expect(Array.from(y.dataSync())).toEqual([1 + 2 ** -20, 1e-30, 3e38].map(Math.fround));
});

test('draws the same random numbers as cpu, bit for bit', async () => {
  const draw = () =>
    Array.from(
      randomUniform([257, 3], { seed: scalar(42, 'int32'), step: scalar(7, 'int32'), stream: 3 })
        .mul(1)
        .dataSync(),
    );
  const here = draw();
  await useBackend(cpu);
  expect(draw()).toEqual(here);
  await useBackend(webgl);
  expect(new Set(here).size).toBeGreaterThan(760);
});

if ('gc' in globalThis) {
  test('releases forgotten tensors once they are collected', async () => {
    await collectGarbage();
    await pause();
    const before = memory();
    for (let i = 0; i < 50; i++) sum(ones([64, 64])).dataSync();
    expect(memory().tensors - before.tensors).toBe(100);
    for (let round = 0; round < 20 && memory().tensors > before.tensors; round++) {
      await collectGarbage();
      await pause();
    }
    expect(memory()).toEqual(before);
  });

  test('releases nothing twice and nothing that is in use', async () => {
    const kept = tensor([1, 2, 3], 'float32');
    const before = memory();
    for (let i = 0; i < 20; i++) kept.reshape([3, 1]).dispose();
    await collectGarbage();
    await pause();
    expect(memory()).toEqual(before);
    expect(Array.from(kept.dataSync())).toEqual([1, 2, 3]);
    kept.dispose();
  });
} else {
  test.skip('forgotten tensors: needs a browser started with --js-flags=--expose-gc', () => {});
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
