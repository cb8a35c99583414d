import { cpu } from '@myelin/backend-cpu';
import {
  conv2d,
  exp,
  matMul,
  ndArray,
  sum,
  tensor,
  tidy,
  useBackend,
  valueAndGradients,
} from '@myelin/core';
import { expectClose, expectNoLeak } from '@myelin/testkit';
import { test } from 'vitest';
import { webgl } from '../webgl.ts';

// The operands are results of operations that leave numbers in the unused lanes of packed textures. They have more
// than 128 elements: smaller ones are computed on the processor.
const product = (inner: number, transposeA: boolean, transposeB: boolean) =>
  tidy(() => {
    const values = (rows: number, columns: number) =>
      tensor(
        Float32Array.from({ length: rows * columns }, (_, i) => (i % 7) / 7),
        'float32',
        [rows, columns],
      );
    const a = transposeA ? values(inner, 140) : values(140, inner);
    const b = transposeB ? values(150, inner) : values(inner, 150);
    const y = matMul(exp(a), b.add(1), { transposeA, transposeB });
    return ndArray(Float32Array.from(y.dataSync()), y.shape);
  });

const sizes = [1, 2, 3, 5, 8, 9];
const transpositions = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

test.each(sizes.flatMap((inner) => transpositions.map((t) => [inner, ...t] as const)))(
  'products over an inner size of %i (transposed: %s, %s) are those of the cpu',
  async (inner, transposeA, transposeB) => {
    await useBackend(cpu);
    const expected = product(inner, transposeA, transposeB);
    await useBackend(webgl);
    expectClose(product(inner, transposeA, transposeB), expected);
  },
);

const convolved = (kernelSize: number, channels: number) =>
  tidy(() => {
    const values = (...shape: number[]) =>
      tensor(
        Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => (i % 7) / 7),
        'float32',
        shape,
      );
    const x = exp(values(2, 9, 9, channels));
    const kernel = values(kernelSize, kernelSize, channels, 50).add(1);
    const y = conv2d(x, kernel);
    return ndArray(Float32Array.from(y.dataSync()), y.shape);
  });

test.each([
  [1, 3],
  [1, 4],
  [3, 1],
  [3, 3],
])(
  'convolutions with kernels of %i over %i channels are those of the cpu',
  async (size, channels) => {
    await useBackend(cpu);
    const expected = convolved(size, channels);
    await useBackend(webgl);
    expectClose(convolved(size, channels), expected);
  },
);

test('gradients through an odd inner size are right, and nothing leaks', async () => {
  await useBackend(webgl);
  await expectNoLeak(() =>
    tidy(() => {
      // y = Σ (a + 1)·(b + 1): the derivative with respect to a is the row sums of b + 1: 4, 6 and 8.
      const a = tensor([[1, 2, 3]], 'float32');
      const b = tensor(
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        'float32',
      );
      const { gradients } = valueAndGradients(() => sum(matMul(a.add(1), b.add(1))), [a]);
      expectClose(gradients[0]!, [[4, 6, 8]]);
    }),
  );
});
