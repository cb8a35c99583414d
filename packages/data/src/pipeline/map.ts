import {
  ArgumentError,
  DataError,
  requireBoolean,
  requireKnownOptions,
  requireWholeNumber,
} from '@myelin/core';
import { AheadPass } from './ahead-pass.ts';
import { elementError, requireFunction } from './element-error.ts';
import { type Eventual, isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

export interface MapOptions {
  /**
   * How many elements are transformed at a time: `num_parallel_calls`. Worth it for functions that wait, for a file or an answer;
   * up to so many elements are then begun ahead.
   *
   * @defaultValue `1`
   */
  readonly parallel?: number;
  /** Whether elements keep their order; otherwise whichever is ready first comes first. @defaultValue `true` */
  readonly deterministic?: boolean;
}

const where = 'Dataset.map';

/** Every element as `transform` gives it back. */
export function map<E, F>(
  source: Source<E>,
  transform: (element: E) => F | Promise<F>,
  options: MapOptions = {},
): Source<F> {
  requireFunction(where, 'transform', transform, '({ x, y }) => ({ x: x.div(255), y })');
  requireKnownOptions(where, options, ['parallel', 'deterministic']);
  const { parallel = 1, deterministic } = options;
  requireWholeNumber(where, 'parallel', parallel, { min: 1 });
  if (deterministic !== undefined) requireBoolean(where, 'deterministic', deterministic);
  if (deterministic === false && parallel === 1) {
    throw new ArgumentError({
      where,
      problem:
        '`deterministic` must be true where one element is transformed at a time, received false',
      fix: 'say how many are: { parallel: 4, deterministic: false }',
    });
  }
  const { cardinality } = source;
  if (parallel === 1) {
    return { cardinality, open: () => flowing((passes) => mapped(passes, source, transform)) };
  }
  return {
    cardinality,
    open: () => {
      let count = 0;
      return new AheadPass(() => source.open(), {
        most: parallel,
        inOrder: deterministic ?? true,
        begin: (element) => transformed(transform, element, count++),
      });
    },
  };
}

function* mapped<E, F>(
  passes: OpenPasses,
  source: Source<E>,
  transform: (element: E) => Eventual<F>,
): Flow<F> {
  const pass = passes.open(source);
  for (let at = 0; ; at++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) return;
    let made: F;
    try {
      const given = transform(element);
      made = isPromised(given) ? yield* settled(given) : given;
    } catch (error) {
      throw elementError(where, 'the function', at, error);
    }
    yield requireElement(made, at);
  }
}

async function transformed<E, F>(
  transform: (element: E) => Eventual<F>,
  element: E,
  at: number,
): Promise<F> {
  let made: F;
  try {
    made = await transform(element);
  } catch (error) {
    throw elementError(where, 'the function', at, error);
  }
  return requireElement(made, at);
}

function requireElement<F>(made: F, at: number): F {
  if (made !== undefined && made !== null) return made;
  throw new DataError({
    where,
    problem: `the function must give an element back, received ${made} for element ${at}`,
    fix: 'return arrays from it; to leave elements out, use filter()',
  });
}
