import { deserialize, resetNames, serialize, setRandomSeed } from '@myelin/core';
import { Dense, Flatten } from '@myelin/layers';
import { expectClose, fixtureCases } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { inBothModes } from '../../test-support/in-both-modes.ts';
import { registerAll } from '../../test-support/register-all.ts';
import { Input } from '../functional/input.ts';
import { Sequential } from './sequential.ts';

registerAll();

interface SummaryCase {
  readonly name: string;
  readonly config: { readonly class_name: string; readonly config: object };
  readonly text: string;
}

const cases = await fixtureCases<SummaryCase>('keras/summaries.json');

inBothModes('Sequential in the form of Keras files', () => {
  test('a model rebuilt from its config has the same architecture and weights of its own', async () => {
    setRandomSeed(1);
    using model = new Sequential([
      new Flatten({ inputShape: [2, 2] }),
      new Sequential([new Dense({ units: 3, activation: 'relu' })]),
      new Dense({ units: 1 }),
    ]);
    const config = model.getConfig();
    using copy = Sequential.fromConfig(JSON.parse(JSON.stringify(config)));
    expect(copy.getConfig()).toEqual(config);
    expect(copy.countParams()).toBe(model.countParams());
    copy.setWeights(model.getWeights());
    const x = [
      [
        [1, 2],
        [3, 4],
      ],
    ];
    expectClose(await copy.predict(x, { verbose: 0 }), await model.predict(x, { verbose: 0 }));
    model.setWeights(model.getWeights().map((weight) => weight.mul(0)));
    expect((await copy.predict(x, { verbose: 0 })).at(0, 0)).not.toBe(0);
  });

  for (const recorded of cases.filter(({ config }) => config.class_name === 'Sequential')) {
    test(`${recorded.name} is read from what Keras wrote, and written as Keras did`, () => {
      resetNames();
      using model = deserialize(recorded.config, 'layer') as Sequential;
      const total = /Total params: ([\d,]+)/.exec(recorded.text)?.[1]?.replaceAll(',', '');
      if (!recorded.name.includes('trained')) expect(model.countParams()).toBe(Number(total));
      expect(withoutBuildConfig(serialize(model).config)).toEqual(
        withoutBuildConfig(recorded.config.config),
      );
    });
  }

  test('damaged configs are refused', () => {
    expect(() => Sequential.fromConfig({ layers: [{ class_name: 'Dnese', config: {} }] })).toThrow(
      /unknown layer `Dnese`.*\n.*did you mean `Dense`/,
    );
    expect(() => Input.fromKeras({ batch_shape: 'wide' })).toThrow(/batch_shape/);
  });
});

/** Shapes that layers were built for belong to the file, not to the configuration. */
function withoutBuildConfig(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (key === 'build_config' ? undefined : inner)),
  );
}
