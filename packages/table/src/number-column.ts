import { Column } from './column.ts';

/**
 * A column of numbers, of the parts that make it up: numbers, big integers that doubles hold exactly, and missing values.
 * Undefined where another value is among them, or there are more or fewer.
 */
export function numberColumn(
  name: string,
  parts: readonly ArrayLike<unknown>[],
  length: number,
): Column | undefined {
  const numbers = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    if (part.length > length - at) return undefined;
    if (isNumbers(part)) {
      numbers.set(part, at);
      at += part.length;
      continue;
    }
    for (let i = 0; i < part.length; i++) {
      const number = numberOf(part[i]);
      if (number === undefined) return undefined;
      numbers[at++] = number;
    }
  }
  return at === length ? new Column(name, 'number', numbers) : undefined;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return Number.NaN;
  if (typeof value !== 'bigint') return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

const isNumbers = (part: ArrayLike<unknown>): part is ArrayLike<number> =>
  ArrayBuffer.isView(part) && !(part instanceof BigInt64Array || part instanceof BigUint64Array);
