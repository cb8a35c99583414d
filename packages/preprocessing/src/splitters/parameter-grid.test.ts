import { ArgumentError } from '@myelin/core';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { ParameterGrid } from './parameter-grid.ts';

describe('ParameterGrid', () => {
  test('gives all combinations, the last name changing fastest, with the types of the values', () => {
    const grid = new ParameterGrid({ units: [8, 16], activation: ['relu', 'tanh'] });
    const points = [...grid];
    expect(points.map(({ activation, units }) => `${activation} ${units}`)).toEqual([
      'relu 8',
      'relu 16',
      'tanh 8',
      'tanh 16',
    ]);
    expectTypeOf(points[0]!.activation).toEqualTypeOf<'relu' | 'tanh'>();
    expectTypeOf(points[0]!.units).toEqualTypeOf<8 | 16>();
    expect(grid.length).toBe(4);
    expect(grid.at(2)).toEqual({ activation: 'tanh', units: 8 });
  });

  test('goes through several grids, and through one without parameters once', () => {
    expect([...new ParameterGrid([{ rate: [1] }, {}, { rate: [2] }])]).toEqual([
      { rate: 1 },
      {},
      { rate: 2 },
    ]);
    expect(() => new ParameterGrid({}).at(1)).toThrow(/from 0 to 0, received 1/);
  });

  test.each([
    [
      { units: 8 },
      /`units` must be a list of at least one value, received 8.\n {2}Fix: put the value/,
    ],
    [{ units: [] }, /`units` must be a list of at least one value, received \[\]/],
    [{ units: 'relu' }, /received "relu"/],
    [3, /a grid must be an object of lists/],
  ])('refuses %j', (grid, message) => {
    expect(() => new ParameterGrid(grid as never)).toThrow(ArgumentError);
    expect(() => new ParameterGrid(grid as never)).toThrow(message);
  });
});
