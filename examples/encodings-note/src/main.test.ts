import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'));
}, 120_000);

/** The lines after a heading, up to the next one. */
const section = (title: string): string => {
  const [, rest = ''] = printed.split(new RegExp(`^${title}.*\n─+\n`, 'm'));
  return rest.split(/\n\n.+\n─+\n/)[0] ?? '';
};

/** The cells of the rows of a printed table. */
const cells = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => /^\d /.test(line))
    .map((line) => line.trim().split(/ +/).slice(1));

test('sexes coded by hand are 1 and 0', () => {
  expect(cells(section('By hand'))).toEqual([
    ['Owen', '1'],
    ['Florence', '0'],
    ['Laina', '0'],
  ]);
});

test('LabelEncoder gives the table of the note: Korea 2, Japan 1, China 0', () => {
  expect(cells(section('Whole numbers: LabelEncoder'))).toEqual([
    ['2', '44', '7200'],
    ['1', '27', '4800'],
    ['0', '30', '6100'],
  ]);
});

test('OneHotEncoder gives the table of the note, in its order of countries', () => {
  const table = section('A column for each');
  expect(table).toMatch(/^ +Korea +Japan +China +Age +Salary$/m);
  expect(cells(table)).toEqual([
    ['1', '0', '0', '38', '7200'],
    ['0', '1', '0', '27', '4800'],
    ['0', '0', '1', '30', '3100'],
  ]);
  expect(table).toContain('Country_China, Country_Japan, Country_Korea');
});

test('toCategorical gives whole numbers', () => {
  expect(section('Classes')).toBe(
    [
      '[[0, 0, 1, 0, 0, 0, 0],',
      ' [0, 0, 0, 0, 0, 0, 1],',
      ' [0, 0, 0, 0, 0, 0, 1],',
      ' [0, 1, 0, 0, 0, 0, 0]] shape [4, 7] int32',
    ].join('\n'),
  );
});

test('vectors of cities that lie together come to lie together', () => {
  const after = [...section('Vectors').matchAll(/(\d\.\d+) after/g)].map(([, gap]) => Number(gap));
  expect(after).toHaveLength(3);
  const [nearSeoul = 0, nearTokyo = 0, apart = 0] = after;
  expect(apart).toBeGreaterThan(2 * Math.max(nearSeoul, nearTokyo));
});

test('thirty years are -1.23 deviations', () => {
  expect(section('z = ')).toContain('(30 - 40.0) / 8.12 = -1.23');
});

test('MinMaxScaler gives the numbers of the note, and takes them back', () => {
  const [there = '', back = ''] = section('.x - min').split('And back');
  expect(there.match(/0\.\d+|1\.00/g)?.map(Number)).toEqual([0, 0, 0.25, 0.25, 0.5, 0.5, 1, 1]);
  expect(back).toMatch(/-1\.0, +2\.0.+\n.+-0\.5, +6\.0.+\n.+0\.0, +10\.0.+\n.+1\.0, +18\.0/);
});

test('a rate that raw inputs do not stand is best for scaled ones', () => {
  const effect = section('What scale does');
  expect(effect).toMatch(/^raw .+ diverges +diverges$/m);
  const [best = 0] = (/^scaled (.+)$/m.exec(effect)?.[1] ?? '')
    .trim()
    .split(/ +/)
    .map(Number)
    .slice(-1);
  // The noise has a variance of 0.01: no line can do better but by luck.
  expect(best).toBeLessThan(0.015);
});

test('nine in ten keep to the rule of cars, and the network finds most of them', () => {
  const accuracy = Number(/^numbers scaled .+ accuracy (0\.\d+)$/m.exec(printed)?.[1]);
  expect(accuracy).toBeGreaterThanOrEqual(0.8);
  expect(printed).toMatch(/right about 0\.(8[89]|9[012])\d of them/);
  expect(process.exitCode ?? 0).toBe(0);
});
