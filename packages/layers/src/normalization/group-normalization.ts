import type {
  CallArguments,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Shape,
  Tensor,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  ArgumentError,
  describe,
  formatShape,
  knownAxis,
  Layer,
  normalizeAxis,
  requireNumber,
  requireRank,
  requireWholeNumber,
  reshape,
} from '@myelin/core';
import { requireEqualGroups } from '../spatial/channel-groups.ts';
import type { AffineOptions, AffineRecipes, AffineWeights } from './affine.ts';
import { affineDefaults, affineRecipes, makeAffine, scaledAndShifted } from './affine.ts';
import { standardize } from './standardize.ts';

export interface GroupNormalizationOptions extends LayerOptions, AffineOptions {
  /**
   * Number of groups, which must divide the number of channels. 1 normalizes over all of a sample, -1 over each channel
   * by itself. @defaultValue `32`
   */
  readonly groups?: number;
  /** Axis of the channels; negative ones count from the end. @defaultValue `-1` */
  readonly axis?: number;
  /** Added to the variance before its root is taken. @defaultValue `0.001` */
  readonly epsilon?: number;
}

const defaults: OptionDefaults<OwnOptions<GroupNormalizationOptions>> = {
  groups: 32,
  axis: -1,
  epsilon: 0.001,
  ...affineDefaults,
};

/**
 * Brings each group of channels of each sample to mean 0 and variance 1, then each channel to a learnt scale: `y =
 * gamma · (x - μ) / √(σ² + epsilon) + beta`, with `μ` and `σ²` over the group and all other axes but that of the batch.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input
 * @weights gamma, beta `[channels]`
 * @throws {@link ArgumentError} an option is out of its domain, or `axis` is no axis of the samples.
 * @throws {@link ShapeError} the number of channels is unknown, or `groups` does not divide it.
 * @source Wu & He 2018; defaults as Keras 3 `GroupNormalization`.
 * @example
 * new GroupNormalization({ groups: 2 }).apply([[1, 3, 10, 30]]) // ≈ [[-1, 1, -1, 1]]
 */
export class GroupNormalization extends Layer<GroupNormalizationOptions, AffineWeights> {
  readonly className: string = 'GroupNormalization';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #affine: AffineRecipes;

  constructor(options: GroupNormalizationOptions = {}) {
    super('GroupNormalization', options, defaults);
    const where = 'GroupNormalization';
    const { axis, epsilon } = this.config;
    requireGroups(this.config.groups);
    requireWholeNumber(where, 'axis', axis);
    requireNumber(where, 'epsilon', epsilon, { min: 0 });
    this.#affine = affineRecipes(where, this.config);
  }

  outputShape(input: Shape): Shape {
    this.#channels(input);
    return input;
  }

  protected build(input: Shape, weight: WeightMaker): AffineWeights {
    return makeAffine(weight, [this.#channels(input)], this.#affine);
  }

  protected call(x: Tensor, weights: WeightValues<AffineWeights>): Tensor {
    const axis = this.#channelAxis(x.shape);
    const channels = this.#channels(x.shape);
    const groups = this.config.groups === -1 ? channels : this.config.groups;
    const { shape } = x;
    const split = [...shape.slice(0, axis), groups, channels / groups, ...shape.slice(axis + 1)];
    const reduced = split.map((_, i) => i).filter((i) => i !== 0 && i !== axis);
    const normalized = reshape(standardize(reshape(x, split), reduced, this.config.epsilon), shape);
    return scaledAndShifted(normalized, weights, [axis]);
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.length === built.length && this.#channels(input) === this.#channels(built);
  }

  #channelAxis(input: Shape): number {
    requireRank('GroupNormalization', input, { min: 2 });
    const axis = normalizeAxis('GroupNormalization', this.config.axis, input.length);
    if (axis > 0) return axis;
    throw new ArgumentError({
      where: 'GroupNormalization',
      problem: `\`axis\` must not be the axis of the batch, received ${this.config.axis} for the input of shape ${formatShape(input)}`,
      fix: 'pass the axis of the channels, for example { axis: -1 }',
    });
  }

  #channels(input: Shape): number {
    const channels = knownAxis('GroupNormalization', input, this.#channelAxis(input));
    const { groups } = this.config;
    if (groups !== -1) requireEqualGroups('GroupNormalization', input, channels, groups);
    return channels;
  }
}

function requireGroups(groups: unknown): void {
  if (groups === -1 || (Number.isSafeInteger(groups) && (groups as number) >= 1)) return;
  throw new ArgumentError({
    where: 'GroupNormalization',
    problem: `\`groups\` must be a whole number of at least 1, or -1 for a group for each channel, received ${describe(groups)}`,
    fix: 'pass for example { groups: 8 }',
  });
}
