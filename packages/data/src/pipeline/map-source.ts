import { isPromised } from './eventual.ts';
import { flowing, settled } from './flow.ts';
import type { Source } from './source.ts';

/** The source with other things in the place of its elements. */
export function mapSource<E, F>(source: Source<E>, change: (element: E) => F): Source<F> {
  return {
    cardinality: source.cardinality,
    open: () =>
      flowing(function* (passes) {
        const pass = passes.open(source);
        for (;;) {
          const pulled = pass.next();
          const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
          if (element === undefined) return;
          yield change(element);
        }
      }),
  };
}
