import { ArgumentError, deserialize, serialize } from '@myelin/core';
import { Concatenate, Dense } from '@myelin/layers';
import { expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { registerAll } from '../../test-support/register-all.ts';
import { cloneModel, Input, Model, modelGraph, Sequential } from '../index.ts';

registerAll();

function twoInputs(): Model<{ a: Input; b: Input }> {
  const a = new Input({ shape: [3], name: 'a' });
  const b = new Input({ shape: [2], name: 'b' });
  const joined = new Concatenate().apply([a, b]);
  const outputs = new Dense({ units: 2 }).apply(new Dense({ units: 4 }).apply(joined));
  return new Model({ inputs: { a, b }, outputs });
}

onEachBackend('A model that cannot be made', () => {
  test('from a damaged file leaves no weights behind', async () => {
    using model = twoInputs();
    const form = JSON.parse(JSON.stringify(serialize(model)));
    const { layers } = form.config;
    layers.at(-1).config.units = -1;
    await expectNoLeak(() => {
      expect(() => deserialize(form, 'layer')).toThrow(
        /`units` must be a whole number of at least 1/,
      );
      layers.at(-1).config.units = 1e12;
      expect(() => deserialize(form, 'layer')).toThrow(/has at most 1073741824 elements/);
    });
  });

  test('says what was wrong with its ends', () => {
    const a = new Input({ shape: [3], name: 'a' });
    expect(() => new Model({ inputs: [a, a], outputs: new Dense({ units: 1 }).apply(a) })).toThrow(
      'Model: `inputs` must hold each input once, received "a" twice.',
    );
    expect(() => new Model(null as never)).toThrow(ArgumentError);
  });

  test('a Sequential takes a list of layers, and not itself', () => {
    expect(() => new Sequential(5 as never)).toThrow('takes one object of options, received 5');
    expect(() => new Sequential({ layers: {} as never })).toThrow(
      'Sequential: `layers` must be a list of layers, received an empty object.',
    );
    const model = new Sequential();
    const around = new Sequential([model]);
    expect(() => model.add(model)).toThrow(/cannot be a layer inside itself/);
    expect(() => model.add(around)).toThrow(/cannot be a layer inside itself/);
    expect(model.layers).toEqual([]);
  });

  test('only models are copied and drawn', () => {
    expect(() => cloneModel(null as never)).toThrow('cloneModel: takes a model, received null.');
    expect(() => modelGraph(new Dense({ units: 1, name: 'd' }) as never)).toThrow(
      'modelGraph: takes a model, received the layer "d".',
    );
  });
});

onEachBackend('A model', () => {
  test('takes no record of other names', () => {
    using model = twoInputs();
    expect(() => model.apply({ a: [[1, 2, 3]], bb: [[1, 2]] } as never)).toThrow(
      /the inputs have shape a \[\?, 3\] and b \[\?, 2\], received a \[1, 3\] and bb \[1, 2\]/,
    );
  });

  test('names what is no list of weights, and no place of a layer', () => {
    using model = twoInputs();
    expect(() => model.setWeights(null as never)).toThrow('setWeights: takes a list of arrays');
    expect(() => model.getLayer(Symbol('x') as never)).toThrow(
      'getLayer: `which` must be a whole number, received Symbol(x).',
    );
  });
});
