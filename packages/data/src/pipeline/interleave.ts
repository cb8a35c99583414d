import { ArgumentError, describe, requireKnownOptions, requireWholeNumber } from '@myelin/core';
import { elementError } from './element-error.ts';
import { type Eventual, isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Pass } from './pass.ts';
import type { Source } from './source.ts';

export interface InterleaveOptions {
  /** How many of the data sets are gone through at a time. */
  readonly cycleLength: number;
  /** How many elements are taken of one before it is the next one's turn. @defaultValue `1` */
  readonly blockLength?: number;
}

/** Gives the source that stands for an element. */
type OpenSource<E, F> = (element: E) => Eventual<Source<F>>;

/** The elements of the sources that `make` gives, one source after the other. */
export function flatMap<E, F>(source: Source<E>, make: OpenSource<E, F>): Source<F> {
  return interleaved('Dataset.flatMap', source, make, { cycleLength: 1, blockLength: 1 });
}

/** The elements of the sources that `make` gives, several in turns. */
export function interleave<E, F>(
  source: Source<E>,
  make: OpenSource<E, F>,
  options: InterleaveOptions,
): Source<F> {
  const where = 'Dataset.interleave';
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError({
      where,
      problem: `\`options\` must say the \`cycleLength\`, received ${describe(options)}`,
      fix: 'pass for example { cycleLength: 4, blockLength: 16 }',
    });
  }
  requireKnownOptions(where, options, ['cycleLength', 'blockLength']);
  const { cycleLength, blockLength = 1 } = options;
  requireWholeNumber(where, 'cycleLength', cycleLength, { min: 1 });
  requireWholeNumber(where, 'blockLength', blockLength, { min: 1 });
  return interleaved(where, source, make, { cycleLength, blockLength });
}

function interleaved<E, F>(
  where: string,
  source: Source<E>,
  make: OpenSource<E, F>,
  options: Required<InterleaveOptions>,
): Source<F> {
  return {
    cardinality: 'unknown',
    open: () => flowing((passes) => turns(passes, source, { where, make, ...options })),
  };
}

interface Turns<E, F> extends Required<InterleaveOptions> {
  readonly where: string;
  readonly make: OpenSource<E, F>;
}

/** The order of `tf.data`: a place that has run empty is filled when its turn comes again. */
function* turns<E, F>(
  passes: OpenPasses,
  source: Source<E>,
  { where, make, cycleLength, blockLength }: Turns<E, F>,
): Flow<F> {
  const outer = passes.open(source);
  const places: (Pass<F> | undefined)[] = [];
  let open = 0;
  let hasMore = true;
  for (let at = 0, place = 0, taken = 0; hasMore || open > 0; ) {
    const pass = places[place];
    if (pass) {
      const pulled = pass.next();
      const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
      if (element !== undefined) {
        yield element;
        if (++taken < blockLength) continue;
      } else {
        places[place] = undefined;
        open--;
        const closed = passes.close(pass);
        if (isPromised(closed)) yield closed;
      }
      taken = 0;
      place = (place + 1) % (hasMore ? cycleLength : places.length);
    } else if (hasMore) {
      const pulled = outer.next();
      const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
      if (element === undefined) {
        hasMore = false;
        continue;
      }
      let made: Source<F>;
      try {
        const given = make(element);
        made = isPromised(given) ? yield* settled(given) : given;
      } catch (error) {
        throw elementError(where, 'the function', at, error);
      }
      places[place] = passes.open(made);
      open++;
      at++;
    } else {
      taken = 0;
      place = (place + 1) % places.length;
    }
  }
}
