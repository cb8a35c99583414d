import type {
  CallArguments,
  KnownShape,
  LayerOptions,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  ArgumentError,
  describe,
  knownAxis,
  Layer,
  mul,
  neg,
  relu,
  requireRank,
  shapesAgree,
  sub,
} from '@myelin/core';
import type {
  ConstraintLike,
  InitializerLike,
  RegularizerLike,
  WeightRecipe,
} from '../weights/weight-recipe.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';

export interface PReLUOptions extends LayerOptions {
  /** @defaultValue `'zeros'` */
  readonly alphaInitializer?: InitializerLike;
  /** Penalty on the slopes. @defaultValue `null` */
  readonly alphaRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly alphaConstraint?: ConstraintLike | null;
  /** Axes, counted from 1 after the batch axis, along which a slope is shared: `[1, 2]` for images. @defaultValue `null` */
  readonly sharedAxes?: readonly number[] | null;
}

export type PReLUWeights = {
  readonly alpha: Weight;
};

/**
 * Rectified linear unit with learnt slopes: `y = x` where positive, `alpha · x` elsewhere.
 *
 * @shape input `[batch, ...]`
 * @shape output as the input
 * @weights alpha, shape of one sample, 1 along shared axes
 * @throws {@link ArgumentError} `sharedAxes` is not a list of axes of the input.
 * @throws {@link ShapeError} an axis that is not shared has no known size.
 * @source He et al. 2015; defaults as Keras 3 `PReLU`.
 * @example
 * new PReLU({ sharedAxes: [1, 2] }).outputShape([null, 8, 8, 3]) // => [null, 8, 8, 3]
 */
export class PReLU extends Layer<PReLUOptions, PReLUWeights> {
  readonly className: string = 'PReLU';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #alpha: WeightRecipe;

  constructor(options: PReLUOptions = {}) {
    super('PReLU', options, {
      alphaInitializer: 'zeros',
      alphaRegularizer: null,
      alphaConstraint: null,
      sharedAxes: null,
    });
    const { config } = this;
    requireAxes(config.sharedAxes);
    this.#alpha = weightRecipe('PReLU', 'alpha', config);
  }

  outputShape(input: Shape): Shape {
    this.#alphaShape(input);
    return input;
  }

  protected build(input: Shape, weight: WeightMaker): PReLUWeights {
    return { alpha: weight('alpha', this.#alphaShape(input), ...this.#alpha) };
  }

  protected call(x: Tensor, { alpha }: WeightValues<PReLUWeights>): Tensor {
    return sub(relu(x), mul(alpha, relu(neg(x))));
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return shapesAgree(this.#alphaShape(input), this.#alphaShape(built));
  }

  #alphaShape(input: Shape): KnownShape {
    requireRank('PReLU', input, { min: 2 });
    const shared = this.config.sharedAxes ?? [];
    const beyond = shared.find((axis) => axis >= input.length);
    if (beyond !== undefined) {
      throw new ArgumentError({
        where: 'PReLU',
        problem: `\`sharedAxes\` must be axes of the input from 1 to ${input.length - 1}, received ${beyond}`,
        fix: 'leave that axis out',
      });
    }
    return input
      .slice(1)
      .map((_, i) => (shared.includes(i + 1) ? 1 : knownAxis('PReLU', input, i + 1)));
  }
}

function requireAxes(value: unknown): void {
  const isAxis = (n: unknown): boolean => Number.isInteger(n) && (n as number) >= 1;
  if (value === null || (Array.isArray(value) && value.every(isAxis))) return;
  throw new ArgumentError({
    where: 'PReLU',
    problem: `\`sharedAxes\` must be null or a list of axes of at least 1, received ${describe(value)}`,
    fix: 'pass for example { sharedAxes: [1, 2] }: one slope for each channel of an image',
  });
}
