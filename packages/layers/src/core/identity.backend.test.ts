import { checkLayer, layerFixtureTests, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { Identity } from './identity.ts';

await layerFixtureTests('keras/layers-core.json', { Identity });

onEachBackend('Identity', () => {
  test('obeys the layer laws', () =>
    checkLayer(Identity, { options: {}, input: [2, 3], output: [2, 3] }));

  test('keeps whole numbers whole', () => {
    using y = new Identity().apply([1, 2]);
    expect(y.dtype).toBe('int32');
    expect(y.arraySync()).toEqual([1, 2]);
  });
});
