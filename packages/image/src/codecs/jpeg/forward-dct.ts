/** Bits behind the point of the factors, and those that the first of two passes keeps. */
const FACTOR_BITS = 13;
const KEPT_BITS = 2;

const block = new Int32Array(64);

/**
 * The numbers of a block: the cosine transform of its pixels less 128, divided and rounded.
 *
 * @param from - A plane of pixels, `stride` in a row. The block begins at `first`.
 * @source Loeffler, Ligtenberg & Moschytz 1989; whole numbers as in libjpeg's "islow".
 */
export function forwardDct(
  from: Uint8Array,
  first: number,
  stride: number,
  divisors: Uint16Array,
  to: Int32Array,
): void {
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) block[8 * y + x] = (from[first + y * stride + x] ?? 0) - 128;
  }
  for (let y = 0; y < 8; y++) transform(8 * y, 1, KEPT_BITS);
  for (let x = 0; x < 8; x++) transform(x, 8, -KEPT_BITS);
  for (let i = 0; i < 64; i++) {
    const value = block[i] ?? 0;
    const divisor = 8 * (divisors[i] ?? 1);
    const size = Math.floor((Math.abs(value) + (divisor >> 1)) / divisor);
    to[i] = value < 0 ? -size : size;
  }
}

/** One line of eight numbers, `step` apart, in place. They are multiplied by 2 to the power of `gain`. */
function transform(at: number, step: number, gain: number): void {
  const s0 = block[at] ?? 0;
  const s1 = block[at + step] ?? 0;
  const s2 = block[at + 2 * step] ?? 0;
  const s3 = block[at + 3 * step] ?? 0;
  const s4 = block[at + 4 * step] ?? 0;
  const s5 = block[at + 5 * step] ?? 0;
  const s6 = block[at + 6 * step] ?? 0;
  const s7 = block[at + 7 * step] ?? 0;
  const shift = FACTOR_BITS - gain;
  const half = 2 ** (shift - 1);
  const sum0 = s0 + s7 + s3 + s4;
  const sum1 = s1 + s6 + s2 + s5;
  const difference0 = s0 + s7 - s3 - s4;
  const difference1 = s1 + s6 - s2 - s5;
  // Of these two, no factor has to be taken out again.
  const rest = gain > 0 ? 0 : 2 ** (-gain - 1);
  block[at] = ((sum0 + sum1 + rest) * 2 ** FACTOR_BITS) >> shift;
  block[at + 4 * step] = ((sum0 - sum1 + rest) * 2 ** FACTOR_BITS) >> shift;
  const e = (difference1 + difference0) * 4433 + half;
  block[at + 2 * step] = (e + difference0 * 6270) >> shift;
  block[at + 6 * step] = (e - difference1 * 15137) >> shift;
  const t4 = s3 - s4;
  const t5 = s2 - s5;
  const t6 = s1 - s6;
  const t7 = s0 - s7;
  const z5 = (t4 + t6 + t5 + t7) * 9633;
  const z1 = (t4 + t7) * -7373 + half;
  const z2 = (t5 + t6) * -20995 + half;
  const z3 = (t4 + t6) * -16069 + z5;
  const z4 = (t5 + t7) * -3196 + z5;
  block[at + 7 * step] = (t4 * 2446 + z1 + z3) >> shift;
  block[at + 5 * step] = (t5 * 16819 + z2 + z4) >> shift;
  block[at + 3 * step] = (t6 * 25172 + z2 + z3) >> shift;
  block[at + step] = (t7 * 12299 + z1 + z4) >> shift;
}
