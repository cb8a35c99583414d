import { printedBy } from '@myelin/example-terminal/test-support';
import { beforeAll, expect, test } from 'vitest';

let printed = '';
beforeAll(async () => {
  printed = await printedBy(() => import('./main.ts'));
}, 120_000);

test('the numbers that the note gives come out', () => {
  expect(printed).toContain('sigmoid(1) = 0.731059');
  expect(printed).toContain('sigmoid(0) = 0.500000');
  expect(printed).toContain('0.436 - 0.4 = 0.036');
  expect(printed).toContain('its square: 0.001296');
});

test('those that cannot are named', () => {
  expect(printed).toContain('its sum would be -0.2574');
  expect(printed).toContain('0 of 441 pairs of weights');
});

test('the trace has sums and values of each node', () => {
  expect(printed).toContain('unit 1: 1 · 2 + (-1) · 1 + 0 = 1, sigmoid(1) = 0.7311');
  expect(printed).toContain('unit 2: 1 · 1 + (-1) · 1 + 0 = 0, sigmoid(0) = 0.5');
  expect(printed).toMatch(/sigmoid\(-0\.2574\) = 0\.436$/m);
  expect(printed).toContain('Loss = 0.001296');
});

test('the trace has gradients that the chain rule gives', () => {
  // dL/dy = 2 (y - 0.4), dL/dz = dL/dy y (1 - y), and each weight gets that times its input.
  const y = 1 / (1 + Math.exp(-(0.5 * 0.731059 - 1.2459 * 0.5)));
  const dz = 2 * (y - 0.4) * y * (1 - y);
  const rounded = (value: number): string => String(Number(value.toPrecision(4)));
  expect(printed).toContain(`dL/dz = [[${rounded(dz)}]]`);
  expect(printed).toContain(`dL/dkernel = [[${rounded(dz * 0.731059)}], [${rounded(dz * 0.5)}]]`);
});

test('gradient descent brings the prediction to 0.4', () => {
  const losses = [...printed.matchAll(/loss (\S+e-\d+)/g)].map(([, loss]) => Number(loss));
  expect(losses).toHaveLength(4);
  for (let i = 1; i < losses.length; i++) expect(losses[i]).toBeLessThan(losses[i - 1] ?? 0);
  expect(printed).toMatch(/step 30: prediction 0\.400\d/);
});
