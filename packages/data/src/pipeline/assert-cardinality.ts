import { DataError, requireWholeNumber } from '@myelin/core';
import { blocksSource, rowCount, rowsBetween } from './blocks-source.ts';
import type { Cardinality } from './cardinality.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

/** The same elements, of which there must be `cardinality`. */
export function assertCardinality<E>(source: Source<E>, cardinality: number): Source<E> {
  if (cardinality !== Number.POSITIVE_INFINITY) {
    requireWholeNumber('Dataset.assertCardinality', 'cardinality', cardinality, { min: 0 });
  }
  const { elementSpec, blocks } = source;
  if (blocks) {
    return blocksSource(
      { cardinality: cardinality as Cardinality, elementSpec },
      {
        cardinality: 'unknown',
        open: () => flowing((passes) => countedRows(passes, blocks, cardinality)),
      },
    );
  }
  return {
    cardinality: cardinality as Cardinality,
    elementSpec,
    open: () => flowing((passes) => counted(passes, source, cardinality)),
  };
}

function* counted<E>(passes: OpenPasses, source: Source<E>, cardinality: number): Flow<E> {
  const pass = passes.open(source);
  for (let count = 0; ; count++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element !== undefined && count < cardinality) {
      yield element;
      continue;
    }
    if (element === undefined && count === cardinality) return;
    throw countError(
      cardinality,
      element === undefined ? `only ${count}` : `at least ${count + 1}`,
    );
  }
}

function* countedRows<E>(passes: OpenPasses, blocks: Source<E>, cardinality: number): Flow<E> {
  const pass = passes.open(blocks);
  let count = 0;
  for (;;) {
    const pulled = pass.next();
    const block = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (block === undefined) break;
    const left = cardinality - count;
    count += rowCount(block);
    if (count <= cardinality) yield block;
    else {
      if (left > 0) yield rowsBetween(block, 0, left);
      throw countError(cardinality, `at least ${cardinality + 1}`);
    }
  }
  if (count < cardinality) throw countError(cardinality, `only ${count}`);
}

const countError = (cardinality: number, found: string): DataError =>
  new DataError({
    where: 'Dataset.assertCardinality',
    problem: `the data set must hold ${cardinality} elements, and holds ${found}`,
    fix: 'pass the number of elements that there are',
  });
