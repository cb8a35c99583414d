interface Values<T> {
  readonly [i: number]: T;
  readonly length: number;
}

/** Copies an array into the corner of a larger one with as many axes, which begins at `start`. Both are row-major. */
export function copyInto<T>(
  target: { [i: number]: T },
  start: number,
  targetShape: readonly number[],
  values: Values<T>,
  shape: readonly number[],
): void {
  const rank = shape.length;
  const width = rank === 0 ? 1 : (shape[rank - 1] as number);
  if (values.length === 0) return;
  const index = new Int32Array(rank);
  for (let from = 0; from < values.length; from += width) {
    let to = 0;
    for (let axis = 0; axis < rank; axis++) {
      to = to * (targetShape[axis] as number) + (index[axis] as number);
    }
    for (let i = 0; i < width; i++) target[start + to + i] = values[from + i] as T;
    // On to the next row: the last axis but one turns fastest.
    for (let axis = rank - 2; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
}
