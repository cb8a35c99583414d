import { NdArray } from '@myelin/core';

/** Points that were made up, with their classes. */
export interface ClassPoints {
  /** `[samples, features]` as `float64`. */
  readonly x: NdArray;
  /** Class indices as `int32`: `[samples]`. */
  readonly y: NdArray;
}

/** Points that were made up, with a value for each. */
export interface ValuePoints {
  /** `[samples, features]` as `float64`. */
  readonly x: NdArray;
  /** Values as `float64`: `[samples]`, or `[samples, targets]` where there are several for each. */
  readonly y: NdArray;
}

/** A point with its class or value. */
export interface LabeledPoint {
  readonly at: readonly number[];
  readonly label: number;
}

/** The points as arrays. */
export function classPoints(points: readonly LabeledPoint[], features: number): ClassPoints {
  return {
    x: rowsOf(points, features),
    y: new NdArray(
      Int32Array.from(points, ({ label }) => label),
      [points.length],
    ),
  };
}

/** The points as arrays. */
export function valuePoints(points: readonly LabeledPoint[], features: number): ValuePoints {
  return {
    x: rowsOf(points, features),
    y: new NdArray(
      Float64Array.from(points, ({ label }) => label),
      [points.length],
    ),
  };
}

function rowsOf(points: readonly LabeledPoint[], features: number): NdArray {
  const x = new Float64Array(points.length * features);
  for (const [row, { at }] of points.entries()) x.set(at, row * features);
  return new NdArray(x, [points.length, features]);
}
