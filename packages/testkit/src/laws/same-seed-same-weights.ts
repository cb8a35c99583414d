import { setRandomSeed } from '@myelin/core';
import { expect } from 'vitest';
import { newLayer } from '../layers/any-layer-class.ts';
import { inputShapes } from '../layers/layer-arguments.ts';
import type { LayerUnderTest } from './law.ts';

/** Two layers made after the same seed start with the same weights, bit for bit. */
export function sameSeedSameWeights({ Class, given, options }: LayerUnderTest): void {
  const weightsAfterSeed = (): number[][] => {
    setRandomSeed(20);
    using layer = newLayer(Class, { ...options(), name: 'twin' });
    layer.buildFor(inputShapes(given));
    return layer.weights.map(({ value }) => Array.from(value.dataSync()));
  };
  expect(weightsAfterSeed(), 'weights after the same seed').toEqual(weightsAfterSeed());
}
