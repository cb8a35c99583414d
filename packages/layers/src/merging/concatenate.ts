import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import {
  any,
  broadcastTo,
  cast,
  concat,
  formatShapes,
  normalizeAxis,
  onesLike,
  requireWholeNumber,
  reshape,
  ShapeError,
  sizesAgree,
} from '@myelin/core';
import { ListLayer } from './merge-layer.ts';

export interface ConcatenateOptions extends LayerOptions {
  /** Axis along which tensors are joined; negative ones count from the end. @defaultValue `-1` */
  readonly axis?: number;
}

/**
 * Joins tensors along an axis, one behind the other.
 *
 * @shape input a list of tensors that differ in the size of one axis at most
 * @shape output the same with the sum of those sizes
 * @throws {@link ShapeError} ranks, or sizes of other axes, differ.
 * @source Keras 3 `Concatenate`, with its rule for masks.
 * @example
 * new Concatenate().apply([tensor([[1, 2]]), tensor([[3]])]).arraySync() // => [[1, 2, 3]]
 */
export class Concatenate extends ListLayer<ConcatenateOptions> {
  readonly className: string = 'Concatenate';

  constructor(options: ConcatenateOptions = {}) {
    super('Concatenate', options, { axis: -1 });
    requireWholeNumber('Concatenate', 'axis', this.config.axis);
  }

  outputShape(inputs: readonly Shape[]): Shape {
    const shapes = this.requireList(inputs);
    const [first = [], ...others] = shapes;
    const joined = this.#axis(first.length);
    const fits = others.every(
      (shape) =>
        shape.length === first.length &&
        shape.every((size, axis) => axis === joined || sizesAgree(size, first[axis] ?? null)),
    );
    if (!fits) {
      throw new ShapeError({
        where: 'Concatenate',
        problem: `the inputs must be equal but for the size of axis ${joined}, received ${formatShapes(shapes)}`,
        fix: 'pass tensors of such shapes, or another `axis`',
      });
    }
    return first.map((size, axis) => {
      if (axis !== joined)
        return size ?? others.find((shape) => shape[axis] !== null)?.[axis] ?? null;
      return shapes.reduce<number | null>((total, shape) => plus(total, shape[axis] ?? null), 0);
    });
  }

  protected call(inputs: readonly Tensor[]): Tensor {
    return concat(inputs, this.#axis(inputs[0]?.rank ?? 1));
  }

  /** Masks are joined as the tensors are; tensors without one count as real. */
  protected override computeMask(
    inputs: readonly Tensor[],
    masks: readonly (Tensor | undefined)[],
  ): Tensor | undefined {
    if (masks.every((mask) => mask === undefined)) return undefined;
    const whole = inputs.map((x, i) => {
      const mask = masks[i];
      if (!mask) return onesLike(cast(x, 'bool'));
      const missing = Array<number>(x.rank - mask.rank).fill(1);
      return broadcastTo(reshape(mask, [...mask.shape, ...missing]), x.shape);
    });
    return any(concat(whole, this.#axis(whole[0]?.rank ?? 1)), -1);
  }

  #axis(rank: number): number {
    return normalizeAxis('Concatenate', this.config.axis, rank);
  }
}

const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;
