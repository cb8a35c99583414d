import type { Cardinality } from './cardinality.ts';
import type { ElementSpec } from './element-spec.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Source } from './source.ts';

/** Puts one thing of each source together: a list of them into the structure that was given. */
type Assemble = (parts: readonly unknown[]) => unknown;

/** One element of each source, put together; ends with the first source that does. */
export function zip<E>(sources: readonly Source<unknown>[], assemble: Assemble): Source<E> {
  const specs = sources.map(({ elementSpec }) => elementSpec as unknown);
  return {
    cardinality: shortest(sources.map(({ cardinality }) => cardinality)),
    ...(!specs.includes(undefined) && { elementSpec: assemble(specs) as ElementSpec<E> }),
    open: () => flowing((passes) => together<E>(passes, sources, assemble)),
  };
}

function* together<E>(
  passes: OpenPasses,
  sources: readonly Source<unknown>[],
  assemble: Assemble,
): Flow<E> {
  const opened = sources.map((source) => passes.open(source));
  for (;;) {
    const parts: unknown[] = [];
    for (const pass of opened) {
      const pulled = pass.next();
      const part = isPromised(pulled) ? yield* settled(pulled) : pulled;
      if (part === undefined) return;
      parts.push(part);
    }
    yield assemble(parts) as E;
  }
}

function shortest(cardinalities: readonly Cardinality[]): Cardinality {
  if (cardinalities.includes('unknown')) return 'unknown';
  return Math.min(...(cardinalities as readonly number[]));
}
