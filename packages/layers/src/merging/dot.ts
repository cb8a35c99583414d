import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import {
  ArgumentError,
  describe,
  einsum,
  formatShapes,
  maximum,
  mul,
  normalizeAxis,
  requireBoolean,
  required,
  requireRank,
  reshape,
  rsqrt,
  ShapeError,
  square,
  sum,
} from '@myelin/core';
import { ListLayer } from './merge-layer.ts';

export interface DotOptions extends LayerOptions {
  /** Axis that is summed over, or one for each of the two tensors; not the batch axis. Negative ones count from the end. */
  readonly axes: number | readonly [number, number];
  /** Whether vectors along that axis are brought to length 1 first: the result is then their cosine. @defaultValue `false` */
  readonly normalize?: boolean;
}

/** Vectors shorter than this are not brought to length 1. */
const SHORTEST = 1e-7;

/**
 * Scalar products of two tensors, sample by sample: `y = Σ x₀ · x₁` over one axis of each.
 *
 * @shape input two tensors `[batch, ...]` with equal sizes along `axes`
 * @shape output `[batch, ...axes left of the first, ...axes left of the second]`; `[batch, 1]` if none is left
 * @throws {@link ArgumentError} `axes` is not a whole number or a pair of them, or is no axis, or is the batch axis.
 * @throws {@link ShapeError} the sizes along `axes` differ.
 * @source Keras 3 `Dot`.
 * @example
 * new Dot({ axes: 1 }).apply([tensor([[1, 2]]), tensor([[3, 4]])]).arraySync() // => [[11]]
 */
export class Dot extends ListLayer<DotOptions> {
  readonly className: string = 'Dot';

  constructor(options: DotOptions) {
    super('Dot', options, { axes: required, normalize: false });
    requireAxes(this.config.axes);
    requireBoolean('Dot', 'normalize', this.config.normalize);
  }

  outputShape(inputs: readonly Shape[]): Shape {
    const [a, b] = this.requireList(inputs, 2) as readonly [Shape, Shape];
    const [first, second] = this.#axes(a, b);
    const sizes = [a[first] ?? null, b[second] ?? null];
    const differ = sizes[0] !== sizes[1] && !sizes.includes(null);
    const batches = a[0] !== b[0] && a[0] !== null && b[0] !== null;
    if (differ || batches) {
      throw new ShapeError({
        where: 'Dot',
        problem: `the inputs must have equal batch sizes, and equal sizes along \`axes\` ${describe(this.config.axes)}, received ${formatShapes(inputs)}`,
        fix: 'pass tensors of such shapes, or other `axes`',
      });
    }
    const rest = [...without(a.slice(1), first - 1), ...without(b.slice(1), second - 1)];
    return [a[0] ?? b[0] ?? null, ...(rest.length === 0 ? [1] : rest)];
  }

  protected call(inputs: readonly Tensor[]): Tensor {
    const [a, b] = inputs as [Tensor, Tensor];
    const [first, second] = this.#axes(a.shape, b.shape);
    const [x, y] = this.config.normalize ? [unit(a, first), unit(b, second)] : [a, b];
    const left = lettersFrom('B', a.rank - 1, first - 1);
    const right = lettersFrom('b', b.rank - 1, second - 1);
    const free = `${left}${right}`.replaceAll('A', '');
    const product = einsum(`a${left},a${right}->a${free}`, x, y);
    return product.rank === 1 ? reshape(product, [-1, 1]) : product;
  }

  /** The result has no time axis that a mask could be about. */
  protected override computeMask(): undefined {
    return undefined;
  }

  #axes(...shapes: readonly [Shape, Shape]): [number, number] {
    const { axes } = this.config;
    const [first, second] = typeof axes === 'number' ? [axes, axes] : axes;
    const place = (axis: number, shape: Shape): number => {
      requireRank('Dot', shape, { min: 2 });
      const at = normalizeAxis('Dot', axis, shape.length);
      if (at > 0) return at;
      throw new ArgumentError({
        where: 'Dot',
        problem: `\`axes\` must not be the batch axis, received ${describe(axes)}`,
        fix: 'pass axes from 1',
      });
    };
    return [place(first, shapes[0]), place(second, shapes[1])];
  }
}

/** Letters for the axes of a sample: `A` for the one that is summed over. */
function lettersFrom(start: 'b' | 'B', count: number, summed: number): string {
  const letter = (i: number): string => String.fromCharCode(start.charCodeAt(0) + i);
  return Array.from({ length: count }, (_, i) => (i === summed ? 'A' : letter(i))).join('');
}

const without = (shape: Shape, axis: number): Shape => shape.filter((_, i) => i !== axis);

function unit(x: Tensor, axis: number): Tensor {
  return mul(x, rsqrt(maximum(sum(square(x), axis, true), SHORTEST ** 2)));
}

function requireAxes(axes: unknown): void {
  const isPair = Array.isArray(axes) && axes.length === 2 && axes.every(Number.isInteger);
  if (isPair || Number.isInteger(axes)) return;
  throw new ArgumentError({
    where: 'Dot',
    problem: `\`axes\` must be a whole number or a pair of them, received ${describe(axes)}`,
    fix: 'pass { axes: -1 } for the last axis of both',
  });
}
