import type { AnyLayer } from '@myelin/core';

/** A layer and all layers inside it, in order. */
export function layersOf(layer: AnyLayer): AnyLayer[] {
  return [layer, ...layer.sublayers.flatMap(layersOf)];
}

/** Whether these are the {@link layersOf} a layer; asked before each prediction, so that nothing is made for it. */
export function haveLayers(layer: AnyLayer, layers: readonly AnyLayer[]): boolean {
  return placeAfter(layer, layers, 0) === layers.length;
}

/** Where the list goes on after a layer and those inside it; NaN if it is another list. */
function placeAfter(layer: AnyLayer, layers: readonly AnyLayer[], at: number): number {
  if (layers[at] !== layer) return Number.NaN;
  let next = at + 1;
  for (const inner of layer.sublayers) next = placeAfter(inner, layers, next);
  return next;
}
