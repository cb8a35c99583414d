import type { KnownShape, Pass as PassType } from '@myelin/core';
import { isTensor, Pass, setRandomSeed, tidy } from '@myelin/core';

interface Drawing {
  randomTransformation(images: KnownShape, pass: PassType): object;
}

/** What a layer draws for a batch of images in training, by name; the same numbers each time. */
export function drawn(layer: Drawing, images: KnownShape): Record<string, number[]> {
  setRandomSeed(11);
  const values: Record<string, number[]> = {};
  tidy(() => {
    const transformation = layer.randomTransformation(images, new Pass({ training: true }));
    for (const [name, value] of Object.entries(transformation)) {
      if (isTensor(value)) values[name] = Array.from(value.dataSync());
    }
  });
  return values;
}

/** Smallest, largest and mean of numbers. */
export function spreadOf(numbers: readonly number[]): { low: number; high: number; mean: number } {
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
  return { low: Math.min(...numbers), high: Math.max(...numbers), mean };
}
