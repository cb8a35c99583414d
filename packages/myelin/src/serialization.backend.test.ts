import { fixtureCases, MissingClass, onEachBackend, optionsFromKeras } from '@myelin/testkit';
import { expect, test } from 'vitest';
import type { Json, JsonRecord, Serializable } from './index.ts';
import {
  deserialize,
  layerCatalog,
  lossCatalog,
  metricCatalog,
  optimizerCatalog,
  resetNames,
  serialize,
} from './index.ts';

interface SerializedCase {
  readonly name: string;
  readonly kind: string;
  readonly class: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly serialized: JsonRecord;
}

const catalogs = {
  layers: layerCatalog,
  losses: lossCatalog,
  metrics: metricCatalog,
  optimizers: optimizerCatalog,
} as const;

/** Options that Keras's constructors take, though its own files leave them out. */
const alsoWritten: Readonly<Record<string, readonly string[]>> = {
  SparseCategoricalCrossentropy: ['axis'],
  Huber: ['delta'],
  CosineSimilarity: ['axis'],
};

type Kind = keyof typeof catalogs;

const all = await fixtureCases<SerializedCase>('keras/serialized.json');
const cases = all.filter(({ kind }) => kind in catalogs);
const isKnown = (one: SerializedCase): boolean => {
  try {
    optionsFromKeras(one.config);
    return catalogs[one.kind as Kind].has(one.class);
  } catch (error) {
    if (error instanceof MissingClass) return false;
    throw error;
  }
};
const known = cases.filter(isKnown);
const missing = cases.filter((one) => !isKnown(one));

function make(one: SerializedCase): Serializable {
  const Class = catalogs[one.kind as Kind].find('test', one.class);
  return new (Class as unknown as new (options: object) => Serializable)(
    optionsFromKeras(one.config),
  );
}

/**
 * What differs in text only: nulls, which mean that an option is not used; numbers that Keras stores as float32; lists
 * of equal numbers, for which Keras takes one.
 */
function plain(value: Json): Json {
  if (typeof value === 'number') return Math.fround(value);
  if (Array.isArray(value)) {
    const [first] = value;
    const isOne = typeof first === 'number' && value.every((item) => item === first);
    return isOne ? plain(first) : value.map(plain);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, plain(item)]),
  );
}

onEachBackend('Serialized objects of all packages', () => {
  test('every class that was recorded is there', () => {
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test.each(known)('$name is written as Keras writes it', (one) => {
    resetNames();
    const written = serialize(make(one));
    const config = Object.entries(written.config).filter(
      ([name]) => !alsoWritten[one.class]?.includes(name),
    );
    expect(plain({ ...written, config: Object.fromEntries(config) })).toEqual(
      plain(one.serialized),
    );
  });

  test.each(known)('$name is rebuilt from what Keras wrote', (one) => {
    resetNames();
    const expected = plain(serialize(make(one)));
    expect(plain(serialize(deserialize(one.serialized)))).toEqual(expected);
  });
});
