import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';

let sigmoid = '';
let relu = '';

beforeAll(async () => {
  const printed = await printedBy(() => import('./main.ts'), '--epochs', '15');
  [, sigmoid = '', relu = ''] = printed.split(/^===== /m);
}, 120_000);

test('six layers with sigmoid learn nothing: gradients vanish, and the verdict is underfitting', () => {
  const [, first, last] =
    /gradient of dense is (\S+) and that of dense_6 (\S+)\./.exec(sigmoid) ?? [];
  expect(Number(last) / Number(first)).toBeGreaterThan(1000);
  expect(Number(/accuracy in training (\S+)/.exec(sigmoid)?.[1])).toBeLessThan(0.3);
  expect(sigmoid).toMatch(/^underfitting: /m);
});

test('with relu gradients arrive, and the network reads most digits', () => {
  expect(relu).not.toContain('Gradients vanish');
  expect(Number(/accuracy in training (\S+)/.exec(relu)?.[1])).toBeGreaterThan(0.8);
  expect(relu).toMatch(/^good fit: /m);
});
