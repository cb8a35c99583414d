import type { AnyLayer } from './layer-types.ts';

/** The layers that an object keeps in its properties, alone or in lists and plain records, in the order of definition. */
export function layersIn(
  owner: object,
  isLayer: (value: unknown) => value is AnyLayer,
): readonly AnyLayer[] {
  const inside = (value: unknown): AnyLayer[] => {
    if (isLayer(value)) return [value];
    if (Array.isArray(value)) return value.flatMap(inside);
    return isPlain(value) ? Object.values(value).flatMap(inside) : [];
  };
  const found = Object.entries(owner).flatMap(([name, value]) =>
    name === 'config' || name === 'calls' ? [] : inside(value),
  );
  return [...new Set(found)];
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
