import type { Callback } from '@myelin/core';
import { requireOptions } from '@myelin/core';
import type { LearningRateFinderOptions } from './learning-rate-finder.ts';
import { LearningRateFinder } from './learning-rate-finder.ts';

/** A compiled model, as far as {@link findLearningRate} needs it. */
export interface FitsSamples<X, Y> {
  fit(
    x: X,
    y: Y,
    options: {
      readonly epochs: number;
      readonly batchSize?: number;
      readonly verbose: 0;
      readonly callbacks: readonly Callback[];
    },
  ): Promise<unknown>;
}

export interface FindLearningRateOptions extends LearningRateFinderOptions {
  /** Batches in which the learning rate grows; at least 2. @defaultValue `100` */
  readonly steps?: number;
  /** Samples in a batch, those of the later training. @defaultValue that of `fit`, 32 */
  readonly batchSize?: number;
}

/**
 * Runs a {@link LearningRateFinder}: trains the compiled model with a learning rate that grows, and puts all back.
 *
 * @returns The finder, with its `suggestion`, its `curve` and its `points`.
 * @throws {@link ArgumentError} an option is outside its domain.
 * @throws {@link StateError} the optimizer follows a schedule, or has several learning rates.
 * @source Smith 2015; 100 batches as fastai's `lr_find`.
 * @example
 * model.compile({ optimizer: 'adam', loss: 'mse' });
 * const { suggestion } = await findLearningRate(model, x, y);
 * suggestion // => 0.0123…
 */
export async function findLearningRate<X, Y>(
  model: FitsSamples<NoInfer<X>, NoInfer<Y>>,
  x: X,
  y: Y,
  options: FindLearningRateOptions = {},
): Promise<LearningRateFinder> {
  requireOptions(
    'findLearningRate',
    options,
    'pass options last: findLearningRate(model, x, y, { steps: 100 })',
  );
  const { batchSize, steps = 100, ...rest } = options;
  const finder = new LearningRateFinder({ ...rest, steps });
  await model.fit(x, y, {
    // An epoch has one batch at least, and the finder stops after as many as it needs.
    epochs: steps,
    ...(batchSize !== undefined && { batchSize }),
    verbose: 0,
    callbacks: [finder],
  });
  return finder;
}
