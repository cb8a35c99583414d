import { type AnyLayer, MyelinError, memory, NdArray, tidy } from '@myelin/core';
import { expect } from 'vitest';
import type { LayerUnderTest } from './law.ts';

/**
 * What cannot be an input is refused by an error of the family, before the layer is built and after; nothing is left of the
 * attempt, and the layer still computes. Where a layer has a meaning for such an input, it may compute.
 */
export function refusesWrongInputs({ given, make }: LayerUnderTest): void {
  using built = make();
  compute(built, given.input, given.call);
  for (const [name, wrong] of Object.entries(wrongInputs(given.input))) {
    using fresh = make();
    const before = memory().tensors;
    expectRefusal(name, () => compute(built, wrong, {}));
    expectRefusal(`${name}, not built yet`, () => compute(fresh, wrong, {}));
    if (!fresh.isBuilt) expect(memory().tensors, `tensors left by ${name}`).toBe(before);
  }
  compute(built, given.input, given.call);
}

function wrongInputs(input: unknown): Readonly<Record<string, unknown>> {
  return {
    nothing: null,
    'an empty record': {},
    'a list that holds nothing': [null],
    'a record of other names': { notAnInput: input },
    'a list around it': [input],
    'a list of three lists': [[input], [input], [input]],
    'a number': new NdArray(Float32Array.of(1), []),
    // As many as every backend has.
    'an array of six axes': new NdArray(Float32Array.of(1), [1, 1, 1, 1, 1, 1]),
    '64-bit integers': new BigInt64Array(2),
  };
}

function compute(layer: AnyLayer, input: unknown, call: object): void {
  tidy(() => void layer.apply(input as never, call));
}

function expectRefusal(name: string, attempt: () => void): void {
  let error: unknown;
  try {
    attempt();
  } catch (thrown) {
    error = thrown;
  }
  if (error !== undefined) expect(error, `error for ${name}`).toBeInstanceOf(MyelinError);
}
