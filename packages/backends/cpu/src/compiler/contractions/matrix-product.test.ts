import { RandomSource } from '@myelin/core';
import type { Value } from '@myelin/program';
import { expect, test } from 'vitest';
import { contractionFault } from '../../../test-support/check-contraction.ts';
import {
  operationOf,
  randomEpilogue,
  sizeOf,
  tensorOf,
} from '../../../test-support/random-epilogue.ts';

interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly batchA: readonly number[];
  readonly batchB: readonly number[];
}

/** Checks one product with a random epilogue. */
function fault(product: Product, seed: number, operations = 4): string | undefined {
  const random = new RandomSource(seed);
  const { rows, inner, columns, transposeA, transposeB, batchA, batchB } = product;
  const a = tensorOf([...batchA, ...(transposeA ? [inner, rows] : [rows, inner])]);
  const b = tensorOf([...batchB, ...(transposeB ? [columns, inner] : [inner, columns])]);
  const rank = Math.max(batchA.length, batchB.length);
  const batch = Array.from({ length: rank }, (_, i) =>
    Math.max(batchA[i - rank + batchA.length] ?? 1, batchB[i - rank + batchB.length] ?? 1),
  );
  const result = tensorOf([...batch, rows, columns]);
  const numbers = (value: Value): number[] =>
    Array.from({ length: sizeOf(value) }, () =>
      random.integer(3) > 0 ? random.uniform(-1, 1) : 0,
    );
  const [left, right] = [numbers(a).map(Math.fround), numbers(b).map(Math.fround)];
  const epilogue = randomEpilogue(random, result, operations);
  const made = [result, ...epilogue.operations.flatMap(({ outputs }) => outputs)];
  return contractionFault({
    contraction: operationOf('BatchMatMul', [a, b], result, { transposeA, transposeB }),
    inputs: new Map([
      [a, left],
      [b, right],
    ]),
    epilogue,
    expected: reference(product, batch, left, right),
    tolerance: 1e-6 * (inner + 8),
    stored: made.filter((_, i) => i === made.length - 1 || random.integer(2) === 0),
  });
}

function reference(
  { rows, inner, columns, transposeA, transposeB, batchA, batchB }: Product,
  batch: readonly number[],
  a: readonly number[],
  b: readonly number[],
): number[] {
  const result: number[] = [];
  const matrices = batch.reduce((x, y) => x * y, 1);
  for (let matrix = 0; matrix < matrices; matrix++) {
    const startA = rows * inner * matrixOf(matrix, batch, batchA);
    const startB = columns * inner * matrixOf(matrix, batch, batchB);
    for (let m = 0; m < rows; m++) {
      for (let n = 0; n < columns; n++) {
        let sum = 0;
        for (let k = 0; k < inner; k++) {
          const left = a[startA + (transposeA ? k * rows + m : m * inner + k)] ?? 0;
          sum += left * (b[startB + (transposeB ? n * inner + k : k * columns + n)] ?? 0);
        }
        result.push(sum);
      }
    }
  }
  return result;
}

/** Which matrix of an operand belongs to matrix `index` of the result. */
function matrixOf(index: number, batch: readonly number[], own: readonly number[]): number {
  let [rest, at, stride] = [index, 0, 1];
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const size = own[axis - batch.length + own.length] ?? 1;
    if (size > 1) at += (rest % (batch[axis] ?? 1)) * stride;
    stride *= size;
    rest = Math.floor(rest / (batch[axis] ?? 1));
  }
  return at;
}

const plain = { transposeA: false, transposeB: false, batchA: [], batchB: [] } as const;

test.each([0, 1, 2])('products of random shapes are those of plain loops: group %d', (group) => {
  const sizes = [1, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 14, 16, 17, 19, 20, 33, 50, 65];
  const batches = [[], [], [], [1], [2], [3], [2, 3], [3, 1], [1, 2, 1]];
  for (let i = 0; i < 100; i++) {
    const seed = 100 * group + i;
    const random = new RandomSource(seed);
    const size = (): number => sizes[random.integer(sizes.length)] ?? 1;
    const batchA = batches[random.integer(batches.length)] ?? [];
    const product: Product = {
      rows: size(),
      inner: size(),
      columns: size(),
      transposeA: random.integer(2) === 0,
      transposeB: random.integer(2) === 0,
      batchA,
      batchB: random.integer(2) === 0 ? batchA : batchA.map((n) => (random.integer(2) ? 1 : n)),
    };
    expect(fault(product, seed), JSON.stringify({ seed, ...product })).toBeUndefined();
  }
});

test.each([
  { rows: 32, inner: 784, columns: 128 },
  { rows: 784, inner: 32, columns: 128, transposeA: true },
  { rows: 130, inner: 150, columns: 100 },
  { rows: 130, inner: 300, columns: 83, transposeB: true },
  { rows: 70, inner: 1000, columns: 128, transposeA: true },
  { rows: 1, inner: 784, columns: 128 },
  { rows: 1, inner: 100, columns: 97, transposeB: true },
  { rows: 300, inner: 257, columns: 1 },
  { rows: 257, inner: 300, columns: 1, transposeA: true },
])('products that are packed, listed or summed along memory: %o', (sizes) => {
  expect(fault({ ...plain, ...sizes }, 1)).toBeUndefined();
});

test('rows of a vector times a matrix whose element is zero are left out', () => {
  const x = tensorOf([1, 64]);
  const w = tensorOf([64, 32]);
  const y = tensorOf([1, 32]);
  const ones = Array(64).fill(0).fill(1, 3, 5);
  const weights = Array.from({ length: 64 * 32 }, (_, i) => Math.floor(i / 32));
  const fault = contractionFault({
    contraction: operationOf('BatchMatMul', [x, w], y),
    inputs: new Map([
      [x, ones],
      [w, weights],
    ]),
    epilogue: { operations: [], inputs: new Map() },
    // Rows 3 and 4 hold threes and fours.
    expected: Array(32).fill(7),
    tolerance: 0,
  });
  expect(fault).toBeUndefined();
});
