import { onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { tidy } from '../memory/memory.ts';
import { tensor } from '../tensors/creation.ts';
import { SlotLayout } from './slot-layout.ts';

onEachBackend('The first slots', () => {
  test('are zeros, numbers or the weight, of the shape that is stated', () => {
    tidy(() => {
      const value = tensor([
        [1, 2],
        [3, 4],
      ]);
      const layout = new SlotLayout(
        [
          { perWeight: ['momentum', { name: 'weight', first: 'weight' }] },
          { perWeight: ({ shape }) => [{ name: 'row', shape: shape.slice(1), first: 0.5 }] },
          { shared: [{ name: 'product', first: 1 }] },
        ],
        [{ path: 'kernel', shape: [2, 2] }],
      );
      const slots = layout.firstSlots([value]);
      expect(slots.map((slot) => [slot.shape, Array.from(slot.dataSync())])).toEqual([
        [
          [2, 2],
          [0, 0, 0, 0],
        ],
        [
          [2, 2],
          [1, 2, 3, 4],
        ],
        [[2], [0.5, 0.5]],
        [[], [1]],
      ]);
      expect(slots[1]).not.toBe(value);
    });
  });
});
