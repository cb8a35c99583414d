/**
 * Q of the QR decomposition of a tall matrix, with the diagonal of R positive, which makes Q unique (and, for
 * normal entries, uniformly distributed among all such matrices).
 *
 * Gram & Schmidt's method, each column twice: that is as accurate as reflections and needs no more than the matrix.
 *
 * @param matrix - Row-major, `rows × columns` with `rows >= columns`; overwritten by the result.
 * @source Giraud, Langou & Rozložník 2005, "twice is enough".
 */
export function orthonormalizeColumns(matrix: Float64Array, rows: number, columns: number): void {
  const at = (row: number, column: number): number => matrix[row * columns + column] ?? 0;
  for (let column = 0; column < columns; column++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let earlier = 0; earlier < column; earlier++) {
        let overlap = 0;
        for (let row = 0; row < rows; row++) overlap += at(row, earlier) * at(row, column);
        for (let row = 0; row < rows; row++) {
          matrix[row * columns + column] = at(row, column) - overlap * at(row, earlier);
        }
      }
    }
    let squares = 0;
    for (let row = 0; row < rows; row++) squares += at(row, column) ** 2;
    const length = Math.sqrt(squares);
    for (let row = 0; row < rows; row++) matrix[row * columns + column] = at(row, column) / length;
  }
}
