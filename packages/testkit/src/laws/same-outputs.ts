import type { Layer, NdArray } from '@myelin/core';
import { expect } from 'vitest';
import { arrayOf } from '../compare/array-of.ts';
import { expectClose } from '../compare/expect-close.ts';

/** Builds both layers, gives the second the weights of the first, and compares what they answer. */
export function expectSameOutputs(layer: Layer, other: Layer, input: NdArray): void {
  using expected = layer.apply(input);
  other.buildFor(input.shape);
  const facts = ({ weights }: Layer) => weights.map(({ name, shape }) => ({ name, shape }));
  expect(facts(other), 'weights').toEqual(facts(layer));
  for (const [i, weight] of layer.weights.entries()) other.weights[i]!.assign(weight.value);
  using actual = other.apply(input);
  expectClose(actual, arrayOf(expected));
}
