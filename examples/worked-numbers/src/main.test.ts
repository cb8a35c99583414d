import { printedBy } from '@myelin/example-terminal/test-support';
import { expect, test } from 'vitest';

test('the numbers of the notes come out', async () => {
  const lines = (await printedBy(() => import('./main.ts'))).split('\n');
  expect(lines).toEqual([
    'categorical crossentropy: 1.936381',
    'the same, of class numbers: 1.936381',
    'binary crossentropy: 0.344582',
    'crossentropy of three samples: 0.510826  0.510826  1.203973',
    'their mean: 0.741875',
    'sigmoid of 1, 0, -6, 6: 0.731059  0.500000  0.002473  0.997527',
    '',
    'digit   network   softmax of that',
    '    0  0.308747   0.122889',
    '    1  0.059117   0.095741',
    '    2  0.073642   0.097142',
    '    3  0.073759   0.097153',
    '    4  0.076027   0.097374',
    '    5  0.078525   0.097617',
    '    6  0.091947   0.098937',
    '    7  0.081013   0.097861',
    '    8  0.059920   0.095818',
    '    9  0.097302   0.099468',
    'greatest value that a second softmax can give, e / (e + 9): 0.231969',
    '',
    '784 · 128 + 128 + 128 · 10 + 10 = 101770 parameters',
    '',
  ]);
});
