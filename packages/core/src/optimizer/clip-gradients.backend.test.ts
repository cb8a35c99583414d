import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { tidy } from '../memory/memory.ts';
import { tensor } from '../tensors/creation.ts';
import { clipGradients } from './clip-gradients.ts';

const none = { clipnorm: null, globalClipnorm: null, clipvalue: null };

/** Gradients of two weights, of lengths 5 and 13, and one that is missing. */
function clipped(limits: Partial<typeof none | Record<keyof typeof none, number>>): unknown[] {
  return tidy(() => {
    const gradients = [tensor([3, 4], 'float32'), undefined, tensor([5, -12], 'float32')];
    return clipGradients(gradients, { ...none, ...limits }).map(
      (one) => one && Array.from(one.dataSync(), (value) => Number(value.toPrecision(6))),
    );
  });
}

onEachBackend('clipGradients', () => {
  test('leaves gradients alone without a limit', () => {
    expect(clipped({})).toEqual([[3, 4], undefined, [5, -12]]);
  });

  test('clipnorm shortens each gradient that is too long', () => {
    expect(clipped({ clipnorm: 6.5 })).toEqual([[3, 4], undefined, [2.5, -6]]);
  });

  test('globalClipnorm shortens all by the same factor', () => {
    // Together they are √(25 + 169) = 13.9284 long.
    expect(clipped({ globalClipnorm: 6.96419414 })).toEqual([[1.5, 2], undefined, [2.5, -6]]);
    expect(clipped({ globalClipnorm: 20 })).toEqual([[3, 4], undefined, [5, -12]]);
  });

  test('clipvalue limits each element', () => {
    expect(clipped({ clipvalue: 3.5 })).toEqual([[3, 3.5], undefined, [3.5, -3.5]]);
  });

  test('gradients of zeros stay zeros', () => {
    tidy(() => {
      const zeros = [tensor([0, 0], 'float32')];
      for (const limits of [{ clipnorm: 1 }, { globalClipnorm: 1 }]) {
        const [clippedZeros] = clipGradients(zeros, { ...none, ...limits });
        expect(Array.from(clippedZeros?.dataSync() ?? [])).toEqual([0, 0]);
      }
    });
  });

  test('an infinite global norm turns all gradients into NaN, as in Keras', () => {
    tidy(() => {
      const gradients = [tensor([1, 2], 'float32'), tensor([Infinity], 'float32')];
      const [first] = clipGradients(gradients, { ...none, globalClipnorm: 1 });
      expect(Array.from(first?.dataSync() ?? [])).toEqual([Number.NaN, Number.NaN]);
    });
  });
});
