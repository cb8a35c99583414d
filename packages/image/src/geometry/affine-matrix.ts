import { ArgumentError, describe } from '@myelin/core';

/** One row of an {@link AffineMatrix}. */
export type AffineRow = readonly [a: number, b: number, c: number];

/**
 * Two rows `[a, b, c]`, as OpenCV has them: a place `(x, y)` goes to `(a₀x + b₀y + c₀, a₁x + b₁y + c₁)`. `x` counts to the
 * right and `y` down, from the middle of the pixel in the upper left corner.
 */
export type AffineMatrix = readonly [AffineRow, AffineRow];

/** @throws {@link ArgumentError} it is not two rows of three numbers. */
export function requireAffineMatrix(where: string, matrix: unknown): AffineMatrix {
  if (isMatrix(matrix)) return matrix;
  throw new ArgumentError({
    where,
    problem: `\`matrix\` must be two rows of three numbers, received ${describe(matrix)}`,
    fix: 'pass for example [[1, 0, 3], [0, 1, 3]], or what getRotationMatrix2D gives',
  });
}

/** A pair of numbers such as a place or a shift. @throws {@link ArgumentError} */
export function requirePair(
  where: string,
  option: string,
  value: unknown,
): readonly [number, number] {
  if (isPair(value)) return value;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be two numbers, received ${describe(value)}`,
    fix: `pass for example { ${option}: [14, 14] }`,
  });
}

/** First `inner`, then `outer`. */
export function composed(outer: AffineMatrix, inner: AffineMatrix): AffineMatrix {
  const row = ([a, b, c]: AffineRow): AffineRow => [
    a * inner[0][0] + b * inner[1][0],
    a * inner[0][1] + b * inner[1][1],
    a * inner[0][2] + b * inner[1][2] + c,
  ];
  return [row(outer[0]), row(outer[1])];
}

/** Two finite numbers. */
export const isPair = (value: unknown): value is readonly [number, number] =>
  isList(value, 2, Number.isFinite);

const isMatrix = (value: unknown): value is AffineMatrix =>
  isList(value, 2, (row) => isList(row, 3, Number.isFinite));

/** A list of that many entries, all of which are so. */
export const isList = (
  value: unknown,
  length: number,
  isEntry: (entry: unknown) => boolean,
): boolean => Array.isArray(value) && value.length === length && value.every(isEntry);
