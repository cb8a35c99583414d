import { type AnyLayer, dispose, stringsOf } from '@myelin/core';
import { expect } from 'vitest';
import { arrayOf } from '../compare/array-of.ts';
import { expectClose } from '../compare/expect-close.ts';
import { inputShapes, type LayerArguments } from '../layers/layer-arguments.ts';
import { applyToArrays } from '../layers/run-layer.ts';

/** Builds both layers, gives the second the weights of the first, and compares what they answer. */
export function expectSameOutputs(layer: AnyLayer, other: AnyLayer, given: LayerArguments): void {
  const expected = applyToArrays(layer, given);
  other.buildFor(inputShapes(given));
  const facts = ({ weights }: AnyLayer) => weights.map(({ name, shape }) => ({ name, shape }));
  expect(facts(other), 'weights').toEqual(facts(layer));
  for (const [i, weight] of layer.weights.entries()) other.weights[i]!.assign(weight.value);
  const actual = applyToArrays(other, given);
  expect(actual.length, 'number of results').toBe(expected.length);
  for (const [i, y] of expected.entries()) {
    if (y.dtype === 'string') expect(stringsOf(actual[i]!)).toEqual(stringsOf(y));
    else expectClose(actual[i]!, arrayOf(y));
  }
  dispose(...expected, ...actual);
}
