import { expect, expectTypeOf, test } from 'vitest';
import type { WithLeaves } from '../index.ts';
import { leavesOf, mapLeaves, withLeaves } from '../index.ts';

const isNumber = (value: unknown): value is number => typeof value === 'number';

test('leaves come in the order of lists, and of the names of records', () => {
  expect(leavesOf(7, isNumber)).toEqual([7]);
  expect(leavesOf([3, [1, 2]], isNumber)).toEqual([3, 1, 2]);
  expect(leavesOf({ b: 1, a: [2, 3] }, isNumber)).toEqual([2, 3, 1]);
});

test('maps leaves in place, and says where they are', () => {
  const paths: string[] = [];
  const mapped = mapLeaves({ b: 1, a: [2, 3] } as const, isNumber, (leaf, path) => {
    paths.push(path);
    return String(leaf);
  });
  expect(mapped).toEqual({ a: ['2', '3'], b: '1' });
  expect(paths).toEqual(['a.0', 'a.1', 'b']);
  expect(mapLeaves(5, isNumber, (leaf) => leaf + 1)).toBe(6);
});

test('puts a list of leaves back into the structure it came from', () => {
  const structure = { b: 1, a: [2, 3] };
  const leaves = leavesOf(structure, isNumber);
  expect(withLeaves(structure, isNumber, leaves)).toEqual(structure);
});

test('types follow the structure', () => {
  expectTypeOf<WithLeaves<number, number, string>>().toEqualTypeOf<string>();
  expectTypeOf<WithLeaves<readonly [number, number], number, string>>().toEqualTypeOf<
    readonly [string, string]
  >();
  expectTypeOf<WithLeaves<{ readonly a: number }, number, string>>().toEqualTypeOf<{
    readonly a: string;
  }>();
});
