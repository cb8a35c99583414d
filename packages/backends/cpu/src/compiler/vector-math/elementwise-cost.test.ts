import { describe, expect, test } from 'vitest';
import { operationOf } from '../../../test-support/run-elementwise.ts';
import { isLightElementwise, operationCost } from './elementwise-cost.ts';

const float = operationOf('Pow', ['float32', 'float32'], 'float32');
const [a, b] = float.inputs;
const origin = { kind: 'constant', constant: { kind: 'fill', value: 2 } } as const;
const withTwo = { ...float, inputs: [a!, { ...b!, origin }] };

describe('operationCost', () => {
  test('knows that a square is no power like others', () => {
    expect(operationCost(float)).toBeGreaterThan(100);
    expect(operationCost(withTwo)).toBe(2);
  });

  test('knows that a bound which is a number costs one instruction', () => {
    expect(operationCost({ ...float, kernel: 'Maximum' })).toBe(4);
    expect(operationCost({ ...withTwo, kernel: 'Maximum' })).toBe(1);
  });
});

test('sums are light, exponentials are not', () => {
  expect(isLightElementwise({ ...float, kernel: 'Add' })).toBe(true);
  expect(isLightElementwise({ ...float, kernel: 'Exp' })).toBe(false);
});
