import { NdArray } from 'myelin';

/**
 * Points of a high-dimensional space seen in the plane in which they are spread most: their two first principal components.
 *
 * @param points - Shape `[points, features]`.
 * @returns Shape `[points, 2]`.
 */
export function principalPlane(points: NdArray): NdArray {
  const rows = centered(points);
  const axes: Float64Array[] = [];
  for (let i = 0; i < 2; i++) axes.push(widestDirection(rows, axes));
  const places = rows.flatMap((row) => axes.map((axis) => dot(row, axis)));
  return new NdArray(Float32Array.from(places), [rows.length, 2]);
}

/** Power iteration: a direction that is multiplied by the covariance again and again turns to where the spread is widest. */
function widestDirection(rows: readonly Float64Array[], taken: readonly Float64Array[]) {
  const features = rows[0]?.length ?? 0;
  let direction: Float64Array<ArrayBufferLike> = Float64Array.from({ length: features }, (_, i) =>
    Math.sin(i + 1),
  );
  for (let step = 0; step < 60; step++) {
    const next = new Float64Array(features);
    for (const row of rows) addScaled(next, row, dot(row, direction));
    for (const axis of taken) addScaled(next, axis, -dot(next, axis));
    const length = Math.sqrt(dot(next, next)) || 1;
    direction = next.map((value) => value / length);
  }
  return direction;
}

function centered(points: NdArray): Float64Array[] {
  const rows = Array.from({ length: points.length }, (_, i) =>
    Float64Array.from(points.row(i).data),
  );
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) addScaled(mean, row, 1 / rows.length);
  for (const row of rows) addScaled(row, mean, -1);
  return rows;
}

function addScaled(sum: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + factor * (values[i] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
