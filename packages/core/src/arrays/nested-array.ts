import { describe } from '../errors/describe.ts';
import { DataError, ShapeError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape } from '../shapes/shape.ts';

/** Numbers or booleans in nested lists, all lists of one depth equally long. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** What flattening a nested array gives. */
export interface FlatArray {
  readonly values: number[];
  readonly shape: KnownShape;
  /** `'bool'` only if every value is a boolean, `'int32'` only if every value is a whole number. */
  readonly kind: 'bool' | 'int32' | 'float32';
}

/**
 * Flattens nested lists, row-major.
 *
 * @throws {@link ShapeError} the lists are not rectangular.
 * @throws {@link DataError} a value is neither a number nor a boolean.
 */
export function flattenNested(where: string, nested: NestedArray): FlatArray {
  const values: number[] = [];
  let allBooleans = true;
  let allWhole = true;
  const shape = walkNested(where, nested, (value, path) => {
    if (typeof value === 'boolean') {
      values.push(value ? 1 : 0);
    } else if (typeof value === 'number') {
      allBooleans = false;
      allWhole &&= Number.isInteger(value) && Math.abs(value) < 2 ** 31;
      values.push(value);
    } else {
      throw new DataError({
        where,
        problem: `element ${formatPath(path)} must be a number or a boolean, received ${describe(value)}`,
        fix: 'encode text as numbers first and replace missing values',
      });
    }
  });
  const kind = values.length > 0 && allBooleans ? 'bool' : allWhole ? 'int32' : 'float32';
  return { values, shape, kind };
}

/**
 * Visits the elements of nested lists, row-major, and answers with their shape.
 *
 * @param visit - Gets each element, and its place, which lasts until the next one.
 * @throws {@link ShapeError} the lists are not rectangular.
 */
export function walkNested(
  where: string,
  nested: unknown,
  visit: (element: unknown, path: readonly number[]) => void,
): KnownShape {
  const shape = leadingShape(nested);
  const path: number[] = [];
  const walk = (value: unknown, depth: number): void => {
    if (Array.isArray(value)) {
      if (depth >= shape.length || value.length !== shape[depth]) {
        throw raggedError(where, shape, path, `a list of ${value.length}`);
      }
      for (let i = 0; i < value.length; i++) {
        path[depth] = i;
        path.length = depth + 1;
        walk(value[i], depth + 1);
      }
      path.length = depth;
      return;
    }
    if (depth !== shape.length) throw raggedError(where, shape, path, describe(value));
    visit(value, path);
  };
  walk(nested, 0);
  return shape;
}

/** Rebuilds nested lists from flat values. A scalar comes back as it is. */
export function nest<Value>(values: ArrayLike<Value>, shape: KnownShape): Nested<Value> {
  let offset = 0;
  const build = (axis: number): Nested<Value> =>
    axis === shape.length
      ? (values[offset++] as Value)
      : Array.from({ length: shape[axis] ?? 0 }, () => build(axis + 1));
  return build(0);
}

type Nested<Value> = Value | readonly Nested<Value>[];

function leadingShape(nested: unknown): number[] {
  const shape: number[] = [];
  for (let level = nested; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
  }
  return shape;
}

function raggedError(
  where: string,
  shape: KnownShape,
  path: readonly number[],
  found: string,
): ShapeError {
  return new ShapeError({
    where,
    problem: `nested lists must be rectangular: the first elements promise shape ${formatShape(shape)}, element ${formatPath(path)} is ${found}`,
    fix: 'make all lists of one level equally long, for example by padding them',
  });
}

/** A place in nested lists as messages name it: `[0][2]`. */
export const formatPath = (path: readonly number[]): string => `[${path.join('][')}]`;
