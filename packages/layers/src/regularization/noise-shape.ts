import type { Shape } from '@myelin/core';
import { ArgumentError, describe, formatShape, requireRank, ShapeError } from '@myelin/core';

/**
 * The option `noiseShape` is null or a list of sizes.
 *
 * @throws {@link ArgumentError} it is not.
 */
export function requireNoiseShape(where: string, value: unknown): void {
  const isSize = (n: unknown): boolean => n === null || (Number.isInteger(n) && (n as number) >= 1);
  if (value === null || (Array.isArray(value) && value.every(isSize))) return;
  throw new ArgumentError({
    where,
    problem: `\`noiseShape\` must be null or a list of sizes (null where the input has the size), received ${describe(value)}`,
    fix: 'pass for example { noiseShape: [null, 1, null] }',
  });
}

/**
 * Shape of the random choices for an input.
 *
 * @throws {@link ShapeError} `noiseShape` cannot be stretched to the input.
 */
export function noiseFor(where: string, input: Shape, noiseShape: Shape | null): Shape {
  requireRank(where, input, {});
  if (noiseShape === null) return input;
  const fits =
    noiseShape.length === input.length &&
    noiseShape.every((size, axis) => {
      const length = input[axis] ?? null;
      return size === null || size === 1 || length === null || size === length;
    });
  if (fits) return noiseShape.map((size, axis) => size ?? input[axis] ?? null);
  throw new ShapeError({
    where,
    problem: `\`noiseShape\` ${formatShape(noiseShape)} cannot be stretched to inputs of shape ${formatShape(input)}`,
    fix: 'pass for each axis of the input, the batch axis too, null (its size) or 1',
  });
}
