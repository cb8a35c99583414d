import type { LayerOptions, OptionDefaults, OwnOptions, Shape, Tensor } from '@myelin/core';
import { formatShape, requireRank, ShapeError } from '@myelin/core';
import type { DataFormat } from '../spatial/data-format.ts';
import { requireDataFormat } from '../spatial/data-format.ts';
import type { AxisCount } from '../spatial/per-axis.ts';
import type { Edge } from './edges.ts';
import { requireEdges, withEdges } from './edges.ts';
import { RearrangingLayer } from './rearranging-layer.ts';

/** What is done at the edges. */
export interface EdgeChange<Option extends string = string> {
  /** The option that holds the numbers of elements. */
  readonly option: Option;
  /** 1 where they are added, -1 where they are taken away. */
  readonly sign: 1 | -1;
  /** @param edges - For each axis of `x`. */
  apply(x: Tensor, edges: readonly Edge[]): Tensor;
}

interface EdgeOptions extends LayerOptions {
  readonly dataFormat?: DataFormat;
}

/** A layer that adds elements at the ends of one, two or three spatial axes, or takes them away. */
export abstract class EdgeLayer<Options extends EdgeOptions> extends RearrangingLayer<Options> {
  readonly #where: string;
  readonly #change: EdgeChange;
  /** For each axis of the input. */
  readonly #edges: readonly Edge[];

  /**
   * @param className - Keras's name of the class.
   * @param axes - Number of spatial axes.
   */
  constructor(
    className: string,
    axes: AxisCount,
    options: Options,
    defaults: OptionDefaults<OwnOptions<Options>>,
    change: EdgeChange<keyof Options & string>,
  ) {
    super(className, withEdges(options, change.option, axes), defaults);
    const config: Readonly<Record<string, unknown>> = this.config;
    const edges = requireEdges(className, change.option, config[change.option], axes);
    const { dataFormat = 'channels_last' } = config;
    const isLast = requireDataFormat(className, dataFormat) === 'channels_last';
    this.#where = className;
    this.#change = change;
    this.#edges = isLast ? [none, ...edges, none] : [none, none, ...edges];
  }

  outputShape(input: Shape): Shape {
    requireRank(this.#where, input, { exactly: this.#edges.length });
    const { option, sign } = this.#change;
    return this.#edges.map(([before, after], axis) => {
      const length = input[axis] ?? null;
      if (length === null || before + after === 0) return length;
      const changed = length + sign * (before + after);
      if (changed >= 1) return changed;
      throw new ShapeError({
        where: this.#where,
        problem: `\`${option}\` takes ${before} + ${after} elements of the ${length} along axis ${axis} of the input of shape ${formatShape(input)} and leaves none`,
        fix: `pass larger inputs, or smaller numbers as \`${option}\``,
      });
    });
  }

  protected call(x: Tensor): Tensor {
    this.outputShape(x.shape);
    return this.#change.apply(x, this.#edges);
  }
}

const none: Edge = [0, 0];
