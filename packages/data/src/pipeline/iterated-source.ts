import type { Cardinality } from './cardinality.ts';
import type { ElementSpec } from './element-spec.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import { type Iterated, IteratedPass } from './iterated-pass.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

export interface IteratedSourceOptions<E> {
  readonly cardinality: Cardinality;
  readonly elementSpec?: ElementSpec<E> | undefined;
  /** What one pass goes through. */
  readonly generate: () => Iterated<E>;
}

/** A source of what generators of our own bring: elements and errors stay as they are. */
export function iteratedSource<E>(
  where: string,
  { cardinality, elementSpec, generate }: IteratedSourceOptions<E>,
): Source<E> {
  return {
    cardinality,
    elementSpec,
    open: () => flowing((passes) => elements<E>(passes, new IteratedPass(where, generate))),
  };
}

function* elements<E>(passes: OpenPasses, iterated: IteratedPass): Flow<E> {
  const pass = passes.add(iterated);
  for (;;) {
    const asked = pass.next();
    const result = isPromised(asked) ? yield* settled(asked) : asked;
    if (result === undefined || result.done) return;
    yield result.value as E;
  }
}
