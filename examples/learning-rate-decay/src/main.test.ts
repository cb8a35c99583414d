import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = join(process.env.MYELIN_DATA ?? '', 'fashion-mnist');
const picture = new URL('../.cache/staircase.svg', import.meta.url);

describe.skipIf(!existsSync(folder))('learning rate decay (needs fashion-mnist/)', () => {
  let printed = '';
  beforeAll(async () => {
    rmSync(picture, { force: true });
    printed = await printedBy(() => import('./main.ts'), '--rows', '3000', '--epochs', '12');
  }, 120_000);

  const accuracyOf = (name: string): number =>
    Number(new RegExp(`^${name}: accuracy (\\S+) `, 'm').exec(printed)?.[1]);

  test('smaller steps end with fewer errors than steps that stay large', () => {
    const constant = accuracyOf('constant');
    expect(constant).toBeGreaterThan(0.3);
    expect(accuracyOf('LearningRateScheduler')).toBeGreaterThan(constant);
    expect(accuracyOf('ReduceLROnPlateau')).toBeGreaterThan(constant);
  });

  test('the schedule ends at a hundredth of the first rate', () => {
    expect(printed).toMatch(/^LearningRateScheduler: .*, last learning rate 0\.00050$/m);
    expect(printed).toMatch(/^constant: .*, last learning rate 0\.050$/m);
    const plateau = /^ReduceLROnPlateau: .*, last learning rate (\S+)$/m.exec(printed)?.[1];
    expect(Number(plateau)).toBeLessThan(0.05);
  });

  test('the staircase is drawn: errors and learning rates in one picture', () => {
    const svg = readFileSync(picture, 'utf8');
    expect(svg).toMatch(/^<svg xmlns=/);
    for (const text of ['η 0.05', 'η 0.005', 'η 0.0005', 'training', 'validation']) {
      expect(svg).toContain(`>${text}<`);
    }
    expect(svg).not.toContain('NaN');
  });
});
