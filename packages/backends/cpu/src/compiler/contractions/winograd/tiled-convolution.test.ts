import { RandomSource } from '@myelin/core';
import { describe, expect, test } from 'vitest';
import {
  type Convolution,
  convolutionFault,
  convolutionKernels,
} from '../../../../test-support/check-convolution.ts';
import { isTiled } from './tile-grid.ts';

const plain = { kernel: [3, 3], strides: [1, 1], dilations: [1, 1] } as const;
const unpadded = { top: 0, bottom: 0, left: 0, right: 0 } as const;

function randomConvolution(random: RandomSource): Convolution {
  const one = (choices: readonly number[]): number => choices[random.integer(choices.length)] ?? 0;
  const isPadded = random.integer(3) > 0;
  const pad = (): number => (isPadded ? random.integer(3) : 0);
  const [top, bottom, left, right] = [pad(), pad(), pad(), pad()];
  const size = (padding: number): number => 8 - padding + random.integer(7);
  return {
    ...plain,
    images: one([4, 5]),
    size: [size(top + bottom), size(left + right)],
    channels: one([16, 20, 24, 28, 64]),
    filters: one([16, 20, 36, 44, 64]),
    top,
    bottom,
    left,
    right,
  };
}

/** Whether tiles are used for it. */
function isByTiles({ images, size, channels, filters, ...c }: Convolution): boolean {
  const axis = (length: number, before: number, after: number) => ({
    ...{ size: length, windows: length + before + after - 2, before },
    ...{ kernel: 3, stride: 1, dilation: 1 },
  });
  const vertical = axis(size[0], c.top, c.bottom);
  const horizontal = axis(size[1], c.left, c.right);
  return isTiled({ images, channels, filters, vertical, horizontal });
}

describe.each(convolutionKernels)('%s by tiles', (kernel) => {
  test.each([0, 1])('is that of plain loops for random shapes: group %d', (group) => {
    for (let i = 0; i < 6; i++) {
      const seed = 6 * group + i;
      const convolution = randomConvolution(new RandomSource(seed));
      const shape = JSON.stringify({ seed, ...convolution });
      expect(isByTiles(convolution), shape).toBe(true);
      expect(convolutionFault(kernel, convolution, seed), shape).toBeUndefined();
    }
  });

  test.each([
    { images: 4, size: [13, 13], channels: 32, filters: 64, ...unpadded },
    { images: 2, size: [28, 28], channels: 16, filters: 16, top: 1, bottom: 1, left: 1, right: 1 },
    { images: 1, size: [9, 36], channels: 132, filters: 16, top: 2, bottom: 0, left: 0, right: 2 },
  ] as const)('is right for the shapes of nets: %o', (shape) => {
    expect(convolutionFault(kernel, { ...plain, ...shape }, 1)).toBeUndefined();
  });

  test('is right wherever its scratch memory lies', () => {
    const shape = { images: 4, size: [9, 9], channels: 16, filters: 16, ...unpadded } as const;
    expect(convolutionFault(kernel, { ...plain, ...shape }, 1, 1 << 22)).toBeUndefined();
  });
});
