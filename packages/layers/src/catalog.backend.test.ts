import type { Layer, Serializable } from '@myelin/core';
import {
  deserialize,
  HeNormal,
  L2,
  layerCatalog,
  MaxNorm,
  MyelinError,
  serialize,
  zeros,
} from '@myelin/core';
import type { AnyLayerClass } from '@myelin/testkit';
import { camelCase, fixtureCases, onEachBackend, optionsFromKeras } from '@myelin/testkit';
import { expect, test } from 'vitest';
import { layers } from './catalog.ts';

interface ErrorCase {
  readonly name: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputShapes: readonly (readonly number[])[];
}

interface SerializedCase {
  readonly name: string;
  readonly kind: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly serialized: { readonly config: { readonly name: string } };
}

const classes: Readonly<Record<string, AnyLayerClass>> = layers;
const errorCases = (await fixtureCases<ErrorCase>('keras/layer-errors.json')).filter(
  (recorded) => recorded.class in classes,
);

const serializedCases = (await fixtureCases<SerializedCase>('keras/serialized.json')).filter(
  (recorded) => recorded.kind === 'layers' && recorded.class in classes,
);

const create = (name: string, options: object): Layer => new classes[name]!(options as never);

/** What layers need that have required options. */
const requiredOptions: Readonly<Record<string, object>> = {
  Activation: { activation: 'relu' },
  Conv2D: { filters: 1, kernelSize: 1 },
  Dense: { units: 1 },
  Dropout: { rate: 0.5 },
  Embedding: { inputDim: 2, outputDim: 2 },
  Rescaling: { scale: 1 },
  Reshape: { targetShape: [-1] },
};

test.each(Object.keys(classes))('the catalog lists %s under its own name', (name) => {
  expect(create(name, requiredOptions[name] ?? {}).className).toBe(name);
});

test.each(serializedCases)('is written and read as in Keras: $name', (recorded) => {
  layerCatalog.register(layers);
  const options = optionsFromKeras(recorded.config, { L2, HeNormal, MaxNorm });
  const { name } = recorded.serialized.config;
  const layer = create(recorded.class, { ...options, name });
  expect(serialize(layer)).toEqual(recorded.serialized);
  const loaded: Serializable = deserialize(recorded.serialized);
  expect(serialize(loaded)).toEqual(recorded.serialized);
});

onEachBackend('What Keras refuses', () => {
  test.each(errorCases)('is refused by an error that teaches: $name', ({ name, ...recorded }) => {
    const run = (): void => {
      using layer = create(recorded.class, optionsFromKeras(recorded.config));
      using x = zeros(recorded.inputShapes[0] ?? []);
      layer.apply(x).dispose();
    };
    let error: unknown;
    try {
      run();
    } catch (thrown) {
      error = thrown;
    }
    expect(error, name).toBeInstanceOf(MyelinError);
    const { message, fix } = error as MyelinError;
    expect(message.startsWith(`${recorded.class}: `), message).toBe(true);
    expect(fix).not.toBe('');
    const subjects = [...Object.keys(recorded.config).map(camelCase), 'nope', 'l1_l2', 'the input'];
    expect(
      subjects.some((subject) => message.includes(subject)),
      message,
    ).toBe(true);
  });
});
