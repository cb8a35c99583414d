import { ArraySpec, type ElementSpec } from './element-spec.ts';
import type { Source } from './source.ts';

/** What the elements of all sources are made of, if that can be said: sizes in which they differ vary. */
export function commonSpec<E>(sources: readonly Source<E>[]): ElementSpec<E> | undefined {
  const [first, ...others] = sources.map(({ elementSpec }) => elementSpec as unknown);
  return others.reduce(merge, first) as ElementSpec<E> | undefined;
}

function merge(a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return undefined;
  if (a instanceof ArraySpec || b instanceof ArraySpec) {
    if (!(a instanceof ArraySpec && b instanceof ArraySpec)) return undefined;
    if (a.dtype !== b.dtype || a.shape.length !== b.shape.length) return undefined;
    const shape = a.shape.map((size, axis) => (size === b.shape[axis] ? size : null));
    return new ArraySpec({ shape, dtype: a.dtype });
  }
  const names = Object.keys(a as object);
  const others = Object.keys(b as object);
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== others.length) return undefined;
  const merged = names.map((name) =>
    merge((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]),
  );
  if (merged.includes(undefined)) return undefined;
  return Array.isArray(a) ? merged : Object.fromEntries(names.map((name, i) => [name, merged[i]]));
}
