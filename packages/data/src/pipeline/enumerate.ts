import { NdArray, requireWholeNumber } from '@myelin/core';
import { ArraySpec, type ElementSpec } from './element-spec.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

/** An element with its number, which is a scalar array of `int32`. */
export type Numbered<E> = readonly [number: NdArray, element: E];

/** Every element with its number before it. */
export function enumerate<E>(source: Source<E>, start: number): Source<Numbered<E>> {
  requireWholeNumber('Dataset.enumerate', 'start', start, { min: -(2 ** 31), max: 2 ** 31 - 1 });
  const { cardinality, elementSpec } = source;
  const number = new ArraySpec({ shape: [], dtype: 'int32' });
  return {
    cardinality,
    elementSpec: elementSpec && ([number, elementSpec] as unknown as ElementSpec<Numbered<E>>),
    open: () => flowing((passes) => numbered(passes, source, start)),
  };
}

function* numbered<E>(passes: OpenPasses, source: Source<E>, start: number): Flow<Numbered<E>> {
  const pass = passes.open(source);
  for (let number = start; ; number++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) return;
    yield [new NdArray(Int32Array.of(number), []), element];
  }
}
