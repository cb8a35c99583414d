import { expect, test } from 'vitest';
import type { Tensor } from '../tensors/tensor.ts';
import { SlotLayout } from './slot-layout.ts';

const layout = new SlotLayout([['momentum', 'velocity'], ['velocity_hat']]);

/** The order of Keras's Adam with amsgrad and two weights. */
const order = ['m of 0', 'v of 0', 'm of 1', 'v of 1', 'hat of 0', 'hat of 1'];
const slots = order as unknown as Tensor[];

test('slots of a group alternate weight by weight, groups follow each other', () => {
  const records = layout.split(slots, 2);
  expect(records).toEqual([
    { momentum: 'm of 0', velocity: 'v of 0', velocity_hat: 'hat of 0' },
    { momentum: 'm of 1', velocity: 'v of 1', velocity_hat: 'hat of 1' },
  ]);
  expect(layout.join(records)).toEqual(order);
});

test('names are those of one weight', () => {
  expect(layout.names).toEqual(['momentum', 'velocity', 'velocity_hat']);
});

test('without slots there is one empty record a weight', () => {
  const none = new SlotLayout([]);
  expect(none.split([], 2)).toEqual([{}, {}]);
  expect(none.join([{}, {}])).toEqual([]);
});

test('slots of other weights are refused', () => {
  expect(() => layout.split(slots.slice(1), 2)).toThrow(
    'Optimizer.apply: `slots` must hold 6 tensors (momentum, velocity, velocity_hat of 2 weights), received 5.',
  );
});

test('every slot of the flat list says what it is', () => {
  expect(layout.labels(['kernel', 'bias'])).toEqual([
    'momentum of kernel',
    'velocity of kernel',
    'momentum of bias',
    'velocity of bias',
    'velocity_hat of kernel',
    'velocity_hat of bias',
  ]);
});
