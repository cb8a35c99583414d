import type { LayerOptions } from '@myelin/core';
import { cropping } from './cropping.ts';
import { EdgeLayer } from './edge-layer.ts';
import type { EdgeLike } from './edges.ts';

export interface Cropping1DOptions extends LayerOptions {
  /** How many elements to take away at the beginning and the end; one number stands for all. @defaultValue `[1, 1]` */
  readonly cropping?: EdgeLike;
}

/**
 * Takes elements away at both ends of a sequence.
 *
 * @shape input `[batch, length, channels]`
 * @shape output the same with new length
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} rank other than 3, or nothing is left.
 * @source Defaults as Keras 3 `Cropping1D`.
 * @example
 * new Cropping1D({ cropping: 1 }).outputShape([null, 8, 3]) // => [null, 6, 3]
 */
export class Cropping1D extends EdgeLayer<Cropping1DOptions> {
  readonly className: string = 'Cropping1D';

  constructor(options: Cropping1DOptions = {}) {
    const defaults = { cropping: [1, 1] } as const;
    super('Cropping1D', 1, options, defaults, cropping);
  }
}
