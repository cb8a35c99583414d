import type { AnyLayer } from '@myelin/core';

/** A layer and all layers inside it, in order. */
export function layersOf(layer: AnyLayer): AnyLayer[] {
  return [layer, ...layer.sublayers.flatMap(layersOf)];
}

/** The layers of a model as they were at one time. */
export class LayersThen {
  readonly #layers: readonly AnyLayer[];
  readonly #revisions: readonly number[];

  constructor(model: AnyLayer) {
    this.#layers = layersOf(model);
    this.#revisions = this.#layers.map(({ revision }) => revision);
  }

  /** Whether a model still has them, unchanged; asked before each prediction, so that nothing is made for it. */
  areThoseOf(model: AnyLayer): boolean {
    return this.#placeAfter(model, 0) === this.#layers.length;
  }

  /** Where the list goes on after a layer and those inside it; NaN if it is another list. */
  #placeAfter(layer: AnyLayer, at: number): number {
    if (this.#layers[at] !== layer || this.#revisions[at] !== layer.revision) return Number.NaN;
    let next = at + 1;
    for (const inner of layer.sublayers) next = this.#placeAfter(inner, next);
    return next;
  }
}
