import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = join(process.env.MYELIN_DATA ?? '', 'mnist');

describe.skipIf(!existsSync(folder))('the MNIST note (needs mnist/ in MYELIN_DATA)', () => {
  let printed = '';
  beforeAll(async () => {
    printed = await printedBy(() => import('./main.ts'), '--rows', '2000', '--epochs', '3');
  }, 120_000);

  test('2,000 images are enough to read most digits', () => {
    const accuracy = /^accuracy on 2000 images it has never seen: (.+)$/m.exec(printed)?.[1];
    expect(Number(accuracy)).toBeGreaterThan(0.8);
  });

  test('the first five test images are read as 7, 2, 1, 0, 4', () => {
    expect(printed).toMatch(/^labels {6}\[7, 2, 1, 0, 4\]/m);
    expect(printed).toMatch(/^predictions \[7, 2, 1, 0, \d\]/m);
  });

  test('a second softmax leaves no probability above e / (e + 9)', () => {
    const numbers = (line: RegExp) => line.exec(printed)?.[1]?.split(' ').map(Number) ?? [];
    const once = numbers(/^greatest probabilities (.+)$/m);
    const twice = numbers(/^with a second softmax {2}(.+): never/m);
    expect(Math.max(...once)).toBeGreaterThan(0.9);
    expect(twice).toHaveLength(5);
    expect(Math.max(...twice)).toBeLessThanOrEqual(0.232);
    expect(Math.max(...twice)).toBeGreaterThan(0.21);
  });

  test('the network has the 101,770 parameters of the note', () => {
    expect(printed).toContain('Total params: 101,770 (397.54 KB)');
  });
});
