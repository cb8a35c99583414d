/** What layers share that make one tensor of several. */

import type { CallArguments, LayerOptions, Pass, Shape, Tensor, WeightRecord } from '@myelin/core';
import {
  ArgumentError,
  formatShapes,
  isShape,
  Layer,
  logicalOr,
  requireRank,
  reshape,
  ShapeError,
} from '@myelin/core';

/** A tensor and which of its time steps are real, if that is known. */
export interface MaskedTensor {
  readonly x: Tensor;
  /** Of the rank of `x`. */
  readonly mask: Tensor | undefined;
}

/** A layer that takes a list of tensors, gives one, and has no weights. */
export abstract class ListLayer<Options extends LayerOptions> extends Layer<
  Options,
  WeightRecord,
  readonly Tensor[]
> {
  protected override readonly callArguments: CallArguments<object> = {};

  protected override get takesList(): boolean {
    return true;
  }

  protected build(): WeightRecord {
    return {};
  }

  protected override acceptsShape(): boolean {
    return true;
  }

  /** The shapes, once it is sure that they are a list. */
  protected requireList(inputs: readonly Shape[], count?: number): readonly Shape[] {
    const isList = Array.isArray(inputs) && inputs.length > 0 && inputs.every(isShape);
    if (isList && (count === undefined || inputs.length === count)) return inputs;
    const wanted = count === undefined ? 'a list of tensors' : `a list of exactly ${count} tensors`;
    const alone = inputs.length === 0 ? 'none' : 'one tensor';
    const received = isList ? `${inputs.length} of them` : alone;
    throw new ArgumentError({
      where: this.className,
      problem: `the input must be ${wanted}, received ${received}`,
      fix: 'write layer.apply([a, b])',
    });
  }
}

/**
 * The base of layers that combine tensors element by element. Smaller shapes are broadcast; tensors of lower rank get axes
 * of size 1 behind the batch axis.
 */
export abstract class MergeLayer extends ListLayer<LayerOptions> {
  /** How many tensors it must be, if not any number. */
  protected get count(): number | undefined {
    return undefined;
  }

  /** Combines tensors of equal rank. */
  protected abstract merge(inputs: readonly MaskedTensor[]): Tensor;

  outputShape(inputs: readonly Shape[]): Shape {
    const shapes = this.requireList(inputs, this.count);
    for (const shape of shapes) requireRank(this.className, shape, { min: 1 });
    const batches = new Set(shapes.map(([batch]) => batch).filter((size) => size !== null));
    if (batches.size > 1) throw this.#mismatch(shapes);
    const rest = shapes
      .map((shape): Shape => shape.slice(1))
      .reduce((a, b) => broadcast(a, b) ?? fail(this.#mismatch(shapes)));
    return [[...batches][0] ?? null, ...rest];
  }

  protected call(inputs: readonly Tensor[], _weights: unknown, pass: Pass): Tensor {
    const rank = Math.max(...inputs.map((x) => x.rank));
    const aligned = inputs.map((x): MaskedTensor => {
      if (x.rank < rank) return { x: withRank(x, rank), mask: undefined };
      const mask = pass.maskOf(x);
      return { x, mask: mask && reshape(mask, [...mask.shape, ...ones(rank - mask.rank)]) };
    });
    return this.merge(aligned);
  }

  /** A time step is real if it is so in any of the tensors. Nothing is known unless it is known of all. */
  protected override computeMask(
    _x: readonly Tensor[],
    masks: readonly (Tensor | undefined)[],
  ): Tensor | undefined {
    const [first, ...others] = masks;
    return others.reduce((either, mask) => either && mask && logicalOr(either, mask), first);
  }

  #mismatch(shapes: readonly Shape[]): ShapeError {
    return new ShapeError({
      where: this.className,
      problem: `the inputs cannot be broadcast to one shape, received ${formatShapes(shapes)}`,
      fix: 'pass tensors of equal shapes, or with sizes of 1 where they differ; batch sizes must be equal',
    });
  }
}

function withRank(x: Tensor, rank: number): Tensor {
  const [batch = 1, ...rest] = x.shape;
  return reshape(x, [batch, ...ones(rank - x.rank), ...rest]);
}

const ones = (count: number): number[] => Array<number>(count).fill(1);

/** The shape of both, aligned at their ends; undefined if sizes differ. */
function broadcast(a: Shape, b: Shape): Shape | undefined {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  const missing = longer.length - shorter.length;
  const result: (number | null)[] = [];
  for (const [axis, size] of longer.entries()) {
    const other = axis < missing ? 1 : (shorter[axis - missing] ?? null);
    if (size !== null && other !== null && size !== other && size !== 1 && other !== 1) {
      return undefined;
    }
    if (size === null || other === null) result.push(null);
    else result.push(size === 1 ? other : size);
  }
  return result;
}

function fail(error: Error): never {
  throw error;
}
