// @ts-check
/** Values as the server sends them and as the page shows them. */

/** @typedef {number | 'NaN' | 'Infinity' | '-Infinity'} Sent A number as JSON can carry it. */
/** @typedef {{ epoch: number, logs: Record<string, Sent>, learningRate?: Sent, seconds: number }} Row */

/**
 * @param {Row} row
 * @param {string} name
 */
export function valueIn(row, name) {
  return row.logs[name] ?? (name === 'learning_rate' ? row.learningRate : undefined);
}

/** @param {Sent | undefined} value */
export function format(value) {
  if (value === undefined) return '–';
  if (typeof value !== 'number') return value;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-3 || size >= 1e6) return value.toExponential(2).replace(/\.?0*e\+?/, 'e');
  return String(Number(value.toPrecision(4)));
}

/** @param {number} number */
export const count = (number) => number.toLocaleString('en-US');

/** @param {number} seconds */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const twoDigits = (/** @type {number} */ value) => String(value).padStart(2, '0');
  if (seconds < 10 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)} s`;
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(whole % 60)} min`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)} h`;
}

/** @param {string} id */
export function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
