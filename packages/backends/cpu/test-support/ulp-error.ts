const view = new DataView(new ArrayBuffer(8));

/**
 * How far a float32 result is from the exact one, in units in the last place of float32 there: ∞ if only one of them is
 * NaN, or if both are 0 with unequal signs. Infinity counts as 2^128, the number after the largest.
 */
export function ulpError(result: number, exact: number): number {
  if (Object.is(result, exact)) return 0;
  if (Number.isNaN(result) || Number.isNaN(exact)) return Infinity;
  if (result === 0 && exact === 0) return Infinity;
  const limit = 2 ** 128;
  const [a, b] = [result, exact].map((x) => Math.min(Math.max(x, -limit), limit)) as [
    number,
    number,
  ];
  view.setFloat64(0, Math.abs(b));
  const exponent = (view.getUint16(0) >> 4) - 1023;
  return Math.abs(a - b) / 2 ** Math.max(Math.min(exponent, 127) - 23, -149);
}
