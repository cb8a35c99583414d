import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import { ArgumentError, describe, required, requireRank, transpose } from '@myelin/core';
import { RearrangingLayer } from './rearranging-layer.ts';

export interface PermuteOptions extends LayerOptions {
  /** The axes of a sample in their new order; the first one is 1. */
  readonly dims: readonly number[];
}

/**
 * Puts the axes of each sample into another order.
 *
 * @shape input `[batch, ...]`, with as many further axes as `dims` names
 * @shape output `[batch, ...]`, axis `i` being axis `dims[i - 1]` of the input
 * @throws {@link ArgumentError} `dims` does not name each axis from 1 on once.
 * @throws {@link ShapeError} the input has another number of axes.
 * @source Keras 3 `Permute`.
 * @example
 * new Permute({ dims: [2, 1] }).outputShape([null, 10, 64]) // => [null, 64, 10]
 */
export class Permute extends RearrangingLayer<PermuteOptions> {
  readonly className: string = 'Permute';

  constructor(options: PermuteOptions) {
    super('Permute', options, { dims: required });
    requirePermutation(this.config.dims);
  }

  outputShape(input: Shape): Shape {
    const { dims } = this.config;
    requireRank('Permute', input, { exactly: dims.length + 1 });
    return [input[0] ?? null, ...dims.map((axis) => input[axis] ?? null)];
  }

  protected call(x: Tensor): Tensor {
    return transpose(x, [0, ...this.config.dims]);
  }
}

function requirePermutation(dims: unknown): void {
  if (Array.isArray(dims) && dims.length > 0 && dims.every((_, i) => dims.includes(i + 1))) return;
  throw new ArgumentError({
    where: 'Permute',
    problem: `\`dims\` must name each axis of a sample once, beginning with 1, received ${describe(dims)}`,
    fix: 'pass for example { dims: [2, 1] }',
  });
}
