import type { LearningRateScheduleOptions, Tensor } from '@myelin/core';
import {
  ArgumentError,
  describe,
  fill,
  greater,
  LearningRateSchedule,
  required,
  requireNumber,
  where,
} from '@myelin/core';

export interface PiecewiseConstantDecayOptions extends LearningRateScheduleOptions {
  /** Last steps, rising, with each of the values but the last one. */
  readonly boundaries: readonly number[];
  /** Step sizes, at least 0: one more than there are boundaries. */
  readonly values: readonly number[];
}

/**
 * One step size after the other: `values[0]` up to and including step `boundaries[0]`, then `values[1]` up to and
 * including step `boundaries[1]`, …, and the last value for good.
 *
 * @throws {@link ArgumentError} the boundaries do not rise, or there is not one value more than there are boundaries.
 * @source Options and defaults as Keras 3 `PiecewiseConstantDecay`.
 * @example
 * const rate = new PiecewiseConstantDecay({ boundaries: [10], values: [1, 0.5] });
 * [rate.at(10), rate.at(11)] // => [1, 0.5]
 */
export class PiecewiseConstantDecay extends LearningRateSchedule<PiecewiseConstantDecayOptions> {
  readonly className = 'PiecewiseConstantDecay';

  constructor(options: PiecewiseConstantDecayOptions) {
    super('PiecewiseConstantDecay', options, {
      boundaries: required,
      values: required,
      name: 'PiecewiseConstant',
    });
    const { boundaries, values } = this.config;
    requireNumbers('boundaries', boundaries);
    requireNumbers('values', values);
    if (boundaries.length === 0) {
      throw failure(
        '`boundaries` is empty',
        'pass at least one, or give the optimizer a number: { learningRate: 0.001 }',
      );
    }
    const stalled = boundaries.findIndex((one, i) => i > 0 && one <= (boundaries[i - 1] ?? 0));
    if (stalled >= 0) {
      throw failure(
        `\`boundaries\` must rise, received ${boundaries[stalled]} after ${boundaries[stalled - 1]}`,
        'sort them, and leave out what is there twice',
      );
    }
    if (values.length !== boundaries.length + 1) {
      throw failure(
        `\`values\` must hold one number more than \`boundaries\`, received ${values.length} for ${boundaries.length}`,
        `pass ${boundaries.length + 1} values`,
      );
    }
  }

  rateOf(step: Tensor): Tensor {
    const { boundaries, values } = this.config;
    return boundaries.reduce<Tensor>(
      (rate, boundary, i) => where(greater(step, boundary), values[i + 1] ?? 0, rate),
      fill([], values[0] ?? 0),
    );
  }
}

function requireNumbers(option: string, list: unknown): void {
  if (!Array.isArray(list)) {
    throw failure(
      `\`${option}\` must be a list of numbers, received ${describe(list)}`,
      `pass for example { ${option}: [1000, 2000] }`,
    );
  }
  for (const [i, item] of list.entries()) {
    requireNumber('PiecewiseConstantDecay', `${option}[${i}]`, item, { min: 0 });
  }
}

const failure = (problem: string, fix: string): ArgumentError =>
  new ArgumentError({ where: 'PiecewiseConstantDecay', problem, fix });
