import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';
import { networks } from './networks.ts';

const epochs = 25;
let printed = '';
beforeAll(async () => {
  printed = await printedBy(
    () => import('./main.ts'),
    ...['--rows', '1500', '--epochs', String(epochs)],
  );
}, 120_000);

/** Validation losses of one of the networks. */
function validationLosses(name: string): number[] {
  const [, heading = '', table = ''] = /^epoch(.+)\n((?: +\d+ .+\n)+)/m.exec(printed) ?? [];
  const column = heading.trim().split(/ +/).indexOf(name) + 1;
  const rows = table.trimEnd().split('\n');
  return rows.map((row) => Number(row.trim().split(/ +/)[column]));
}

test('all three networks have 160,305 parameters; with 1,000 words it were 16,305', () => {
  expect(printed.match(/: 160305 parameters/g)).toHaveLength(3);
  for (const make of Object.values(networks)) expect(make(1000).countParams()).toBe(16_305);
});

test('the plain one overfits: what it gets better at in training, it gets worse at in validation', () => {
  const losses = validationLosses('plain');
  expect(losses).toHaveLength(epochs);
  expect(losses.at(-1)).toBeGreaterThan(Math.min(...losses) + 0.03);
  expect(printed).toMatch(/plain: .+\naccuracy (0\.9\d+|1\.000) in training/);
});

test('with L2 the validation loss ends lower', () => {
  const [plain = 0, withL2] = ['plain', 'L2'].map((name) => validationLosses(name).at(-1));
  expect(withL2).toBeLessThan(plain);
});

test('with dropout the validation loss turns later', () => {
  const turns = (name: string): number => {
    const losses = validationLosses(name);
    return losses.indexOf(Math.min(...losses));
  };
  expect(turns('dropout')).toBeGreaterThan(turns('plain'));
});
