/** Checks a convolution, or one of its derivatives, against plain loops. */

import { RandomSource } from '@myelin/core';
import type { Value } from '@myelin/program';
import { contractionFault } from './check-contraction.ts';
import { operationOf, randomEpilogue, sizeOf, tensorOf } from './random-epilogue.ts';

export interface Convolution {
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

export const convolutionKernels = [
  'Conv2D',
  'Conv2DBackpropInput',
  'Conv2DBackpropFilter',
] as const;

export type ConvolutionKernel = (typeof convolutionKernels)[number];

/** Windows along an axis. */
function windows(c: Convolution, axis: 0 | 1): number {
  const padded = c.size[axis] + (axis === 0 ? c.top + c.bottom : c.left + c.right);
  return Math.floor((padded - (c.kernel[axis] - 1) * c.dilations[axis] - 1) / c.strides[axis]) + 1;
}

/** What is wrong with a convolution or one of its derivatives, with a random epilogue; undefined if nothing is. */
export function convolutionFault(
  kernel: ConvolutionKernel,
  c: Convolution,
  seed: number,
  scratchBytes?: number,
): string | undefined {
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
    scratchBytes,
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
