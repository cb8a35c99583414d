import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { fromRows, table } from '../index.ts';

const people = table({
  이름: ['김철수', 'Sato', null],
  fare: [7.25, 71.2833, 8.05],
  id: [1, 20, null],
  note: ['two\nlines', `long ${'x'.repeat(60)}`, ''],
});

test('shows names, kinds and aligned values, wide characters in two places', () => {
  expect(String(people)).toBe(
    [
      '   이름       fare      id  note',
      '   text     number  number  text',
      '0  김철수   7.2500       1  two\\nlines',
      `1  Sato    71.2833      20  long ${'x'.repeat(26)}…`,
      '2  ·        8.0500       ·',
      '[3 rows × 4 columns]',
    ].join('\n'),
  );
  expect(inspect(people)).toBe(String(people));
});

test('shows the first and the last rows, and as many columns as fit', () => {
  const many = fromRows(Array.from({ length: 100 }, (_, i) => ({ i, half: i / 2, flag: i > 50 })));
  expect(many.toString({ rows: 3, width: 20 })).toBe(
    [
      '         i    half',
      '    number  number',
      ' 0       0     0.0',
      ' 1       1     0.5',
      ' ⋮       ⋮       ⋮',
      '99      99    49.5',
      '[100 rows × 3 columns] 1 not shown',
    ].join('\n'),
  );
  expect(many.toString({ rows: 0, columns: 1 })).toContain('[100 rows × 3 columns] 2 not shown');
  expect(() => many.toString({ rows: -1 })).toThrow('`rows` must be a whole number');
});

test('very large, very small and infinite numbers stay readable', () => {
  const shown = String(
    table({ a: [1e-9, 2], b: [1e300, 0.5], c: [Infinity, 1], d: [9007199254740991, 1] }),
  );
  expect(shown.split('\n')[2]?.split(/ +/)).toEqual([
    '0',
    '1.00000e-9',
    '1.00000e+300',
    'Infinity',
    '9007199254740991',
  ]);
});
