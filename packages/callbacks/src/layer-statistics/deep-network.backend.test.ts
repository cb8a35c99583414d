import { lossCatalog, setRandomSeed } from '@myelin/core';
import { Dense } from '@myelin/layers';
import { losses } from '@myelin/losses';
import { Sequential } from '@myelin/models';
import { SGD } from '@myelin/optimizers';
import { onEachBackend } from '@myelin/testkit';
import { beforeAll, expect, test } from 'vitest';
import { features, twoHalves } from '../../test-support/two-halves.ts';
import type { LayerProblem } from './find-problems.ts';
import { LayerStatistics } from './layer-statistics.ts';

beforeAll(() => lossCatalog.register(losses));

const depth = 6;

async function problemsWith(activation: 'sigmoid' | 'relu'): Promise<LayerProblem[]> {
  const { x, y } = twoHalves();
  setRandomSeed(7);
  const model = new Sequential([
    new Dense({ units: 16, activation, inputShape: [features] }),
    ...Array.from({ length: depth - 1 }, () => new Dense({ units: 16, activation })),
    new Dense({ units: 1, activation: 'sigmoid' }),
  ]);
  model.compile({ optimizer: new SGD(), loss: 'binary_crossentropy' });
  const statistics = new LayerStatistics({ probe: [x, y] });
  await model.fit(x, y, { epochs: 1, verbose: 0, callbacks: [statistics] });
  expect(statistics.history[0]?.layers.length).toBe(depth + 1);
  return statistics.findings.map(({ problem }) => problem);
}

onEachBackend('Layer statistics of a deep network', () => {
  test('gradients vanish through sigmoids, and not through relus', async () => {
    expect(await problemsWith('sigmoid')).toContain('vanishing gradients');
    expect(await problemsWith('relu')).not.toContain('vanishing gradients');
  });
});
