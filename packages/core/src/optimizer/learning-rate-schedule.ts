/**
 * The contract of learning rate schedules: step sizes that are a function of the number of the step.
 *
 * A schedule is made of tensor operations, so that a compiled program works out the step size of each step by itself.
 */

import { requireWholeNumber } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import { scalar } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';

export interface LearningRateScheduleOptions {
  /** Kept in files, and used for nothing else. @defaultValue depends on the class, mostly its name */
  readonly name?: string | null;
}

/**
 * A step size for each step. The base class of all schedules.
 *
 * An optimizer that follows a schedule asks it in every step; its learning rate cannot be set.
 *
 * @example
 * class Halving extends LearningRateSchedule {
 *   readonly className = 'Halving';
 *
 *   constructor(options: LearningRateScheduleOptions = {}) {
 *     super('Halving', options, { name: 'Halving' });
 *   }
 *
 *   rateOf(step: Tensor): Tensor {
 *     return pow(0.5, step);
 *   }
 * }
 * new Halving().at(2) // => 0.25
 */
export abstract class LearningRateSchedule<
  Options extends LearningRateScheduleOptions = LearningRateScheduleOptions,
> implements Serializable
{
  abstract readonly className: string;
  readonly module: string = 'keras.optimizers.schedules';
  readonly config: Resolved<Options>;

  /** @param defaults - Default of every option, in the order in which files hold them. */
  constructor(className: string, options: Options, defaults: OptionDefaults<Options>) {
    this.config = resolveOptions(className, options, defaults);
    const { name } = this.config as Resolved<LearningRateScheduleOptions>;
    if (name === null || typeof name === 'string') return;
    throw new ArgumentError({
      where: className,
      problem: `\`name\` must be a string or null, received ${describe(name)}`,
      fix: `pass for example { name: '${className}' }, or leave it out`,
    });
  }

  /**
   * Step size of a step, as part of a captured step. Must not read values of tensors.
   *
   * @param step - Scalar float32: 0 in the first step.
   * @returns Scalar float32.
   */
  abstract rateOf(step: Tensor): Tensor;

  /**
   * Step size of a step, as a number, worked out by the backend in use.
   *
   * @param step - Counted from 0.
   * @throws {@link ArgumentError} `step` is not a whole number of at least 0.
   */
  at(step: number): number {
    requireWholeNumber(this.className, 'step', step, { min: 0 });
    return tidy(() => this.rateOf(scalar(step)).dataSync()[0] ?? Number.NaN);
  }
}
