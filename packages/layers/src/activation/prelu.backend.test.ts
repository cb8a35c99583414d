import { checkLayer, expectClose, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { PReLU } from './prelu.ts';

await layerFixtureTests('keras/layers-activation.json', { PReLU });

onEachBackend('PReLU', () => {
  test.each([
    { options: { alphaInitializer: 'ones' }, input: [2, 3], output: [2, 3] },
    { options: { sharedAxes: [1] }, input: [2, 3, 4], output: [2, 3, 4] },
  ])('obeys the layer laws: $options', (example) => checkLayer(PReLU, example));

  test('multiplies negative inputs by a slope for each feature', () => {
    using layer = new PReLU();
    layer.buildFor([null, 2]);
    layer.weights[0]?.assign([0.5, 2]);
    using y = layer.apply([
      [-1, -1],
      [3, 4],
    ]);
    expectClose(y, [
      [-0.5, -2],
      [3, 4],
    ]);
  });

  test('takes images of other sizes where height and width share their slopes', () => {
    using layer = new PReLU({ sharedAxes: [1, 2] });
    layer.buildFor([null, 4, 4, 3]);
    expect(layer.weights[0]?.shape).toEqual([1, 1, 3]);
    using y = layer.apply([[[[-1, 2, -3]]]]);
    expectClose(y, [[[[0, 2, 0]]]]);
  });

  test('refuses axes that the input does not have', () => {
    expect(() => new PReLU({ sharedAxes: [0] })).toThrow('`sharedAxes` must be null or a list');
    expect(() => new PReLU({ sharedAxes: [2] }).buildFor([null, 3])).toThrow(
      '`sharedAxes` must be axes of the input from 1 to 1, received 2',
    );
  });
});
