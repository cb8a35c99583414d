import { isDataArray } from './arrays.ts';
import { ArraySpec, type ElementSpec } from './element-spec.ts';

/** The structure with something else in the place of each spec. */
export function mapSpecs<E>(
  spec: ElementSpec<E>,
  replace: (array: ArraySpec) => ArraySpec,
): ElementSpec<E> {
  const changed = (child: unknown): unknown => {
    if (child instanceof ArraySpec) return replace(child);
    if (Array.isArray(child)) return child.map(changed);
    const entries = Object.entries(child as object).map(([name, one]) => [name, changed(one)]);
    return Object.fromEntries(entries);
  };
  return changed(spec) as ElementSpec<E>;
}

/** The specs of all arrays, in order. */
export function specsIn(spec: unknown): readonly ArraySpec[] {
  return spec instanceof ArraySpec ? [spec] : Object.values(spec as object).flatMap(specsIn);
}

/** What the rows of arrays are made of. */
export function rowSpec<E>(arrays: E): ElementSpec<E> {
  const specOf = (child: unknown): unknown => {
    if (isDataArray(child)) {
      return new ArraySpec({ shape: child.shape.slice(1), dtype: child.dtype });
    }
    if (Array.isArray(child)) return child.map(specOf);
    const entries = Object.entries(child as object).map(([name, one]) => [name, specOf(one)]);
    return Object.fromEntries(entries);
  };
  return specOf(arrays) as ElementSpec<E>;
}
