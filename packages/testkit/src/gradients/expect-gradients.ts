import type { Tensor } from '@myelin/core';
import {
  currentBackend,
  mul,
  type NdArray,
  RandomSource,
  sum,
  tensor,
  tidy,
  valueAndGradients,
  zerosLike,
} from '@myelin/core';
import { expect } from 'vitest';
import { toleranceFor } from '../compare/tolerances.ts';
import { finiteDifferences } from './finite-differences.ts';
import { randomArray } from './random-array.ts';

/** A value that a function is differentiated by, and its name in messages. */
export interface Variable {
  readonly name: string;
  readonly at: NdArray;
}

/** Elements of each variable that are looked at: drawing in software takes long. */
const ELEMENTS: Readonly<Record<string, number>> = { cpu: 24, webgl: 5 };

/** Share of the elements that may lie beside a kink. */
const KINKS = 0.5;

/**
 * Fails unless the derivatives of `Σ R · f(…)`, for random `R`, agree with finite differences.
 *
 * @param f - From one tensor for each variable to a float32 tensor. Called many times; must give the same each time.
 */
export function expectGradients(
  f: (...inputs: Tensor[]) => Tensor,
  variables: readonly Variable[],
  seed = 11,
): void {
  const arrays = variables.map(({ at }) => at);
  const shape = tidy(() => f(...arrays.map((array) => tensor(array))).shape);
  const cotangent = randomArray(shape, seed);
  const value = (inputs: readonly NdArray[]): number => {
    const y = tidy(() => f(...inputs.map((array) => tensor(array))));
    const weighted = Array.from(y.dataSync(), (v, i) => v * (cotangent.data[i] ?? 0));
    y.dispose();
    return weighted.reduce((total, term) => total + term, 0);
  };
  const exact = derivatives(f, arrays, cotangent);
  const random = new RandomSource(seed);
  const { absolute, relative } = toleranceFor('finiteDifferences');
  for (const [v, { name, at }] of variables.entries()) {
    const indices = someIndices(at.size, random);
    const moved = (x: NdArray): number => value(arrays.map((array, i) => (i === v ? x : array)));
    const numeric = finiteDifferences(moved, at, indices);
    const smooth = numeric.filter((number) => number !== undefined).length;
    expect(smooth, `${name}: elements away from kinks`).toBeGreaterThanOrEqual(
      Math.floor(indices.length * (1 - KINKS)),
    );
    for (const [i, index] of indices.entries()) {
      const wanted = numeric[i];
      if (wanted === undefined) continue;
      const received = exact[v]?.[index] ?? Number.NaN;
      const allowed = absolute + relative * Math.abs(wanted);
      if (Math.abs(received - wanted) <= allowed) continue;
      expect.fail(
        `derivative by ${name}[${index}] (shape [${at.shape.join(', ')}]) is ${received}, finite differences give ${wanted}`,
      );
    }
  }
}

/** Derivatives of `Σ cotangent · f(…)` by each variable; zeros where `f` does not use it. */
function derivatives(
  f: (...inputs: Tensor[]) => Tensor,
  arrays: readonly NdArray[],
  cotangent: NdArray,
): ArrayLike<number>[] {
  return tidy(() => {
    const inputs = arrays.map((array) => tensor(array));
    const { gradients } = valueAndGradients(() => sum(mul(f(...inputs), cotangent)), inputs);
    return gradients.map((gradient, i) => (gradient ?? zerosLike(inputs[i]!)).dataSync());
  });
}

function someIndices(size: number, random: RandomSource): number[] {
  const most = ELEMENTS[currentBackend()?.backend.name ?? 'cpu'] ?? 5;
  if (size <= most) return Array.from({ length: size }, (_, i) => i);
  const chosen = new Set<number>();
  while (chosen.size < most) chosen.add(random.integer(size));
  return [...chosen];
}
