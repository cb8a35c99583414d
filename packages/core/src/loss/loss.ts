/** The contract of losses: a value per sample, reduced to one number that training makes smaller. */

import { requireOneOf } from '../errors/checks.ts';
import { snakeCase } from '../layer/layer-name.ts';
import { tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';
import { matchTarget } from './match-target.ts';
import type { Reduction } from './reduction.ts';
import { reduceLosses, reductions } from './reduction.ts';

export interface LossOptions {
  /** @defaultValue the class name in snake case */
  readonly name?: string;
  /** How the losses of single samples become one number. @defaultValue `'sum_over_batch_size'` */
  readonly reduction?: Reduction | null;
}

export interface LossApplyOptions {
  /** Weight of each sample. @shape a shape that broadcasts against the unreduced loss, usually `[batch]` */
  readonly sampleWeight?: TensorLike;
  /** Which values count: `bool`, shape as sample weights. */
  readonly mask?: Tensor;
}

export abstract class Loss<Options extends LossOptions = LossOptions> implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.losses';
  readonly name: string;
  readonly reduction: Reduction;
  readonly config: Resolved<Options>;

  constructor(
    className: string,
    options: Options,
    defaults: OptionDefaults<Omit<Options, keyof LossOptions>>,
  ) {
    const all = { name: snakeCase(className), reduction: 'sum_over_batch_size', ...defaults };
    this.config = resolveOptions(className, options, all as unknown as OptionDefaults<Options>);
    this.name = this.config.name as string;
    this.reduction = requireOneOf(
      className,
      'reduction',
      this.config.reduction ?? 'none',
      reductions,
    );
  }

  /** Losses before reduction: the last axis of the predictions is gone, unless the class says otherwise. */
  protected abstract call(yTrue: Tensor, yPred: Tensor): Tensor;

  /**
   * The loss of a batch.
   *
   * @param yTrue - Targets, batch axis first.
   * @param yPred - Predictions, batch axis first.
   * @returns A scalar (with reduction `'none'` one value per sample), which the caller disposes.
   * @throws {@link ShapeError} targets and predictions do not match.
   */
  apply(yTrue: TensorLike, yPred: TensorLike, options: LossApplyOptions = {}): Tensor {
    return tidy(() => {
      const prediction = tensor(yPred, 'float32');
      const target = matchTarget(this.className, tensor(yTrue), prediction, this.sparseTargets);
      const weight = options.sampleWeight === undefined ? undefined : tensor(options.sampleWeight);
      return reduceLosses(this.call(target, prediction), this.reduction, weight, options.mask);
    });
  }

  /** True if targets are class indices, one axis less than predictions. */
  protected get sparseTargets(): boolean {
    return false;
  }
}
