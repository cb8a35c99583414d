import { formatShape, ShapeError } from '@myelin/core';
import { namedArrays } from './arrays.ts';
import { blocksSource } from './blocks-source.ts';
import type { Cardinality } from './cardinality.ts';
import { ArraySpec, type ElementSpec } from './element-spec.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import { mapSpecs, specsIn } from './row-spec.ts';
import type { Source } from './source.ts';

const where = 'Dataset.unbatch';

/** The rows of every element, one by one. */
export function unbatch<E>(source: Source<E>): Source<E> {
  const { cardinality, elementSpec } = source;
  const spec = elementSpec && unbatchedSpec(elementSpec);
  const known = { cardinality: rowCount(cardinality, elementSpec), elementSpec: spec };
  const areAlike = spec && specsIn(spec).every(({ shape }) => !shape.includes(null));
  const rows = blocksSource(known, {
    cardinality: 'unknown',
    open: () => flowing((passes) => blocksOf(passes, source)),
  });
  return areAlike ? rows : { ...rows, blocks: undefined };
}

/** The elements that have rows. */
function* blocksOf<E>(passes: OpenPasses, source: Source<E>): Flow<E> {
  const pass = passes.open(source);
  for (let at = 0; ; at++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) return;
    if (commonLength(element, at) > 0) yield element;
  }
}

function commonLength(element: unknown, at: number): number {
  const [first, ...others] = namedArrays(element);
  if (!first) return 0;
  for (const [name, array] of [first, ...others]) {
    if (array.rank > 0 && array.length === first[1].length) continue;
    const title = name === '' ? 'the array' : `\`${name}\``;
    throw new ShapeError({
      where,
      problem:
        array.rank === 0
          ? `${title} of element ${at} is a scalar, which has no rows`
          : `${title} of element ${at} has shape ${formatShape(array.shape)} where \`${first[0]}\` has ${formatShape(first[1].shape)}`,
      fix: 'call unbatch() on batches, whose arrays have equally many rows',
    });
  }
  return first[1].length;
}

function rowCount<E>(cardinality: Cardinality, spec: ElementSpec<E> | undefined): Cardinality {
  if (cardinality === 'unknown' || cardinality === 0) return cardinality;
  const sizes = spec ? specsIn(spec).map(({ shape }) => shape[0]) : [];
  const known = sizes.find((size) => typeof size === 'number');
  if (typeof known === 'number') return known === 0 ? 0 : cardinality * known;
  return Number.isFinite(cardinality) ? 'unknown' : cardinality;
}

const unbatchedSpec = <E>(spec: ElementSpec<E>): ElementSpec<E> =>
  mapSpecs(spec, ({ shape, dtype }) => new ArraySpec({ shape: shape.slice(1), dtype }));
