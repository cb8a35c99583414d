import type { LayerOptions, Shape, Tensor } from '@myelin/core';
import {
  ArgumentError,
  describe,
  formatShape,
  required,
  requireRank,
  reshape,
  ShapeError,
  shapeSize,
} from '@myelin/core';
import { RearrangingLayer } from './rearranging-layer.ts';

export interface ReshapeOptions extends LayerOptions {
  /** Shape of one sample; one size may be -1: it is worked out. */
  readonly targetShape: readonly number[];
}

/**
 * Gives each sample another shape; the elements keep their order.
 *
 * @shape input `[batch, ...]`
 * @shape output `[batch, ...targetShape]`
 * @throws {@link ArgumentError} `targetShape` is not a list of sizes with at most one -1.
 * @throws {@link ShapeError} the sizes do not multiply to the size of a sample.
 * @source Keras 3 `Reshape`.
 * @example
 * new Reshape({ targetShape: [-1, 2] }).outputShape([null, 6]) // => [null, 3, 2]
 */
export class Reshape extends RearrangingLayer<ReshapeOptions> {
  readonly className: string = 'Reshape';

  constructor(options: ReshapeOptions) {
    super('Reshape', options, { targetShape: required });
    requireTarget(this.config.targetShape);
  }

  outputShape(input: Shape): Shape {
    requireRank('Reshape', input, { min: 1 });
    const { targetShape } = this.config;
    const sample = input.slice(1);
    const known = sample.filter((size) => size !== null);
    const fixed = shapeSize(targetShape.filter((size) => size !== -1));
    const rest = known.length === sample.length ? shapeSize(known) / fixed : null;
    const fits = rest === null || (targetShape.includes(-1) ? Number.isInteger(rest) : rest === 1);
    if (fits) return [input[0] ?? null, ...targetShape.map((size) => (size === -1 ? rest : size))];
    throw new ShapeError({
      where: 'Reshape',
      problem: `\`targetShape\` ${formatShape(targetShape)} does not hold the ${shapeSize(known)} elements of a sample of shape ${formatShape(sample)}`,
      fix: 'pass sizes that multiply to that number, or -1 for one of them',
    });
  }

  protected call(x: Tensor): Tensor {
    return reshape(x, this.outputShape(x.shape) as readonly number[]);
  }
}

function requireTarget(value: unknown): void {
  const isSize = (n: unknown): boolean => Number.isInteger(n) && ((n as number) >= 1 || n === -1);
  const isTarget =
    Array.isArray(value) && value.every(isSize) && value.filter((n) => n === -1).length <= 1;
  if (isTarget) return;
  throw new ArgumentError({
    where: 'Reshape',
    problem: `\`targetShape\` must be a list of sizes of at least 1 with at most one -1, received ${describe(value)}`,
    fix: 'pass for example { targetShape: [28, 28, 1] }',
  });
}
