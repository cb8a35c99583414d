/** Several axes of a shape seen as one. */
export interface JoinedAxis {
  /** The first of them. */
  readonly axis: number;
  /** Elements along them. */
  readonly size: number;
  /** Elements that one step along the first of them holds. */
  readonly inner: number;
}

/**
 * The axes of a shape, where each that stays whole is joined with the one before it: what is cut from or put to that
 * one is counted in `inner` elements then. The elements lie in memory as before, and there are fewer axes.
 */
export function joinedAxes(
  shape: readonly number[],
  isWhole: (axis: number) => boolean,
): readonly JoinedAxis[] {
  const joined: JoinedAxis[] = [];
  for (const [axis, size] of shape.entries()) {
    const last = joined.at(-1);
    if (!last || !isWhole(axis)) joined.push({ axis, size, inner: 1 });
    else joined[joined.length - 1] = { ...last, size: last.size * size, inner: last.inner * size };
  }
  return joined;
}
