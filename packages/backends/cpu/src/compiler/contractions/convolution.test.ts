import { RandomSource } from '@myelin/core';
import type { Value } from '@myelin/program';
import { describe, expect, test } from 'vitest';
import { contractionFault } from '../../../test-support/check-contraction.ts';
import {
  operationOf,
  randomEpilogue,
  sizeOf,
  tensorOf,
} from '../../../test-support/random-epilogue.ts';

interface Convolution {
  readonly images: number;
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const kernels = ['Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter'] as const;

/** Windows along an axis. */
function windows(c: Convolution, axis: 0 | 1): number {
  const padded = c.size[axis] + (axis === 0 ? c.top + c.bottom : c.left + c.right);
  return Math.floor((padded - (c.kernel[axis] - 1) * c.dilations[axis] - 1) / c.strides[axis]) + 1;
}

/** Checks a convolution or one of its derivatives, with a random epilogue. */
function fault(kernel: (typeof kernels)[number], c: Convolution, seed: number): string | undefined {
  const random = new RandomSource(seed);
  const image = tensorOf([c.images, ...c.size, c.channels]);
  const filter = tensorOf([...c.kernel, c.channels, c.filters]);
  const slopes = tensorOf([c.images, windows(c, 0), windows(c, 1), c.filters]);
  const pad = [
    [0, 0],
    [c.top, c.bottom],
    [c.left, c.right],
    [0, 0],
  ];
  const attributes = { strides: c.strides, pad, dataFormat: 'NHWC' };
  const [inputs, result, more] = {
    Conv2D: [[image, filter], slopes, { dilations: c.dilations }] as const,
    Conv2DBackpropInput: [[slopes, filter], image, { inputShape: image.shape }] as const,
    Conv2DBackpropFilter: [[image, slopes], filter, { filterShape: filter.shape }] as const,
  }[kernel];
  const numbers = new Map<Value, number[]>(
    inputs.map((value) => [
      value,
      Array.from({ length: sizeOf(value) }, () => Math.fround(random.uniform(-1, 1))),
    ]),
  );
  const length = sizeOf(result);
  const [expected, lengths] = [new Float64Array(length), new Int32Array(length)];
  const [a = [], b = []] = inputs.map((value) => numbers.get(value));
  const add = (place: number, x = 0, y = 0): void => {
    expected[place]! += x * y;
    lengths[place]!++;
  };
  eachProduct(
    c,
    {
      Conv2D: (i: number, j: number, k: number) => add(k, a[i], b[j]),
      Conv2DBackpropInput: (i: number, j: number, k: number) => add(i, a[k], b[j]),
      Conv2DBackpropFilter: (i: number, j: number, k: number) => add(j, a[i], b[k]),
    }[kernel],
  );
  const epilogue = randomEpilogue(random, result, 3);
  const made = [result, ...epilogue.operations.flatMap(({ outputs }) => outputs)];
  return contractionFault({
    contraction: operationOf(kernel, inputs, result, { ...attributes, ...more }),
    inputs: numbers,
    epilogue,
    expected: [...expected],
    tolerance: 1e-6 * (Math.max(...lengths) + 8),
    stored: made.filter((_, i) => i === made.length - 1 || random.integer(2) === 0),
  });
}

/** Visits all triples of elements of the image, the filter and the windows that belong together. */
function eachProduct(
  c: Convolution,
  visit: (image: number, filter: number, window: number) => void,
): void {
  const [height, width] = c.size;
  for (let n = 0; n < c.images; n++) {
    for (let v = 0; v < windows(c, 0); v++) {
      for (let u = 0; u < windows(c, 1); u++) {
        for (let ky = 0; ky < c.kernel[0]; ky++) {
          for (let kx = 0; kx < c.kernel[1]; kx++) {
            const y = v * c.strides[0] - c.top + ky * c.dilations[0];
            const x = u * c.strides[1] - c.left + kx * c.dilations[1];
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            for (let ci = 0; ci < c.channels; ci++) {
              for (let co = 0; co < c.filters; co++) {
                visit(
                  ((n * height + y) * width + x) * c.channels + ci,
                  ((ky * c.kernel[1] + kx) * c.channels + ci) * c.filters + co,
                  ((n * windows(c, 0) + v) * windows(c, 1) + u) * c.filters + co,
                );
              }
            }
          }
        }
      }
    }
  }
}

function randomConvolution(random: RandomSource, kernel: (typeof kernels)[number]): Convolution {
  const one = <T>(choices: readonly T[]): T => choices[random.integer(choices.length)] as T;
  const both = (choices: readonly number[]) => [one(choices), one(choices)] as const;
  const isDilated = kernel === 'Conv2D' && random.integer(3) === 0;
  const isStrided = !isDilated && random.integer(2) === 0;
  const shape = {
    kernel: both([1, 2, 3, 3, 4, 5]),
    strides: isStrided ? both([1, 2, 3]) : ([1, 1] as const),
    dilations: isDilated ? both([1, 2, 3]) : ([1, 1] as const),
  };
  const isPadded = random.integer(3) > 0;
  const pad = (): number => (isPadded ? random.integer(4) : 0);
  const [top, bottom, left, right] = [pad(), pad(), pad(), pad()];
  const least = (axis: 0 | 1): number => (shape.kernel[axis] - 1) * shape.dilations[axis] + 1;
  const size = (axis: 0 | 1, padding: number): number =>
    Math.max(1, least(axis) - padding) + random.integer(8);
  return {
    images: one([1, 1, 2, 3, 5, 7]),
    size: [size(0, top + bottom), size(1, left + right)],
    channels: one([1, 1, 2, 3, 4, 5, 16, 17, 20]),
    filters: one([1, 2, 4, 6, 8, 9, 12, 16, 18, 20]),
    ...shape,
    top,
    bottom,
    left,
    right,
  };
}

const square = {
  strides: [1, 1],
  dilations: [1, 1],
  top: 0,
  bottom: 0,
  left: 0,
  right: 0,
} as const;

describe.each(kernels)('%s', (kernel) => {
  test.each([0, 1])('is that of plain loops for random shapes: group %d', (group) => {
    for (let i = 0; i < 60; i++) {
      const seed = 60 * group + i;
      const convolution = randomConvolution(new RandomSource(seed), kernel);
      expect(
        fault(kernel, convolution, seed),
        JSON.stringify({ seed, ...convolution }),
      ).toBeUndefined();
    }
  });

  test.each([
    { images: 3, size: [28, 28], channels: 1, filters: 32, kernel: [3, 3] },
    { images: 7, size: [13, 13], channels: 32, filters: 64, kernel: [3, 3] },
    { images: 2, size: [14, 9], channels: 32, filters: 24, kernel: [3, 5], top: 1, left: 2 },
    {
      images: 2,
      size: [12, 12],
      channels: 3,
      filters: 8,
      kernel: [11, 11],
      strides: [4, 4],
      top: 2,
      right: 3,
    },
    { images: 9, size: [5, 5], channels: 6, filters: 10, kernel: [5, 5] },
    { images: 9, size: [6, 5], channels: 18, filters: 10, kernel: [1, 1] },
  ] as const)('is right for the shapes of nets: %o', (shape) => {
    expect(fault(kernel, { ...square, ...shape }, 1)).toBeUndefined();
  });
});
