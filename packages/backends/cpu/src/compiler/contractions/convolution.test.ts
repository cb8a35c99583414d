import { RandomSource } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import {
  type Convolution,
  type ConvolutionKernel,
  convolutionFault,
  convolutionKernels,
} from '../../../test-support/check-convolution.ts';

function randomConvolution(random: RandomSource, kernel: ConvolutionKernel): Convolution {
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

describe.each(convolutionKernels)('%s', (kernel) => {
  test.each([0, 1])('is that of plain loops for random shapes: group %d', (group) => {
    for (let i = 0; i < 60; i++) {
      const seed = 60 * group + i;
      const convolution = randomConvolution(new RandomSource(seed), kernel);
      expect(
        convolutionFault(kernel, convolution, seed),
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
    expect(convolutionFault(kernel, { ...square, ...shape }, 1)).toBeUndefined();
  });
});
