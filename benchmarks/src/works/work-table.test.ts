import { expect, test } from 'vitest';
import { workTable } from './work-table.ts';

test('speeds are of the median time, and ratios say how many times faster ours is', () => {
  const times = {
    work: 'scaler',
    part: 'fit',
    peers: new Map([
      ['ours', { amount: 4000, seconds: [4, 1, 2], cpuSeconds: [1] }],
      ['other', { amount: 2000, seconds: [2], cpuSeconds: [0.25] }],
    ]),
  };
  expect(workTable([times], ['ours', 'other'], 1000)).toEqual([
    ['work', 'part', 'rows', 'ours', '| CPU', 'other', '| CPU', 'of other', '| CPU'],
    ['scaler', 'fit', '4000', '2.00', '4.00', '1.00', '8.00', '2.00', '0.500'],
  ]);
});

test('a peer that cannot do a work has no figures', () => {
  const peers = new Map([['ours', { amount: 1000, seconds: [1], cpuSeconds: [1] }]]);
  const [, row] = workTable([{ work: 'a', part: '', peers }], ['ours', 'other'], 1000);
  expect(row).toEqual(['a', '', '1000', '1.00', '1.00', '–', '–', '–', '–']);
});
