import { describe } from '../errors/describe.ts';
import { ShapeError } from '../errors/myelin-error.ts';
import { isPlainRecord } from '../structure/plain-values.ts';

/**
 * `shapes` is a shape, or lists or records of shapes.
 *
 * @param what - What has them, as messages name it: `'an input'`.
 * @throws {@link ShapeError} it holds something else, or nothing.
 */
export function requireShapes(where: string, what: string, shapes: unknown): void {
  if (isList(shapes) && shapes.every(isSize)) return;
  const inside = isList(shapes) ? shapes : isPlainRecord(shapes) ? Object.values(shapes) : [];
  const isStructure = inside.length > 0 && inside.every((one) => typeof one === 'object' && one);
  if (!isStructure) {
    throw new ShapeError({
      where,
      problem: `the shape of ${what} must be a list of sizes, whole numbers or null where unknown, received ${describe(shapes)}`,
      fix: 'pass for example [null, 784]; inputs and results are tensors, or lists or records of them',
    });
  }
  for (const one of inside) requireShapes(where, what, one);
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isSize = (value: unknown): boolean =>
  value === null || (Number.isSafeInteger(value) && (value as number) >= 0);
