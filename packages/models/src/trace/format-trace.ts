/** How values and layers are written in a trace. */

import { type AnyLayer, activationNameOf, type NdArray } from '@myelin/core';

/** `hidden (Dense, sigmoid)` */
export function titleOf(layer: AnyLayer): string {
  const activation = activationNameOf(layer);
  return `${layer.name} (${layer.className}${activation ? `, ${activation}` : ''})`;
}

/** Values of an array on one line, as far as they fit; the shape of one that is larger. */
export function formatValues(array: NdArray): string {
  if (array.size > 24) return `[…] of shape [${array.shape.join(', ')}]`;
  const format = (values: unknown): string =>
    Array.isArray(values) ? `[${values.map(format).join(', ')}]` : formatNumber(values as number);
  return format(array.toArray());
}

/** Four significant digits. */
export function formatNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
