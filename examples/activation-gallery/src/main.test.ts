import { printedBy } from '@myelin/example-terminal/test-support';
import { curveNames } from 'myelin';
import { beforeAll, expect, test } from 'vitest';

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'));
}, 120_000);

test('every activation that has a curve is named and drawn', () => {
  const captions = printed.split('\n').filter((line) => /^[a-z][a-z_0-9 ]+$/.test(line));
  const named = captions.flatMap((line) => line.split(/ +/));
  for (const name of curveNames()) expect(named).toContain(name);
  expect(printed.match(/[\u2801-\u28ff]/g)?.length).toBeGreaterThan(10 * curveNames().length);
});

test('sigmoid and its derivative are 0.00247 at -6; at 6 the value is 0.99753', () => {
  expect(printed).toMatch(/^ +-6 {2}0\.00247 {2}0\.00247 /m);
  expect(printed).toMatch(/^ +0 {2}0\.50000 {2}0\.25000 +9\.8e-4$/m);
  expect(printed).toMatch(/^ +6 {2}0\.99753 {2}0\.00247 /m);
});

test('relu is x above 0 and 0 below, with derivative 0 at 0', () => {
  expect(printed).toContain(
    'relu of -2, -1, 0, 1, 2 is 0, 0, 0, 1, 2, its derivative 0, 0, 0, 1, 1',
  );
});
