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
    const k = at + x;
    const s0 = Math.imul(numbers[k] ?? 0, divisors[x] ?? 0);
    const s1 = Math.imul(numbers[k + 8] ?? 0, divisors[x + 8] ?? 0);
    const s2 = Math.imul(numbers[k + 16] ?? 0, divisors[x + 16] ?? 0);
    const s3 = Math.imul(numbers[k + 24] ?? 0, divisors[x + 24] ?? 0);
    const s4 = Math.imul(numbers[k + 32] ?? 0, divisors[x + 32] ?? 0);
    const s5 = Math.imul(numbers[k + 40] ?? 0, divisors[x + 40] ?? 0);
    const s6 = Math.imul(numbers[k + 48] ?? 0, divisors[x + 48] ?? 0);
    const s7 = Math.imul(numbers[k + 56] ?? 0, divisors[x + 56] ?? 0);
    if ((s1 | s2 | s3 | s4 | s5 | s6 | s7) === 0) {
      // Most columns are even: the transform of one number is that number everywhere.
      const even = s0 << KEPT_BITS;
      for (let i = x; i < 64; i += 8) workspace[i] = even;
    } else transform(s0, s1, s2, s3, s4, s5, s6, s7, FACTOR_BITS - KEPT_BITS, x, 8);
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
      w,
      1,
    );
    const place = first + y * stride;
    for (let x = 0; x < 8; x++) to[place + x] = (workspace[w + x] ?? 0) + 128;
  }
}

/**
 * One line of eight numbers, which are then divided by 2 to the power of `shift`, and stored `step` apart. Whole numbers of 32
 * bits throughout, which engines compute fastest.
 */
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
  at: number,
  step: number,
): void {
  const half = 1 << (shift - 1);
  const e = Math.imul(s2 + s6, 4433);
  const even2 = (e - Math.imul(s6, 15137)) | 0;
  const even3 = (e + Math.imul(s2, 6270)) | 0;
  const sum = (((s0 + s4) << FACTOR_BITS) + half) | 0;
  const difference = (((s0 - s4) << FACTOR_BITS) + half) | 0;
  const a = (sum + even3) | 0;
  const d = (sum - even3) | 0;
  const b = (difference + even2) | 0;
  const c = (difference - even2) | 0;
  const z5 = Math.imul(s7 + s3 + s5 + s1, 9633);
  const z1 = Math.imul(s7 + s1, -7373);
  const z2 = Math.imul(s5 + s3, -20995);
  const z3 = (Math.imul(s7 + s3, -16069) + z5) | 0;
  const z4 = (Math.imul(s5 + s1, -3196) + z5) | 0;
  const t0 = (((Math.imul(s7, 2446) + z1) | 0) + z3) | 0;
  const t1 = (((Math.imul(s5, 16819) + z2) | 0) + z4) | 0;
  const t2 = (((Math.imul(s3, 25172) + z2) | 0) + z3) | 0;
  const t3 = (((Math.imul(s1, 12299) + z1) | 0) + z4) | 0;
  workspace[at] = (a + t3) >> shift;
  workspace[at + step] = (b + t2) >> shift;
  workspace[at + 2 * step] = (c + t1) >> shift;
  workspace[at + 3 * step] = (d + t0) >> shift;
  workspace[at + 4 * step] = (d - t0) >> shift;
  workspace[at + 5 * step] = (c - t1) >> shift;
  workspace[at + 6 * step] = (b - t2) >> shift;
  workspace[at + 7 * step] = (a - t3) >> shift;
}
