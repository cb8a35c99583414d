import type {
  ActivationFunction,
  ActivationName,
  Constraint,
  ConstraintName,
  Initializer,
  InitializerName,
  JsonRecord,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
  Pass,
  Regularizer,
  RegularizerName,
  Shape,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import {
  activation,
  add,
  constraint,
  initializer,
  Layer,
  lastAxis,
  matMul,
  regularizer,
  requireBoolean,
  required,
  requireWholeNumber,
  reshape,
} from '@myelin/core';
import { addActivityPenalty } from '../regularization/activity-penalty.ts';

export interface DenseOptions extends LayerOptions {
  /** Size of the output's last axis, in features. Whole number, at least 1. */
  readonly units: number;
  /** @defaultValue `'linear'` */
  readonly activation?: ActivationName | ActivationFunction;
  /** @defaultValue `true` */
  readonly useBias?: boolean;
  /** @defaultValue `'glorot_uniform'` */
  readonly kernelInitializer?: InitializerName | Initializer;
  /** @defaultValue `'zeros'` */
  readonly biasInitializer?: InitializerName | Initializer;
  /** Penalty on the kernel. @defaultValue `null` */
  readonly kernelRegularizer?: RegularizerName | Regularizer | null;
  /** Penalty on the bias. @defaultValue `null` */
  readonly biasRegularizer?: RegularizerName | Regularizer | null;
  /** Penalty on the output, per sample. @defaultValue `null` */
  readonly activityRegularizer?: RegularizerName | Regularizer | null;
  /** @defaultValue `null` */
  readonly kernelConstraint?: ConstraintName | Constraint | null;
  /** @defaultValue `null` */
  readonly biasConstraint?: ConstraintName | Constraint | null;
}

export type DenseWeights = {
  readonly kernel: Weight;
  readonly bias: Weight | undefined;
};

const defaults: OptionDefaults<OwnOptions<DenseOptions>> = {
  units: required,
  activation: 'linear',
  useBias: true,
  kernelInitializer: 'glorot_uniform',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  biasRegularizer: null,
  activityRegularizer: null,
  kernelConstraint: null,
  biasConstraint: null,
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
export class Dense extends Layer<DenseOptions, DenseWeights> {
  static readonly kerasOnly: JsonRecord = { quantization_config: null };
  readonly className: string = 'Dense';
  readonly #units: number;
  readonly #useBias: boolean;
  readonly #activation: ActivationFunction;
  readonly #kernelInitializer: Initializer;
  readonly #biasInitializer: Initializer;
  readonly #kernelRegularizer: Regularizer | null;
  readonly #biasRegularizer: Regularizer | null;
  readonly #activityRegularizer: Regularizer | null;
  readonly #kernelConstraint: Constraint | null;
  readonly #biasConstraint: Constraint | null;

  constructor(options: DenseOptions) {
    super('Dense', options, defaults);
    const { config } = this;
    this.#units = requireWholeNumber('Dense', 'units', config.units, { min: 1 });
    this.#useBias = requireBoolean('Dense', 'useBias', config.useBias);
    this.#activation = activation('Dense', config.activation);
    this.#kernelInitializer = initializer('Dense', config.kernelInitializer);
    this.#biasInitializer = initializer('Dense', config.biasInitializer);
    this.#kernelRegularizer = regularizer('Dense', config.kernelRegularizer);
    this.#biasRegularizer = regularizer('Dense', config.biasRegularizer);
    this.#activityRegularizer = regularizer('Dense', config.activityRegularizer);
    this.#kernelConstraint = constraint('Dense', config.kernelConstraint);
    this.#biasConstraint = constraint('Dense', config.biasConstraint);
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

  protected build(input: Shape, weight: WeightMaker): DenseWeights {
    const kernel = weight(
      'kernel',
      [lastAxis('Dense', input), this.#units],
      this.#kernelInitializer,
      {
        regularizer: this.#kernelRegularizer,
        constraint: this.#kernelConstraint,
      },
    );
    if (!this.#useBias) return { kernel, bias: undefined };
    const bias = weight('bias', [this.#units], this.#biasInitializer, {
      regularizer: this.#biasRegularizer,
      constraint: this.#biasConstraint,
    });
    return { kernel, bias };
  }

  protected call(x: Tensor, { kernel, bias }: WeightValues<DenseWeights>, pass: Pass): Tensor {
    // Higher ranks are folded into one: a broadcast product has no gradient in tfjs.
    const rows = x.rank === 2 ? x : reshape(x, [-1, x.shape.at(-1) ?? 0]);
    const product = matMul(rows, kernel);
    const sum = bias ? add(product, bias) : product;
    const unfolded = x.rank === 2 ? sum : reshape(sum, [...x.shape.slice(0, -1), this.#units]);
    const y = this.#activation(unfolded);
    addActivityPenalty(y, this.#activityRegularizer, pass);
    return y;
  }

  protected override acceptsShape(input: Shape, built: Shape): boolean {
    return input.at(-1) === built.at(-1);
  }
}
