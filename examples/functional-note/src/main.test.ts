import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'), '--rows', '3000', '--epochs', '4');
}, 120_000);

test('the network has the 669,706 parameters of the note', () => {
  expect(printed).toContain('Total params: 669,706 (2.55 MB)');
  expect(printed).toMatch(/dense_1 \(Dense\).+\(None, 512\).+262,656/);
});

test('the history has the keys that the note prints', () => {
  expect(printed).toMatch(
    /^history: categorical_accuracy, loss, val_categorical_accuracy, val_loss$/m,
  );
});

test('it reads most digits after a few steps', () => {
  expect(Number(/^Test accuracy: (\S+)$/m.exec(printed)?.[1])).toBeGreaterThan(0.7);
});

test('digits lie further apart in each layer, and a map is drawn of each', () => {
  const shares = [...printed.matchAll(/: (\d+) % of the spread lies between/g)].map(([, share]) =>
    Number(share),
  );
  expect(shares).toHaveLength(3);
  const [pixels = 0, first = 0, second = 0] = shares;
  expect(first).toBeGreaterThan(pixels);
  expect(second).toBeGreaterThan(first);
  const maps = printed.split('of the spread lies between').slice(1);
  for (const map of maps) expect(map.match(/\d/g)?.length).toBeGreaterThan(150);
});
