/** Panels of equal width, side by side. */
export interface Panels {
  /** Vectors of four columns in each. */
  readonly vectors: number;
  /** Columns in each; the rest of the last vector is no part of the result. */
  readonly columns: number;
  readonly times: number;
}

/** Cuts columns into panels of two vectors, and one of three or one where needed. */
export function splitColumns(columns: number): Panels[] {
  const vectors = Math.ceil(columns / 4);
  if (vectors <= 3) return columns > 0 ? [{ vectors, columns, times: 1 }] : [];
  // A tile of three vectors is faster than one of a single vector.
  const last = vectors % 2 === 1 ? 3 : 2;
  const rest = columns - 4 * (vectors - last);
  const pairs = (vectors - last) / 2;
  if (last === 2 && rest === 8) return [{ vectors: 2, columns: 8, times: pairs + 1 }];
  return [
    { vectors: 2, columns: 8, times: pairs },
    { vectors: last, columns: rest, times: 1 },
  ];
}
