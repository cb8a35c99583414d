import { ArgumentError } from '@myelin/core';
import { AdamBase, type AdamOptions } from './adam-base.ts';

export interface AdamWOptions extends AdamOptions {
  /** Fraction of each weight, times the learning rate, that is taken off before an update. @defaultValue `0.004` */
  readonly weightDecay?: number;
}

/**
 * Adam with weights that decay by themselves, not by a penalty in the loss: `w ← w - η·λ·w`, then as {@link Adam}.
 *
 * Biases and scales of normalizations are commonly left out: `excludeFromWeightDecay({ names: ['bias'] })`.
 *
 * @throws {@link ArgumentError} an option is outside its domain.
 * @source Loshchilov & Hutter 2019, algorithm 2, with `η·λ` in place of `λ` (as Keras 3 `AdamW`, and torch).
 * @example
 * new AdamW().config.weightDecay // => 0.004
 */
export class AdamW extends AdamBase<AdamWOptions> {
  readonly className = 'AdamW';

  constructor(options: AdamWOptions = {}) {
    super('AdamW', options, { weightDecay: 0.004 });
    if ((this.config.weightDecay as number | null) === null) {
      throw new ArgumentError({
        where: 'AdamW',
        problem: '`weightDecay` must be a number of at least 0, received null',
        fix: 'use Adam where weights shall not decay',
      });
    }
  }
}
