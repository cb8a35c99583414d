import { printedBy } from '@myelin/example-terminal/test-support';
import { native } from 'myelin';
import { beforeAll, describe, expect, test } from 'vitest';

const availability = await native.available();

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'), '--epochs', '3', '--units', '64');
}, 60_000);

/** Of each epoch: the losses of all backends. */
const rows = () =>
  [...printed.matchAll(/^ +\d+((?: +\d\.\d{6})+)$/gm)].map(([, losses = '']) =>
    losses.trim().split(/ +/).map(Number),
  );

const accuracyOf = (backend: string): number =>
  Number(
    new RegExp(`^${backend}: .* step, reads (.*) % of the test digits$`, 'm').exec(printed)?.[1],
  );

test('the network learns on cpu', () => {
  const losses = rows().map(([loss]) => loss ?? Number.NaN);
  expect(losses).toHaveLength(3);
  expect(losses).toEqual([...losses].sort((a, b) => b - a));
  expect(accuracyOf('cpu')).toBeGreaterThan(80);
});

describe.skipIf(!availability.available)('in the native engine (needs the native engine)', () => {
  test('the losses of all epochs are the same, but for their last digits', () => {
    for (const [onCpu = Number.NaN, inEngine = Number.NaN] of rows()) {
      expect(Math.abs(onCpu - inEngine)).toBeLessThan(1e-4 * onCpu);
    }
    const difference = /^the losses differ by (.*) of their size at most$/m.exec(printed)?.[1];
    expect(Number(difference)).toBeLessThan(1e-4);
  });

  test('what was learned reads digits as well', () => {
    // One digit more or less is 0.28 %.
    expect(Math.abs(accuracyOf('native') - accuracyOf('cpu'))).toBeLessThan(1);
  });

  test('the time of a step is measured', () => {
    const share = /^a step takes (.*) times as long in the engine as in WebAssembly$/m.exec(
      printed,
    );
    expect(Number(share?.[1])).toBeGreaterThan(0);
  });
});

test.skipIf(availability.available)('without an engine it says why', () => {
  expect(printed).toMatch(/^native cannot run here: .+\n {2}Fix: .+$/m);
  expect(rows().map((losses) => losses.length)).toEqual([1, 1, 1]);
});
