import { DataError, describe } from '@myelin/core';
import { elementError, requireFunction } from './element-error.ts';
import { type Eventual, isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

export type Predicate<E> = (element: E) => boolean | Promise<boolean>;

/** The elements for which `predicate` gives true. */
export function filter<E>(source: Source<E>, predicate: Predicate<E>): Source<E> {
  const where = 'Dataset.filter';
  requireFunction(where, 'predicate', predicate, '({ y }) => y.at() > 0');
  return {
    cardinality: source.cardinality === 0 ? 0 : 'unknown',
    elementSpec: source.elementSpec,
    open: () =>
      flowing((passes) => chosen(passes, source, { where, predicate, endsAtFalse: false })),
  };
}

/** The elements before the first one for which `predicate` gives false. */
export function takeWhile<E>(source: Source<E>, predicate: Predicate<E>): Source<E> {
  const where = 'Dataset.takeWhile';
  requireFunction(where, 'predicate', predicate, '({ y }) => y.at() > 0');
  return {
    cardinality: source.cardinality === 0 ? 0 : 'unknown',
    elementSpec: source.elementSpec,
    open: () =>
      flowing((passes) => chosen(passes, source, { where, predicate, endsAtFalse: true })),
  };
}

interface Choice<E> {
  readonly where: string;
  readonly predicate: (element: E) => Eventual<boolean>;
  readonly endsAtFalse: boolean;
}

function* chosen<E>(passes: OpenPasses, source: Source<E>, choice: Choice<E>): Flow<E> {
  const { where, predicate, endsAtFalse } = choice;
  const pass = passes.open(source);
  for (let at = 0; ; at++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) return;
    let answer: boolean;
    try {
      const given = predicate(element);
      answer = isPromised(given) ? yield* settled(given) : given;
    } catch (error) {
      throw elementError(where, 'the function', at, error, 'mend what it does with that element');
    }
    if (answer === true) yield element;
    else if (answer !== false) throw noAnswerError(where, at, answer);
    else if (endsAtFalse) return;
  }
}

function noAnswerError(where: string, at: number, answer: unknown): DataError {
  return new DataError({
    where,
    problem: `the function must give true or false, received ${describe(answer)} for element ${at}`,
    fix: 'compare values, for example ({ y }) => y.at() === 1',
  });
}
