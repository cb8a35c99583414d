import { expect, test, vi } from 'vitest';
import { printedBy } from '../test-support/printed-by.ts';
import { readFlags, wholeNumber } from './flags.ts';

test('flags that are not given have their defaults', async () => {
  let flags = {};
  await printedBy(
    async () => {
      flags = readFlags({ rows: 60_000, epochs: 5 });
    },
    '--epochs',
    '2',
  );
  expect(flags).toEqual({ rows: 60_000, epochs: 2 });
});

test.each(['0', '-1', '2.5', 'many', '', ' '])('%j is no whole number of at least 1', (text) => {
  expect(() => wholeNumber('rows', text, { min: 1, example: 100 })).toThrow(
    `flags: \`--rows\` must be a whole number of at least 1, received "${text}".\n  Fix: pass for example --rows 100.`,
  );
});

test('an unknown flag ends the program and names those there are', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('exit');
  });
  await expect(printedBy(async () => readFlags({ rows: 1 }), '--row', '2')).rejects.toThrow('exit');
  expect(error.mock.calls[0]?.[0]).toMatch(/--row'.*\n {2}Flags: --rows\.$/s);
  expect(exit).toHaveBeenCalledWith(2);
  vi.restoreAllMocks();
});
