import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = join(process.env.MYELIN_DATA ?? '', 'pima');

describe.skipIf(!existsSync(folder))('the Pima note (needs pima/ in MYELIN_DATA)', () => {
  let printed = '';
  beforeAll(async () => {
    printed = await printedBy(() => import('./main.ts'), '--runs', '3');
  }, 120_000);

  test('training stops ten epochs after the best one', () => {
    const runs = [...printed.matchAll(/stopped after (\d+) epochs, the best was (\d+)/g)];
    expect(runs).toHaveLength(3);
    for (const [, epochs, best] of runs) {
      if (epochs !== '100') expect(Number(epochs) - Number(best)).toBe(10);
    }
  });

  test('there is a dot for each epoch but the first', () => {
    const [, dots = '', epochs] = /\n(\.+)\nseed 0: stopped after (\d+)/.exec(printed) ?? [];
    expect(dots).toHaveLength(Number(epochs) - 1);
  });

  test('the accuracy is that of Keras, 0.671 ± 0.027', () => {
    const mean = Number(/accuracy over 3 seeds: (\S+)/.exec(printed)?.[1]);
    expect(mean).toBeGreaterThan(0.61);
    expect(mean).toBeLessThan(0.74);
  });
});
