import type { Cell } from '@myelin/table';

/** Whole numbers beyond are doubles in NumPy. */
const WIDEST_WHOLE = 2 ** 63;

/**
 * Categories as Python prints them, for names of columns: `3.0` for 3 where one is missing or has a fraction, since NumPy then
 * holds doubles, else `3`; `True`, `nan`, `None`.
 */
export function categoryTexts(categories: readonly Cell[]): string[] {
  const isOfNumbers = categories.every((one) => one === null || typeof one === 'number');
  const isOfWholes = categories.every(
    (one) => Number.isInteger(one) && Math.abs(one as number) < WIDEST_WHOLE,
  );
  return categories.map((one) => {
    if (typeof one === 'string') return one;
    if (typeof one === 'boolean') return one ? 'True' : 'False';
    if (one === null) return isOfNumbers ? 'nan' : 'None';
    return isOfWholes ? String(BigInt(one)) : doubleText(one);
  });
}

/** A double as Python's `repr` writes it. */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [mantissa, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
