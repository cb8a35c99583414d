import { MyelinError, NdArray } from '@myelin/core';
import { camelCase, fixtureCases } from '@myelin/testkit';
import { describe, expect, test } from 'vitest';
import * as reports from './index.ts';

interface Recorded {
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
}

interface Case {
  readonly name: string;
  readonly fn: string;
  readonly args: readonly Recorded[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly resultIsTuple?: boolean;
  readonly error?: string;
}

/** Three names are those of Keras's functions of tensors. */
const renamed: Readonly<Record<string, string>> = {
  meanSquaredError: 'meanSquaredErrorValue',
  meanAbsoluteError: 'meanAbsoluteErrorValue',
  meanAbsolutePercentageError: 'meanAbsolutePercentageErrorValue',
};

const isArray = (value: unknown): value is Recorded =>
  typeof value === 'object' && value !== null && 'shape' in value && 'data' in value;

const numberOf = (value: unknown): unknown =>
  ['NaN', 'Infinity', '-Infinity'].includes(value as string) ? Number(value) : value;

function listOf({ shape, data }: Recorded): unknown {
  const flat = data.map(numberOf);
  const [rows = 0, columns] = shape;
  if (columns === undefined) return flat;
  return Array.from({ length: rows }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
}

function call({ fn, args, kwargs }: Case): unknown {
  const name = camelCase(fn);
  const run = (reports as unknown as Record<string, (...given: unknown[]) => unknown>)[
    renamed[name] ?? name
  ]!;
  const given = Object.entries(kwargs).map(([key, value]) => [
    camelCase(key),
    isArray(value) ? listOf(value) : numberOf(value),
  ]);
  const { outputDict, ...options } = Object.fromEntries(given);
  const result = run(...args.map(listOf), ...(given.length > 0 ? [options] : []));
  if (fn !== 'classification_report') return result;
  return outputDict ? JSON.parse(JSON.stringify(result)) : String(result);
}

/** Texts and shapes as they are; numbers but for the order in which NumPy adds them up. */
const roundingOfSums = 1e-13;

function expectSame(ours: unknown, theirs: unknown): void {
  if (isArray(theirs)) {
    if (ours instanceof NdArray) expect(ours.shape).toEqual(theirs.shape);
    const values = ours instanceof NdArray ? ours.data : (ours as Float64Array);
    expect(values.length).toBe(theirs.data.length);
    theirs.data.forEach((value, i) => {
      expectSame(values[i], value);
    });
  } else if (Array.isArray(theirs)) {
    const parts = Object.values(ours as object);
    expect(parts.length).toBe(theirs.length);
    theirs.forEach((part, i) => {
      expectSame(parts[i], part);
    });
  } else if (typeof numberOf(theirs) === 'number') {
    const number = numberOf(theirs) as number;
    if (!Number.isFinite(number)) expect(ours).toBe(number);
    else
      expect(Math.abs((ours as number) - number)).toBeLessThanOrEqual(
        roundingOfSums * Math.abs(number),
      );
  } else if (typeof theirs === 'object' && theirs !== null) {
    expect(Object.keys(ours as object).sort()).toEqual(Object.keys(theirs).sort());
    for (const [key, value] of Object.entries(theirs)) {
      expectSame((ours as Record<string, unknown>)[key], value);
    }
  } else {
    expect(ours).toEqual(theirs);
  }
}

describe('Reports give what scikit-learn gives', async () => {
  const cases = await fixtureCases<Case>('sklearn/metrics.json');
  test.each(cases)('$name', (recorded) => {
    if (recorded.error) expect(() => call(recorded)).toThrow(MyelinError);
    else expectSame(call(recorded), recorded.result);
  });
});
