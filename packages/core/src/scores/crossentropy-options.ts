import { requireBoolean, requireNumber, requireWholeNumber } from '../errors/checks.ts';
import { resolveOptions } from '../options/options.ts';

/** What the crossentropies of one-hot and binary targets can be told. */
export interface CrossentropyOptions {
  /** True if predictions are logits: the last layer has neither softmax nor sigmoid. @defaultValue `false` */
  readonly fromLogits?: boolean;
  /** Share of each target that is spread evenly over all classes, in [0, 1]. @defaultValue `0` */
  readonly labelSmoothing?: number;
  /** @defaultValue `-1` */
  readonly axis?: number;
}

/** Defaults of {@link CrossentropyOptions}. */
export const crossentropyDefaults = { fromLogits: false, labelSmoothing: 0, axis: -1 } as const;

/**
 * Complete, checked options.
 *
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 */
export function checkedCrossentropy(
  where: string,
  options: CrossentropyOptions,
): Required<CrossentropyOptions> {
  const { fromLogits, labelSmoothing, axis } = resolveOptions<CrossentropyOptions>(
    where,
    options,
    crossentropyDefaults,
  );
  return {
    fromLogits: requireBoolean(where, 'fromLogits', fromLogits),
    labelSmoothing: requireNumber(where, 'labelSmoothing', labelSmoothing, { min: 0, max: 1 }),
    axis: requireWholeNumber(where, 'axis', axis),
  };
}
