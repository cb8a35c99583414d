/**
 * The product of two matrices in plain JavaScript.
 *
 * Both matrices are first copied into panels of four rows (of `a`) and four columns (of `b`), so that the innermost
 * loop reads memory in order whatever was transposed; it keeps a block of 4 × 4 sums in registers, in double
 * precision.
 */

/** A matrix inside an array. */
export interface MatrixView {
  readonly data: Float32Array;
  readonly offset: number;
  /** Distance between an element and the one below it. */
  readonly rowStride: number;
  /** Distance between an element and the one to its right. */
  readonly columnStride: number;
}

export interface ProductSize {
  /** Rows of `a` and of the result. */
  readonly rows: number;
  /** Columns of `b` and of the result. */
  readonly columns: number;
  /** Columns of `a`, rows of `b`. */
  readonly inner: number;
}

/** Adds `a · b` to the row-major matrix that begins at `offset` of `result`. */
export function addProduct(
  result: Float32Array,
  offset: number,
  a: MatrixView,
  b: MatrixView,
  { rows, columns, inner }: ProductSize,
): void {
  const left = new Float32Array(Math.ceil(rows / SIDE) * SIDE * inner);
  const right = new Float32Array(Math.ceil(columns / SIDE) * SIDE * inner);
  fillPanels(left, a.data, a.offset, a.rowStride, a.columnStride, rows, inner);
  fillPanels(right, b.data, b.offset, b.columnStride, b.rowStride, columns, inner);
  for (let j = 0; j < columns; j += SIDE) {
    for (let i = 0; i < rows; i += SIDE) {
      multiplyPanels(left, i * inner, right, j * inner, inner);
      const height = Math.min(SIDE, rows - i);
      const width = Math.min(SIDE, columns - j);
      for (let r = 0; r < height; r++) {
        const start = offset + (i + r) * columns + j;
        for (let c = 0; c < width; c++) {
          result[start + c] = (result[start + c] as number) + (block[r * SIDE + c] as number);
        }
      }
    }
  }
}

const SIDE = 4;

/** What {@link multiplyPanels} leaves. */
const block = new Float64Array(SIDE * SIDE);

/** Copies `lines` lines of `inner` elements into panels of four: element k of four lines lies together. */
function fillPanels(
  packed: Float32Array,
  data: Float32Array,
  offset: number,
  lineStride: number,
  innerStride: number,
  lines: number,
  inner: number,
): void {
  const whole = lines - (lines % SIDE);
  let to = 0;
  for (let line = 0; line < whole; line += SIDE) {
    let from = offset + line * lineStride;
    for (let k = 0; k < inner; k++) {
      packed[to] = data[from] as number;
      packed[to + 1] = data[from + lineStride] as number;
      packed[to + 2] = data[from + 2 * lineStride] as number;
      packed[to + 3] = data[from + 3 * lineStride] as number;
      to += SIDE;
      from += innerStride;
    }
  }
  for (let line = whole; line < lines; line++) {
    const from = offset + line * lineStride;
    for (let k = 0; k < inner; k++) {
      packed[to + k * SIDE + line - whole] = data[from + k * innerStride] as number;
    }
  }
}

/** Writes the product of a panel of four rows and one of four columns into {@link block}. */
function multiplyPanels(
  rows: Float32Array,
  rowStart: number,
  columns: Float32Array,
  columnStart: number,
  inner: number,
): void {
  let [s00, s01, s02, s03] = [0, 0, 0, 0];
  let [s10, s11, s12, s13] = [0, 0, 0, 0];
  let [s20, s21, s22, s23] = [0, 0, 0, 0];
  let [s30, s31, s32, s33] = [0, 0, 0, 0];
  let a = rowStart;
  let b = columnStart;
  for (let k = 0; k < inner; k++) {
    const b0 = columns[b] as number;
    const b1 = columns[b + 1] as number;
    const b2 = columns[b + 2] as number;
    const b3 = columns[b + 3] as number;
    const a0 = rows[a] as number;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    const a1 = rows[a + 1] as number;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    const a2 = rows[a + 2] as number;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    const a3 = rows[a + 3] as number;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
    a += SIDE;
    b += SIDE;
  }
  block[0] = s00;
  block[1] = s01;
  block[2] = s02;
  block[3] = s03;
  block[4] = s10;
  block[5] = s11;
  block[6] = s12;
  block[7] = s13;
  block[8] = s20;
  block[9] = s21;
  block[10] = s22;
  block[11] = s23;
  block[12] = s30;
  block[13] = s31;
  block[14] = s32;
  block[15] = s33;
}
