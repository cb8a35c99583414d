import { expect, test } from 'vitest';
import type { Tensor } from '../tensors/tensor.ts';
import { SlotLayout } from './slot-layout.ts';

const weights = [
  { path: 'kernel', shape: [2, 3] },
  { path: 'bias', shape: [3] },
];
const values = ['kernel', 'bias'] as unknown as Tensor[];
const layout = new SlotLayout(
  [{ perWeight: ['momentum', 'velocity'] }, { perWeight: ['velocity_hat'] }],
  weights,
);

/** The order of Keras's Adam with amsgrad and two weights. */
const order = ['m of 0', 'v of 0', 'm of 1', 'v of 1', 'hat of 0', 'hat of 1'];
const slots = order as unknown as Tensor[];

test('slots of a group alternate weight by weight, groups follow each other', () => {
  const state = layout.split(values, slots);
  expect(state).toEqual({
    weights: [
      {
        value: 'kernel',
        slots: { momentum: 'm of 0', velocity: 'v of 0', velocity_hat: 'hat of 0' },
      },
      {
        value: 'bias',
        slots: { momentum: 'm of 1', velocity: 'v of 1', velocity_hat: 'hat of 1' },
      },
    ],
    shared: {},
  });
  expect(layout.join(state)).toEqual(order);
});

test('slots that all weights share stand where their group does', () => {
  const shared = new SlotLayout(
    [{ shared: ['scale'] }, { perWeight: ['momentum'] }, { shared: ['product'] }],
    weights,
  );
  const flat = ['scale', 'm of 0', 'm of 1', 'product'] as unknown as Tensor[];
  const state = shared.split(values, flat);
  expect(state.shared).toEqual({ scale: 'scale', product: 'product' });
  expect(state.weights[1]).toEqual({ value: 'bias', slots: { momentum: 'm of 1' } });
  expect(shared.join(state)).toEqual(flat);
  expect(shared.labels).toEqual([
    'scale of all weights',
    'momentum of kernel',
    'momentum of bias',
    'product of all weights',
  ]);
});

test('slots may depend on the weight', () => {
  const differing = new SlotLayout(
    [{ perWeight: ({ shape }) => (shape.length === 2 ? ['momentum'] : ['momentum', 'velocity']) }],
    weights,
  );
  expect(differing.labels).toEqual(['momentum of kernel', 'momentum of bias', 'velocity of bias']);
  expect(differing.placesOf('momentum')).toEqual([0, 1]);
});

test('the places of a name are those of each weight', () => {
  expect(layout.placesOf('velocity')).toEqual([1, 3]);
  expect(layout.placesOf('velocity_hat')).toEqual([4, 5]);
});

test('without slots there is one empty record a weight', () => {
  const none = new SlotLayout([], weights);
  const state = none.split(values, []);
  expect(state.weights.map((weight) => weight.slots)).toEqual([{}, {}]);
  expect(none.join(state)).toEqual([]);
});

test('slots of other weights are refused', () => {
  expect(() => layout.split(values, slots.slice(1))).toThrow(
    'Optimizer.apply: `slots` must hold 6 tensors (momentum, velocity, velocity_hat of 2 weights), received 5.',
  );
});
