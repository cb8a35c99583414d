/** Bits behind the point of the factors, and those that the first of two passes keeps. */
const FACTOR_BITS = 13;
const KEPT_BITS = 2;

const workspace = new Int32Array(64);

/**
 * Pixels of a block: the inverse cosine transform of its numbers, plus 128, from 0 to 255.
 *
 * @param numbers - The block begins at `at`. They are multiplied by `divisors` first.
 * @param to - A plane of pixels, `stride` in a row. The block goes where `first` is.
 * @source Loeffler, Ligtenberg & Moschytz 1989; whole numbers as in libjpeg's "islow", which all decoders are compared with.
 */
export function inverseDct(
  numbers: Int16Array,
  at: number,
  divisors: Uint16Array,
  to: Uint8ClampedArray,
  first: number,
  stride: number,
): void {
  for (let x = 0; x < 8; x++) {
    const value = (row: number): number =>
      (numbers[at + 8 * row + x] ?? 0) * (divisors[8 * row + x] ?? 0);
    transform(
      value(0),
      value(1),
      value(2),
      value(3),
      value(4),
      value(5),
      value(6),
      value(7),
      FACTOR_BITS - KEPT_BITS,
    );
    for (let row = 0; row < 8; row++) workspace[8 * row + x] = out[row] ?? 0;
  }
  for (let y = 0; y < 8; y++) {
    const w = 8 * y;
    transform(
      workspace[w] ?? 0,
      workspace[w + 1] ?? 0,
      workspace[w + 2] ?? 0,
      workspace[w + 3] ?? 0,
      workspace[w + 4] ?? 0,
      workspace[w + 5] ?? 0,
      workspace[w + 6] ?? 0,
      workspace[w + 7] ?? 0,
      FACTOR_BITS + KEPT_BITS + 3,
    );
    const place = first + y * stride;
    for (let x = 0; x < 8; x++) to[place + x] = (out[x] ?? 0) + 128;
  }
}

const out = new Int32Array(8);

/** One line of eight numbers, which are then divided by 2 to the power of `shift`. */
function transform(
  s0: number,
  s1: number,
  s2: number,
  s3: number,
  s4: number,
  s5: number,
  s6: number,
  s7: number,
  shift: number,
): void {
  const half = 2 ** (shift - 1);
  const e = (s2 + s6) * 4433;
  const even2 = e - s6 * 15137;
  const even3 = e + s2 * 6270;
  const sum = (s0 + s4) * 2 ** FACTOR_BITS;
  const difference = (s0 - s4) * 2 ** FACTOR_BITS;
  const a = sum + even3 + half;
  const d = sum - even3 + half;
  const b = difference + even2 + half;
  const c = difference - even2 + half;
  const z5 = (s7 + s3 + s5 + s1) * 9633;
  const z1 = (s7 + s1) * -7373;
  const z2 = (s5 + s3) * -20995;
  const z3 = (s7 + s3) * -16069 + z5;
  const z4 = (s5 + s1) * -3196 + z5;
  const t0 = s7 * 2446 + z1 + z3;
  const t1 = s5 * 16819 + z2 + z4;
  const t2 = s3 * 25172 + z2 + z3;
  const t3 = s1 * 12299 + z1 + z4;
  out[0] = (a + t3) >> shift;
  out[7] = (a - t3) >> shift;
  out[1] = (b + t2) >> shift;
  out[6] = (b - t2) >> shift;
  out[2] = (c + t1) >> shift;
  out[5] = (c - t1) >> shift;
  out[3] = (d + t0) >> shift;
  out[4] = (d - t0) >> shift;
}
