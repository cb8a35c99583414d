import { plainLeaves } from '../structure/plain-values.ts';
import type { AnyLayer } from './layer-types.ts';

/** The layers that an object keeps in its properties, alone or in lists and plain records, in the order of definition. */
export function layersIn(
  owner: object,
  isLayer: (value: unknown) => value is AnyLayer,
): readonly AnyLayer[] {
  const found = Object.entries(owner).flatMap(([name, value]) =>
    name === 'config' || name === 'calls' ? [] : plainLeaves(value).filter(isLayer),
  );
  return [...new Set(found)];
}
