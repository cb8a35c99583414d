import { describe, expect, test } from 'vitest';
import { normalizeAxes, requireAxes } from '../index.ts';

describe('requireAxes', () => {
  test.each([0, -1, 7, [0], [1, -2], [1, 1]])('takes %j', (axis) => {
    expect(requireAxes('mine', axis)).toBe(axis);
    expect(requireAxes('mine', axis, { orNull: true })).toBe(axis);
  });

  test.each([[[]], [[0.5]], [[1, Number.NaN]], [['1']], [{}]])('refuses %j', (axis) => {
    expect(() => requireAxes('mine', axis as never)).toThrow(
      /^mine: `axis` must be a whole number or several, received /,
    );
    expect(() => requireAxes('mine', axis as never, { orNull: true })).toThrow(
      /^mine: `axis` must be a whole number, several, or null for all axes, received /,
    );
  });

  test.each([0.5, Number.NaN, '1', undefined])('refuses %s', (axis) => {
    expect(() => requireAxes('mine', axis as never)).toThrow(
      /mine: `axis` must be a whole number, received/,
    );
  });

  test('takes null only where that means all axes', () => {
    expect(requireAxes('mine', null, { orNull: true })).toBeNull();
    expect(() => requireAxes('mine', null)).toThrow(
      'mine: `axis` must be a whole number or several, received null.\n  Fix: pass for example { axis: -1 } for the last axis, or { axis: [1, 2] }.',
    );
  });
});

describe('normalizeAxes', () => {
  test('counts from the front, and each axis once', () => {
    expect(normalizeAxes('mine', -1, 3)).toEqual([2]);
    expect(normalizeAxes('mine', [-1, 1, 2], 3)).toEqual([2, 1]);
    expect(normalizeAxes('mine', null, 3)).toBeUndefined();
  });

  test.each([2, -3, [0, 2]])('refuses %j for rank 2', (axis) => {
    expect(() => normalizeAxes('mine', axis, 2)).toThrow(
      /mine: `axis` must be a whole number from -2 to 1 for rank 2, received/,
    );
  });
});
