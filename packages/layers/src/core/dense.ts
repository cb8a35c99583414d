import type {
  ActivationFunction,
  ActivationName,
  CallArguments,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Regularizer,
  Shape,
  Tensor,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  activation,
  add,
  Layer,
  lastAxis,
  matMul,
  regularizer,
  required,
  requireWholeNumber,
  reshape,
} from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import { addActivityPenalty } from '../regularization/activity-penalty.ts';
import type { BiasOptions, KernelAndBias, KernelOptions } from '../weights/kernel-and-bias.ts';
import { biasDefaults, kernelDefaults } from '../weights/kernel-and-bias.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { optionalRecipe, weightRecipe } from '../weights/weight-recipe.ts';

export interface DenseOptions
  extends LayerOptions,
    KernelOptions,
    BiasOptions,
    ActivityPenaltyOptions {
  /** Size of the output's last axis, in features. Whole number, at least 1. */
  readonly units: number;
  /** @defaultValue `'linear'` */
  readonly activation?: ActivationName | ActivationFunction;
}

const defaults: OptionDefaults<OwnOptions<DenseOptions>> = {
  units: required,
  activation: 'linear',
  ...kernelDefaults,
  ...biasDefaults,
  activityRegularizer: null,
};

/**
 * Fully connected layer: `y = activation(x · kernel + bias)`.
 *
 * @shape input `[batch, ..., features]`
 * @shape output `[batch, ..., units]`
 * @weights kernel `[features, units]`; bias `[units]`
 * @throws {@link ArgumentError} `units` is not a whole number of at least 1, or an option names nothing known.
 * @throws {@link ShapeError} rank below 2, or the last axis is unknown.
 * @source Glorot & Bengio 2010 (kernel start); defaults as Keras 3 `Dense`.
 * @example
 * new Dense({ units: 3 }).outputShape([null, 4]) // => [null, 3]
 */
export class Dense extends Layer<DenseOptions, KernelAndBias> {
  static readonly kerasOnly: JsonRecord = { quantization_config: null };
  readonly className: string = 'Dense';
  protected override readonly callArguments: CallArguments<object> = {};
  readonly #units: number;
  readonly #activation: ActivationFunction;
  readonly #kernel: WeightRecipe;
  readonly #bias: WeightRecipe | undefined;
  readonly #activityRegularizer: Regularizer | null;

  constructor(options: DenseOptions) {
    super('Dense', options, defaults);
    const { config } = this;
    this.#units = requireWholeNumber('Dense', 'units', config.units, { min: 1 });
    this.#activation = activation('Dense', config.activation);
    this.#kernel = weightRecipe('Dense', 'kernel', config);
    this.#bias = optionalRecipe('Dense', 'bias', config, 'useBias');
    this.#activityRegularizer = regularizer(
      'Dense',
      config.activityRegularizer,
      'activityRegularizer',
    );
  }

  /** Keras writes the penalty on outputs only where there is one. */
  toKeras(usual: () => JsonRecord): JsonRecord {
    const { activity_regularizer: penalty = null, ...rest } = usual();
    return penalty === null ? rest : { ...rest, activity_regularizer: penalty };
  }

  outputShape(input: Shape): Shape {
    lastAxis('Dense', input);
    return [...input.slice(0, -1), this.#units];
  }

  protected build(input: Shape, weight: WeightMaker): KernelAndBias {
    return {
      kernel: weight('kernel', [lastAxis('Dense', input), this.#units], ...this.#kernel),
      bias: this.#bias && weight('bias', [this.#units], ...this.#bias),
    };
  }

  protected call(x: Tensor, { kernel, bias }: WeightValues<KernelAndBias>, pass: Pass): Tensor {
    // Higher ranks are folded into one: a broadcast product has no gradient in tfjs.
    const rows = x.rank === 2 ? x : reshape(x, [-1, x.shape.at(-1) ?? 0]);
    const product = matMul(rows, kernel);
    const sum = bias ? add(product, bias) : product;
    const unfolded = x.rank === 2 ? sum : reshape(sum, [...x.shape.slice(0, -1), this.#units]);
    const y = pass.activate(this.asAny, this.#activation, unfolded);
    addActivityPenalty(y, this.#activityRegularizer, pass);
    return y;
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.at(-1) === built.at(-1);
  }
}
