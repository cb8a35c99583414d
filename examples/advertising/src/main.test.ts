import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = join(process.env.MYELIN_DATA ?? '', 'advertising');

describe.skipIf(!existsSync(folder))('advertising (needs advertising/ in MYELIN_DATA)', () => {
  let printed = '';
  beforeAll(async () => {
    printed = await printedBy(() => import('./main.ts'));
  }, 120_000);

  /** Error and share explained of one network. */
  const scores = (name: string): { readonly rmse: number; readonly r2: number } => {
    const line = printed.split('\n').find((one) => one.startsWith(name)) ?? '';
    const [, rmse, r2] = / (\d+\.\d+) +(-?\d+\.\d+)$/.exec(line) ?? [];
    return { rmse: Number(rmse), r2: Number(r2) };
  };

  test('drop leaves the table as it was', () => {
    expect(printed).toContain('forgotten:  Unnamed: 0, TV, Radio, Newspaper, Sales');
    expect(printed).toContain('kept:       TV, Radio, Newspaper, Sales');
  });

  test('three in ten of 200 markets are kept for testing', () => {
    expect(printed).toContain('140 markets for training, 60 for testing');
  });

  test('a batch has five markets and their sales', () => {
    expect(printed).toMatch(/\]\] shape \[5, 3\] float64\nSales: \[.+\] shape \[5\]/);
  });

  test('a sigmoid cannot say what is sold, since it ends at 1', () => {
    expect(scores('the sigmoids').r2).toBeLessThan(-4);
  });

  test('a linear network explains four fifths, one that bends nearly all', () => {
    expect(scores('the same without row numbers').r2).toBeGreaterThan(0.8);
    expect(scores('scaled, with relu').r2).toBeGreaterThan(0.93);
    expect(scores('scaled, with relu').rmse).toBeLessThan(1.5);
  });

  test('where x and y were shuffled apart nothing is learned', () => {
    expect(scores('x and y shuffled apart').r2).toBeLessThan(0.3);
    expect(process.exitCode ?? 0).toBe(0);
  });
});
