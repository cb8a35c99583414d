/** The standard normal distribution, in double precision. */

/** Beyond, the density is 0 in double precision. */
const FAR = 38.6;

/** Up to here the series is the faster one, and exact enough. */
const SERIES_END = 3;

/**
 * The probability of being below `x`.
 *
 * @source Abramowitz & Stegun 26.2.11 (series) and 26.2.14 (continued fraction).
 */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return Number.NaN;
  if (size < SERIES_END) return 0.5 + Math.sign(x) * density(size) * series(size);
  const tail = size > FAR ? 0 : density(size) * fraction(size);
  return x < 0 ? tail : 1 - tail;
}

const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** `x + x³/3 + x⁵/(3·5) + …` */
function series(x: number): number {
  let term = x;
  let sum = 0;
  for (let k = 3; sum + term !== sum; k += 2) {
    sum += term;
    term *= (x * x) / k;
  }
  return sum;
}

/** `1/(x + 1/(x + 2/(x + 3/(x + …))))`, from the inside, with enough levels for `x ≥ 3`. */
function fraction(x: number): number {
  let tail = x;
  for (let k = 70; k > 0; k--) tail = x + k / tail;
  return 1 / tail;
}

/**
 * The number below which one is with probability `p`: the inverse of {@link normalCdf}. Infinite for 0 and 1, NaN outside.
 *
 * @source Wichura 1988, Algorithm AS 241 (PPND16), Applied Statistics 37 (3).
 */
export function normalQuantile(p: number): number {
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (!(p > 0 && p < 1)) return Number.NaN;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(middle, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  return Math.sign(q) * (r <= 5 ? ratio(outer, r - 1.6) : ratio(tail, r - 5));
}

/** Two polynomials of the seventh degree, the highest power first. */
interface Ratio {
  readonly above: Coefficients;
  readonly below: Coefficients;
}

type Coefficients = readonly [number, number, number, number, number, number, number, number];

const ratio = ({ above, below }: Ratio, x: number): number =>
  polynomial(above, x) / polynomial(below, x);

function polynomial([a, b, c, d, e, f, g, h]: Coefficients, x: number): number {
  return ((((((a * x + b) * x + c) * x + d) * x + e) * x + f) * x + g) * x + h;
}

/** Probabilities from 0.075 to 0.925. */
const middle: Ratio = {
  above: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  below: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};

/** Farther out, to e^-25. */
const outer: Ratio = {
  above: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  below: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
};

const tail: Ratio = {
  above: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  below: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};
