import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, describe, expect, test } from 'vitest';

describe('compiled programs', () => {
  let printed = '';
  beforeAll(async () => {
    printed = await printedBy(() => import('./main.ts'), '--epochs', '3');
  }, 60_000);

  test('the losses of both ways agree in four digits, and go down', () => {
    const rows = [...printed.matchAll(/^ +(\d) +(\d+\.\d{4}) +(\d+\.\d{4})$/gm)];
    expect(rows.map(([, epoch]) => epoch)).toEqual(['1', '2', '3']);
    const losses = rows.map(([, , compiled, eager]) => {
      // Numbers that are rounded may fall on two sides.
      expect(Math.abs(Number(compiled) - Number(eager))).toBeLessThan(0.000_15);
      return Number(compiled);
    });
    expect([...losses].sort((a, b) => b - a)).toEqual(losses);
  });

  test('the model says that one of them was compiled, and why the other was not', () => {
    expect(printed).toMatch(/^train, batches of x \[32, 8, 8\].*\n {2}compiled: \d+ tasks/m);
    expect(printed).toContain('the model was compiled with { jitCompile: false }');
  });

  test('the time of a prediction is measured both ways', () => {
    const line = /^predictOnBatch of one digit: (.+) µs compiled, (.+) µs operation by operation$/m;
    const [, compiled, eager] = line.exec(printed) ?? [];
    expect(Number(compiled)).toBeGreaterThan(0);
    expect(Number(eager)).toBeGreaterThan(0);
    expect(printed).toContain('it reads 0: 0 is right');
  });
});
