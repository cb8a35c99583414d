/** The axes that a layer normalizes over, and weights with one number for each place along them. */

import type { Axes, JsonRecord, KnownShape, Shape, Tensor } from '@myelin/core';
import { knownAxis, normalizeAxis, reshape } from '@myelin/core';

/**
 * Axes counted from the front, in the order in which Keras's weights have them: that of the numbers given.
 *
 * @throws {@link ArgumentError} one is not there.
 */
export function normalizedAxes(where: string, axis: Axes, rank: number): readonly number[] {
  const given = typeof axis === 'number' ? [axis] : [...axis].sort((a, b) => a - b);
  return [...new Set(given.map((one) => normalizeAxis(where, one, rank)))];
}

/**
 * Shape of weights along the axes.
 *
 * @throws {@link ShapeError} the size of one is unknown.
 */
export function sizesAlong(where: string, input: Shape, axes: readonly number[]): KnownShape {
  return axes.map((axis) => knownAxis(where, input, axis));
}

/** Whether weights along the axes of `built` serve for `input` too. */
export function sameAlong(input: Shape, built: Shape, axes: readonly number[]): boolean {
  return input.length === built.length && axes.every((axis) => input[axis] === built[axis]);
}

/** Weights along `axes` with the rank of `x`, so that they are repeated along its other axes. */
export function stretchedAlong(weights: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length === 1 && axes[0] === x.rank - 1) return weights;
  return reshape(
    weights,
    x.shape.map((size, axis) => (axes.includes(axis) ? size : 1)),
  );
}

/** As Keras writes a layer's axes: once it is built, as a list in order. */
export function writtenAxes(config: JsonRecord, isBuilt: boolean): JsonRecord {
  const axes = [config.axis].flat() as number[];
  return isBuilt ? { ...config, axis: axes.sort((a, b) => a - b) } : config;
}
