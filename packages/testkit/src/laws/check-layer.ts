import { isShape, type KnownShape, mapLeaves } from '@myelin/core';
import { randomArray, randomIntegers } from '../gradients/random-array.ts';
import type { AnyLayerClass } from '../layers/any-layer-class.ts';
import { newLayer } from '../layers/any-layer-class.ts';
import { type AnyArray, isArray, type LayerArguments } from '../layers/layer-arguments.ts';
import { compiledAgrees } from './compiled-agrees.ts';
import { configRoundTrip } from './config-round-trip.ts';
import { gradients } from './gradients.ts';
import type { Law, LawName, LayerExample, LayerUnderTest } from './law.ts';
import { noLeak } from './no-leak.ts';
import { outputShape } from './output-shape.ts';
import { refusesBadOptions } from './refuses-bad-options.ts';
import { refusesWrongInputs } from './refuses-wrong-inputs.ts';
import { sameSeedSameWeights } from './same-seed-same-weights.ts';
import { saveThenLoad } from './save-then-load.ts';

/** The laws of layers. */
export const layerLaws: Readonly<Record<LawName, Law>> = {
  'config round trip': configRoundTrip,
  'save then load': saveThenLoad,
  'output shape': outputShape,
  'same seed, same weights': sameSeedSameWeights,
  'no tensor leaked': noLeak,
  gradients,
  'compiled and eager give the same numbers': compiledAgrees,
  'bad options are refused': refusesBadOptions,
  'wrong inputs are refused': refusesWrongInputs,
};

/** Laws about options and shapes, which hold on one backend as on any other: in a browser, where each new shape costs, they are left out. */
const sameOnEveryBackend: readonly LawName[] = [
  'config round trip',
  'bad options are refused',
  'wrong inputs are refused',
];

/**
 * Fails, naming the law, unless a layer obeys all laws: `await checkLayer(Dense, { options: { units: 4 }, input: [2, 3], output: [2, 4] })`.
 */
export async function checkLayer(Class: AnyLayerClass, example: LayerExample): Promise<void> {
  const { options, skipLaws = {} } = example;
  const fresh = (): object => (typeof options === 'function' ? options() : options);
  const layer: LayerUnderTest = {
    Class,
    example,
    given: argumentsOf(example),
    options: fresh,
    make: () => newLayer(Class, fresh()),
  };
  for (const [name, law] of Object.entries(layerLaws) as [LawName, Law][]) {
    if (skipLaws[name] || (isInBrowser && sameOnEveryBackend.includes(name))) continue;
    try {
      await law(layer);
    } catch (error) {
      if (error instanceof Error) error.message = `law "${name}": ${error.message}`;
      throw error;
    }
  }
}

/** The arguments of an example's call; shapes become random arrays, each with other numbers. */
function argumentsOf({ input, call = {}, integerInput }: LayerExample): LayerArguments {
  let seed = INPUT_SEED;
  const isGiven = (value: unknown): value is KnownShape | AnyArray =>
    isArray(value) || isShape(value);
  const array = (given: KnownShape | AnyArray): AnyArray => {
    if (isArray(given)) return given;
    return integerInput === undefined
      ? randomArray(given, seed++)
      : randomIntegers(given, integerInput, seed++);
  };
  return { input: mapLeaves<KnownShape | AnyArray, AnyArray>(input, isGiven, array), call };
}

const INPUT_SEED = 3;

export const isInBrowser = typeof globalThis.document !== 'undefined';
