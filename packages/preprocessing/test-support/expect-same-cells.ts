import { NdArray } from '@myelin/core';
import { Table } from '@myelin/table';
import { expect } from 'vitest';
import { cellsOf, type RecordedArray } from './recorded-value.ts';

/**
 * Relative and absolute difference that is allowed: sums are added up in another order than NumPy's, which changes the last
 * digits of doubles.
 */
const TOLERANCE = 1e-12;

/** The values are those of a recorded array, in its shape; texts exactly. */
export function expectSameCells(
  actual: unknown,
  expected: RecordedArray,
  tolerance: number = TOLERANCE,
): void {
  const { shape, cells } = contentOf(actual);
  if (shape) expect(shape).toEqual(expected.shape);
  const wanted = cellsOf(expected);
  expect(cells).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) {
    const found = cells[at];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      // Booleans are written as numbers where an array holds numbers.
      expect(found === true || found === false ? Boolean(found) : found, `element ${at}`).toEqual(
        typeof value === 'boolean' && typeof found === 'number' ? Number(value) : value,
      );
      continue;
    }
    const difference = Math.abs(Number(found) - value);
    if (typeof found === 'number' && difference <= tolerance * (1 + Math.abs(value))) continue;
    expect(found, `element ${at}`).toBe(value);
  }
}

function contentOf(actual: unknown): { shape?: readonly number[]; cells: readonly unknown[] } {
  const cells = (values: Iterable<unknown>): unknown[] =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  if (actual instanceof NdArray) return { shape: actual.shape, cells: cells(actual.data) };
  if (actual instanceof Table) {
    const columns = actual.columns;
    return {
      shape: actual.shape,
      cells: Array.from({ length: actual.length }, (_, row) =>
        columns.map((one) => one.cell(row)),
      ).flat(),
    };
  }
  if (ArrayBuffer.isView(actual)) return { cells: cells(actual as Float64Array) };
  return { cells: cells((actual as readonly unknown[]).flat(Number.POSITIVE_INFINITY)) };
}
