import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without a command line it is digits, whole, with the seed of the task', () => {
  expect(readOptions([])).toMatchObject({
    task: 'digits',
    epochs: 30,
    rows: Number.POSITIVE_INFINITY,
    seed: 1,
  });
  expect(readOptions([]).report).toMatch(/report.digits\.html$/);
});

test('a name and flags are taken', () => {
  const args = ['mnist', '--epochs', '2', '--rows', '1000', '--seed', '0', '--report', 'a.html'];
  expect(readOptions(args)).toEqual({
    task: 'mnist',
    epochs: 2,
    rows: 1000,
    seed: 0,
    report: 'a.html',
  });
});

test.each([
  [
    ['minst'],
    `\`data set\` must be one of 'digits', 'mnist', received "minst".\n  Fix: did you mean 'mnist'.`,
  ],
  [['digits', 'mnist'], 'one data set at a time, received digits, mnist.'],
  [['--epoch', '3'], "Unknown option '--epoch'.\n  Fix: npm run quickstart --"],
  [['--epochs', 'many'], '`--epochs` must be a whole number of at least 1, received "many".'],
  [['--rows', '10'], '`--rows` must be a whole number of at least 100, received "10".'],
  [['--seed=-1'], '`--seed` must be a whole number of at least 0, received "-1".'],
  [['--report'], "Option '--report <value>' argument missing.\n  Fix: npm run quickstart --"],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
