import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('sizes are read as disks are sold', () => {
  expect(readOptions([])).toEqual({ size: 8_000_000, epochs: 3 });
  expect(readOptions(['--size', '5GB', '--epochs', '1'])).toEqual({ size: 5e9, epochs: 1 });
  expect(readOptions(['--size', '1.5 mb']).size).toBe(1_500_000);
});

test.each([
  [['--size', '5'], '`--size` must be at least 500kB, received "5"'],
  [['--size', '1TB'], 'received "1TB".\n  Fix: pass for example --size 8MB'],
  [['--size', '10kB'], '`--size` must be at least 500kB'],
  [['--epochs', '0'], '`--epochs` must be a whole number of at least 1, received "0"'],
  [['--rows', '3'], "Unknown option '--rows'.\n  Fix: npm run example -- streaming-csv"],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
