/**
 * Numbers as Python prints them, so that logs and progress lines read as Keras's.
 *
 * JavaScript's own formatting differs in three points: it rounds exact ties up, where Python takes the even
 * neighbor (13/32 to four places is 0.4062); its exponents have no leading zero; and it names infinities otherwise.
 */

/** Above this, JavaScript's `toFixed` writes an exponent. */
const largestFixed = 1e21;

/** Python's `f'{value:.{digits}f}'`. */
export function formatFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  if (Math.abs(value) >= largestFixed) return `${BigInt(value)}${(0).toFixed(digits).slice(1)}`;
  return signed(value, evenOnTie(Math.abs(value), digits, 'toFixed'));
}

/** Python's `f'{value:.{digits}e}'`. */
export function formatScientific(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  return signed(value, twoDigitExponent(evenOnTie(Math.abs(value), digits, 'toExponential')));
}

/** Python's `str(value)` of a float: the shortest text that reads back as the same number. */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return signed(value, twoDigitExponent(size.toExponential()));
  }
  return signed(value, Number.isInteger(size) ? `${size}.0` : String(size));
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}

const signed = (value: number, text: string): string =>
  value < 0 || Object.is(value, -0) ? `-${text}` : text;

const twoDigitExponent = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2');

/** Digits that show any tie in full: the printed value is then the exact one. */
const manyDigits = 60;

function evenOnTie(size: number, digits: number, format: 'toFixed' | 'toExponential'): string {
  const rounded = size[format](digits);
  const [exact = '', exponent] = size[format](manyDigits).split('e');
  const point = exact.indexOf('.') + 1;
  const kept = exact.slice(0, digits === 0 ? point - 1 : point + digits);
  const isTie = /^50*$/.test(exact.slice(point + digits));
  const isEven = '02468'.includes(kept.at(-1) ?? '');
  if (!isTie || !isEven) return rounded;
  return exponent === undefined ? kept : `${kept}e${exponent}`;
}
