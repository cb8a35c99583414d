import { square } from '@myelin/core';
import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Activation } from './activation.ts';

await layerFixtureTests(
  'keras/layers-activation.json',
  { Activation },
  { skip: { 'Activation-24-sparsemax': "Keras's sparsemax, whose results do not sum to 1" } },
);

onEachBackend('Activation', () => {
  test.each([
    { options: { activation: 'relu' }, input: [2, 3], output: [2, 3] },
    { options: { activation: 'softmax' }, input: [2, 3, 4], output: [2, 3, 4] },
  ])('obeys the layer laws: $options', (example) => checkLayer(Activation, example));

  test('applies a function of the user', () => {
    using y = new Activation({ activation: square }).apply([[-2, 3]]);
    expectClose(y, [[4, 9]]);
  });

  test('requires an activation', () => {
    expect(() => new Activation({} as never)).toThrow('`activation` is required');
  });
});
