import { DataError, describe } from '@myelin/core';
import { elementError, requireFunction } from './element-error.ts';
import { type Eventual, isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

/** The next state, and the element that comes out. */
type Scanned<State, F> = readonly [state: State, element: F];

/** Gives the next state, and the element that comes out. */
export type ScanFunction<E, State, F> = (
  state: State,
  element: E,
) => Scanned<State, F> | Promise<Scanned<State, F>>;

/** Gives the next state. */
export type Reducer<E, State> = (state: State, element: E) => State | Promise<State>;

/** Elements that also depend on those before them. */
export function scan<E, State, F>(
  source: Source<E>,
  initialState: State,
  step: ScanFunction<E, State, F>,
): Source<F> {
  requireFunction('Dataset.scan', 'step', step, '(sum, x) => [sum + x.at(), x]');
  return {
    cardinality: source.cardinality,
    open: () => flowing((passes) => scanned(passes, source, initialState, step)),
  };
}

function* scanned<E, State, F>(
  passes: OpenPasses,
  source: Source<E>,
  initialState: State,
  step: (state: State, element: E) => Eventual<Scanned<State, F>>,
): Flow<F> {
  const where = 'Dataset.scan';
  const pass = passes.open(source);
  let state = initialState;
  for (let at = 0; ; at++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) return;
    let result: Scanned<State, F>;
    try {
      const given = step(state, element);
      result = isPromised(given) ? yield* settled(given) : given;
    } catch (error) {
      throw elementError(where, 'the function', at, error);
    }
    if (!Array.isArray(result) || result[1] === undefined) {
      throw new DataError({
        where,
        problem: `the function must give [state, element], received ${describe(result)} for element ${at}`,
        fix: 'return both in a list, for example [state + 1, x]',
      });
    }
    state = result[0];
    yield result[1];
  }
}

/** One value made of all elements. */
export async function reduce<E, State>(
  source: Source<E>,
  initialState: State,
  reducer: Reducer<E, State>,
): Promise<State> {
  const where = 'Dataset.reduce';
  requireFunction(where, 'reducer', reducer, '(sum, { y }) => sum + y.at()');
  const pass = source.open();
  let state = initialState;
  try {
    for (let at = 0; ; at++) {
      const pulled = pass.next();
      const element = isPromised(pulled) ? await pulled : pulled;
      if (element === undefined) break;
      try {
        const given = reducer(state, element);
        state = isPromised(given) ? await given : given;
      } catch (error) {
        throw elementError(where, 'the function', at, error);
      }
    }
  } catch (error) {
    await closeQuietly(pass);
    throw error;
  }
  await pass.close();
  return state;
}

/** After an error: what goes wrong then is a consequence of it. */
async function closeQuietly(pass: { close(): Eventual<void> }): Promise<void> {
  try {
    await pass.close();
  } catch {}
}
