import type {
  ActivationFunction,
  ActivationName,
  CallArguments,
  Initializer,
  JsonRecord,
  KnownShape,
  LayerConfig,
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
  ArgumentError,
  activation,
  add,
  describe,
  einsum,
  formatShape,
  Layer,
  regularizer,
  required,
  requireRank,
  ShapeError,
} from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import { addActivityPenalty } from '../regularization/activity-penalty.ts';
import type { BiasOptions, KernelAndBias, KernelOptions } from '../weights/kernel-and-bias.ts';
import { biasDefaults, kernelDefaults } from '../weights/kernel-and-bias.ts';
import type { WeightRecipe } from '../weights/weight-recipe.ts';
import { weightRecipe } from '../weights/weight-recipe.ts';
import {
  type EinsumParts,
  type EinsumShapes,
  einsumShapes,
  parseEinsumDense,
} from './einsum-shapes.ts';
import { withFanAxes } from './fan-axes.ts';

export interface EinsumDenseOptions
  extends LayerOptions,
    KernelOptions,
    Omit<BiasOptions, 'useBias'>,
    ActivityPenaltyOptions {
  /** Product of input and kernel: `'ab,bc->ac'`, `'...ab,bc->...ac'` or `'ab...,bc->ac...'`, one letter for each axis. */
  readonly equation: string;
  /**
   * Sizes of the result but for the batch axis and what `...` stands for; null where the input has the axis. A number is
   * short for a list of one.
   */
  readonly outputShape: number | Shape;
  /** @defaultValue `'linear'` */
  readonly activation?: ActivationName | ActivationFunction;
  /** Axes of the result along which a bias is added: `'c'`. @defaultValue `null`: no bias */
  readonly biasAxes?: string | null;
}

const { useBias: _, ...biasWeightDefaults } = biasDefaults;

const defaults: OptionDefaults<OwnOptions<EinsumDenseOptions>> = {
  outputShape: required,
  equation: required,
  activation: 'linear',
  biasAxes: null,
  ...kernelDefaults,
  ...biasWeightDefaults,
  activityRegularizer: null,
};

/**
 * A dense layer over axes of one's choice: `y = activation(einsum(equation, x, kernel) + bias)`.
 *
 * `'abc,cd->abd'` applies the same dense layer to each time step, `'abc,cde->abde'` makes several heads at once.
 *
 * @shape input as the left part of `equation`
 * @shape output as the right part
 * @weights kernel as the middle part; bias along `biasAxes`
 * @throws {@link ArgumentError} `equation` has none of the three forms, or `biasAxes` names no axis of the result.
 * @throws {@link ShapeError} the input, or `outputShape`, does not fit the equation.
 * @source Keras 3 `EinsumDense`.
 * @example
 * new EinsumDense({ equation: 'abc,cd->abd', outputShape: [null, 5] }).outputShape([null, 3, 2]) // => [null, 3, 5]
 */
export class EinsumDense extends Layer<EinsumDenseOptions, KernelAndBias> {
  static readonly kerasOnly: JsonRecord = { quantization_config: null };
  readonly className: string = 'EinsumDense';
  protected override readonly callArguments: CallArguments<object> = {};
  /** `outputShape` is a list here. */
  declare readonly config: Omit<LayerConfig<EinsumDenseOptions>, 'outputShape'> & {
    readonly outputShape: Shape;
  };
  readonly #parts: EinsumParts;
  readonly #activation: ActivationFunction;
  readonly #kernel: WeightRecipe;
  readonly #bias: WeightRecipe;
  readonly #activityRegularizer: Regularizer | null;

  constructor(options: EinsumDenseOptions) {
    super('EinsumDense', options, defaults);
    const { config } = this;
    this.config = { ...config, outputShape: requireSizes(config.outputShape) };
    this.#parts = parseEinsumDense(config.equation, config.biasAxes);
    this.#activation = activation('EinsumDense', config.activation);
    this.#kernel = weightRecipe('EinsumDense', 'kernel', config);
    this.#bias = weightRecipe('EinsumDense', 'bias', config);
    this.#activityRegularizer = regularizer(
      'EinsumDense',
      config.activityRegularizer,
      'activityRegularizer',
    );
  }

  outputShape(input: Shape): Shape {
    requireRank('EinsumDense', input, {});
    return this.#shapes(input).output;
  }

  /** As in Keras, a mask ends here. */
  protected override computeMask(): undefined {
    return undefined;
  }

  protected build(input: Shape, weight: WeightMaker): KernelAndBias {
    const { kernel, bias, inputAxes, outputAxes } = this.#shapes(input);
    const [start, options] = this.#kernel;
    const initializer: Initializer = withFanAxes(start, inputAxes, outputAxes);
    return {
      kernel: weight('kernel', requireKnown('kernel', kernel), initializer, options),
      bias: bias && weight('bias', requireKnown('bias', bias), ...this.#bias),
    };
  }

  protected call(x: Tensor, { kernel, bias }: WeightValues<KernelAndBias>, pass: Pass): Tensor {
    const product = einsum(this.config.equation, x, kernel);
    const y = pass.activate(this.asAny, this.#activation, bias ? add(product, bias) : product);
    addActivityPenalty(y, this.#activityRegularizer, pass);
    return y;
  }

  #shapes(input: Shape): EinsumShapes {
    const { biasAxes, outputShape } = this.config;
    return einsumShapes(this.#parts, biasAxes, input, outputShape);
  }
}

function requireKnown(name: string, shape: Shape): KnownShape {
  if (!shape.includes(null)) return shape as KnownShape;
  throw new ShapeError({
    where: 'EinsumDense',
    problem: `the ${name} has shape ${formatShape(shape)}, of which not all sizes are known`,
    fix: 'give the input, or `outputShape`, sizes for its axes',
  });
}

function requireSizes(sizes: unknown): Shape {
  const list = typeof sizes === 'number' ? [sizes] : sizes;
  const isSize = (size: unknown): boolean =>
    size === null || (Number.isInteger(size) && (size as number) >= 1);
  if (Array.isArray(list) && list.every(isSize)) return list as Shape;
  throw new ArgumentError({
    where: 'EinsumDense',
    problem: `\`outputShape\` must be a size or a list of sizes of at least 1, or null, received ${describe(sizes)}`,
    fix: 'pass for example { outputShape: [null, 64] }',
  });
}
