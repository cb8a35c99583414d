import type { Label, LabelTable } from './labels.ts';

/** Labels as places in a sorted list of the classes. */
export interface EncodedLabels {
  /** All labels that occur, in order. */
  readonly classes: readonly Label[];
  /** For each table, the class of each of its elements. */
  readonly codes: readonly Int32Array[];
}

/** Whole numbers that lie closer together than this are looked up in a list. */
const CLOSE = 2 ** 16;

/** Labels of tables that all hold texts, or all hold none. */
export function encodeLabels(tables: readonly LabelTable[]): EncodedLabels {
  const texts: (readonly string[])[] = [];
  const numbers: Float64Array[] = [];
  for (const table of tables) {
    if (table.kind === 'string') texts.push(table.values);
    else numbers.push(table.values);
  }
  if (texts.length > 0) return encodeByMap(texts, byCodePoint);
  const { classes, codes } = encodeNumbers(numbers);
  const areBooleans = tables.every((table) => table.kind === 'boolean');
  return { classes: areBooleans ? classes.map((label) => label === 1) : classes, codes };
}

function encodeNumbers(columns: readonly Float64Array[]): Encoded<number> {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let areWhole = true;
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? 0;
      if (value < min) min = value;
      if (value > max) max = value;
      areWhole &&= Number.isInteger(value);
    }
  }
  return areWhole && max - min < CLOSE
    ? encodeByPlace(columns, min, max)
    : encodeByMap(columns, (a, b) => a - b);
}

function encodeByPlace(
  columns: readonly Float64Array[],
  min: number,
  max: number,
): Encoded<number> {
  const place = new Int32Array(max - min + 1);
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) place[(values[i] ?? 0) - min] = 1;
  }
  const classes: number[] = [];
  for (let i = 0; i < place.length; i++) {
    if (place[i] === 1) place[i] = classes.push(min + i) - 1;
  }
  const codes = columns.map((values) => {
    const codesOf = new Int32Array(values.length);
    for (let i = 0; i < codesOf.length; i++) codesOf[i] = place[(values[i] ?? 0) - min] ?? 0;
    return codesOf;
  });
  return { classes, codes };
}

interface Encoded<Value extends Label> {
  readonly classes: readonly Value[];
  readonly codes: readonly Int32Array[];
}

function encodeByMap<Value extends Label>(
  columns: readonly ArrayLike<Value>[],
  order: (a: Value, b: Value) => number,
): Encoded<Value> {
  const code = new Map<Value | undefined, number>();
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) code.set(values[i], 0);
  }
  const classes = ([...code.keys()] as Value[]).sort(order);
  for (const [i, label] of classes.entries()) code.set(label, i);
  const codes = columns.map((values) => {
    const codesOf = new Int32Array(values.length);
    for (let i = 0; i < codesOf.length; i++) codesOf[i] = code.get(values[i]) ?? 0;
    return codesOf;
  });
  return { classes, codes };
}

/** Python's order of texts; JavaScript's own differs where a character takes two units. */
function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) return (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
  }
  return a.length - b.length;
}
