import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'), '--size', '4MB', '--epochs', '5');
}, 120_000);

test('mean and deviation are those of the law by which rides were made', () => {
  // Hours are even from 0 to 23.9, weekdays from 0 to 6: their deviations are 24 / √12 and 2.
  expect(printed).toMatch(/^ {2}hour +1[12]\.\d\d ± 6\.9\d$/m);
  expect(printed).toMatch(/^ {2}weekday +(2\.99|3\.0\d) ± (1\.99|2\.0\d)$/m);
});

test('the network comes near what chance allows', () => {
  const errors = Array.from(printed.matchAll(/^epoch \d .+off by (\d\.\d\d) minutes$/gm), (found) =>
    Number(found[1]),
  );
  expect(errors).toHaveLength(5);
  expect(errors.at(-1)).toBeLessThan(1.5);
  expect(errors.at(-1)).toBeGreaterThan(0.5);
});

test('all steps of training are compiled', () => {
  expect(printed).toMatch(/^train, batches of x \[256, 5\], y \[256\]\n {2}compiled: /m);
  expect(printed).not.toContain('not compiled');
});

test('nothing is left in the temporary folder', async () => {
  const left = await readdir(tmpdir());
  expect(left.filter((name) => name.startsWith(`streaming-csv-${process.pid}-`))).toEqual([]);
});
