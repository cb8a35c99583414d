import { isPromised } from './eventual.ts';
import { type Flow, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

/** All elements of one source. Its pass is closed at the end. */
export function* allOf<E>(
  passes: OpenPasses,
  source: Source<E>,
): Generator<E | PromiseLike<unknown>, number, unknown> {
  const pass = passes.open(source);
  for (let count = 0; ; count++) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element !== undefined) {
      yield element;
      continue;
    }
    const closed = passes.close(pass);
    if (isPromised(closed)) yield closed;
    return count;
  }
}

/** All elements of sources, one source after the other. */
export function* series<E>(passes: OpenPasses, sources: Iterable<Source<E>>): Flow<E> {
  for (const source of sources) yield* allOf(passes, source);
}
