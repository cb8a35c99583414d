/** The contract of losses: a value per sample, reduced to one number that training makes smaller. */

import type { NdArray } from '../arrays/nd-array.ts';
import { requireKnownOptions, requireName, requireOneOf } from '../errors/checks.ts';
import { snakeCase } from '../layer/layer-name.ts';
import { tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { requireOptions, resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import type { Shape } from '../shapes/shape.ts';
import { logicalAnd } from '../tensors/comparison.ts';
import { tensor } from '../tensors/creation.ts';
import { cast } from '../tensors/shaping.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import { matchRanks } from './match-ranks.ts';
import type { Reduction } from './reduction.ts';
import { reduceLosses, reductions } from './reduction.ts';
import { toFloat } from './to-float.ts';

export interface LossOptions {
  /** @defaultValue the class name in snake case */
  readonly name?: string;
  /** How the losses of single samples become one number; `null` is `'none'`. @defaultValue `'sum_over_batch_size'` */
  readonly reduction?: Reduction | null;
}

export interface LossApplyOptions {
  /** Weight of each sample: `[batch]`, or as many of the first axes of the unreduced loss as there are weights for. */
  readonly sampleWeight?: TensorLike | undefined;
  /** Which values count: `bool`, shape as sample weights. */
  readonly mask?: Tensor | undefined;
}

/** What training makes smaller: one value for each sample, reduced to one number. The base class of all losses. */
export abstract class Loss<Options extends LossOptions = LossOptions> implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.losses';
  readonly name: string;
  readonly reduction: Reduction;
  readonly config: Resolved<Options>;

  /** @param defaults - Default of every option of the class's own; a name, where Keras's is not the class name. */
  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof LossOptions>> & { readonly name?: string },
  ) {
    const all = { name: snakeCase(className), reduction: 'sum_over_batch_size', ...defaults };
    this.config = resolveOptions(className, options, all as unknown as OptionDefaults<Options>);
    this.name = requireName(className, 'name', this.config.name);
    this.reduction = requireOneOf(
      className,
      'reduction',
      this.config.reduction ?? 'none',
      reductions,
    );
  }

  /**
   * Losses before reduction: the last axis is gone, unless the class says otherwise. Must not read values of tensors.
   *
   * @param yTrue - Targets as they were given, whatever their element type.
   * @param yPred - Predictions, float32.
   */
  protected abstract call(yTrue: Tensor, yPred: Tensor): Tensor;

  /** Which of the unreduced losses count, where the targets or the losses themselves decide that. */
  protected lossMask?(yTrue: Tensor, yPred: Tensor, losses: Tensor): Tensor | undefined;

  /**
   * Refuses targets whose values the loss cannot take. `apply` is part of a compiled step and reads no values, so
   * whoever holds the targets in ordinary memory calls this first.
   *
   * @param yPred - Shape of the predictions that will belong to the targets.
   * @throws {@link DataError} a value is outside the domain.
   */
  checkTargets?(yTrue: NdArray, yPred: Shape): void;

  /**
   * The loss of a batch.
   *
   * @param yTrue - Targets, batch axis first.
   * @param yPred - Predictions, batch axis first.
   * @returns A scalar (with reduction `'none'` one value per sample), which the caller disposes.
   * @throws {@link ShapeError} targets, predictions and weights do not match.
   */
  apply(yTrue: TensorLike, yPred: TensorLike, options: LossApplyOptions = {}): Tensor {
    requireOptions(this.className, options, 'pass weights as { sampleWeight: [1, 2] }');
    requireKnownOptions(this.className, options, ['sampleWeight', 'mask']);
    return tidy(() => {
      const target = tensor(yTrue);
      const prediction = toFloat(yPred);
      const weight = options.sampleWeight === undefined ? undefined : toFloat(options.sampleWeight);
      const losses = this.call(target, prediction);
      const mask = bothOf(options.mask, this.lossMask?.(target, prediction, losses));
      return reduceLosses(losses, this.reduction, weight, mask);
    });
  }
}

function bothOf(a: Tensor | undefined, b: Tensor | undefined): Tensor | undefined {
  if (!a || !b) return a ?? b;
  const [left, right] = matchRanks(a, b);
  return logicalAnd(cast(left, 'bool'), cast(right, 'bool'));
}
