/** Numbers as they stand in text files. */

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const MINUS = 0x2d;
const UPPER_E = 0x45;
const LOWER_E = 0x65;

/** So many digits always make a whole number below 2^53. */
const EXACT_DIGITS = 15;
/** Powers of ten that doubles hold exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** The number a text stands for; undefined if it stands for none. */
export type NumberParser = (text: string) => number | undefined;

export interface NumberFormat {
  readonly thousands: string | undefined;
  readonly decimal: string;
}

/**
 * A function that reads numbers: decimals with or without an exponent, and the words for infinity; blanks around them do not
 * count. No hexadecimal numbers, no underscores.
 *
 * @source what pandas 3.1 `read_csv` takes for a number
 */
export function numberParser({ thousands, decimal }: NumberFormat): NumberParser {
  if (thousands === undefined && decimal === '.') return parseNumber;
  const group = thousands === undefined ? undefined : escaped(thousands);
  const grouped = new RegExp(`^\\s*[-+]?\\d{1,3}(${group}\\d{3})+(?!\\d)`);
  return (text) => {
    let plain = text;
    if (thousands !== undefined && text.includes(thousands)) {
      if (!grouped.test(text)) return undefined;
      plain = plain.replaceAll(thousands, '');
    }
    if (decimal !== '.') {
      if (plain.includes('.')) return undefined;
      plain = plain.replace(decimal, '.');
    }
    return parseNumber(plain);
  };
}

/** @example parseNumber(' -.5e1 ') // => -5 */
function parseNumber(text: string): number | undefined {
  return shortDecimal(text) ?? anyNumber(text);
}

/**
 * Plain decimals of at most 15 digits, which are the most. Their digits make a whole number that doubles hold exactly, and so
 * is the power of ten: one division rounds once, which gives the nearest double (Clinger 1990, "How to read floating point
 * numbers accurately", the easy case).
 */
function shortDecimal(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > EXACT_DIGITS + 2) return undefined;
  const isNegative = text.charCodeAt(0) === MINUS;
  let digits = 0;
  let whole = 0;
  let decimals = -1;
  for (let i = isNegative ? 1 : 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= ZERO && code <= NINE) {
      whole = whole * 10 + (code - ZERO);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (code === POINT && decimals < 0) {
      decimals = 0;
    } else {
      return undefined;
    }
  }
  if (digits === 0 || digits > EXACT_DIGITS) return undefined;
  const value = decimals > 0 ? whole / (POWERS[decimals] as number) : whole;
  return isNegative ? -value : value;
}

const DECIMAL = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;
const INFINITY = /^([-+]?)(inf|infinity)$/i;

function anyNumber(text: string): number | undefined {
  if (text === '') return undefined;
  const value = Number(text);
  const first = text.charCodeAt(0);
  const second = text.charCodeAt(1);
  // A digit, sign or point, and then no letter but an exponent's: what Number reads then is a decimal.
  if (
    !Number.isNaN(value) &&
    first >= 0x2b &&
    first <= NINE &&
    !(second > NINE && second !== LOWER_E && second !== UPPER_E)
  ) {
    return value;
  }
  if (DECIMAL.test(text)) return value;
  const word = INFINITY.exec(text);
  if (!word) return undefined;
  return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
