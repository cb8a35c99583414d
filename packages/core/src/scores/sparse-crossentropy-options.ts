import { requireBoolean, requireWholeNumber } from '../errors/checks.ts';
import { resolveOptions } from '../options/options.ts';

/** What the crossentropy of class indices can be told. */
export interface SparseCrossentropyOptions {
  /** True if predictions are logits: the last layer has no softmax. @defaultValue `false` */
  readonly fromLogits?: boolean;
  /** Class whose samples do not count, for example -1 for "unknown"; `null` for none. @defaultValue `null` */
  readonly ignoreClass?: number | null;
  /** Axis of the classes in the predictions. @defaultValue `-1` */
  readonly axis?: number;
}

/** Defaults of {@link SparseCrossentropyOptions}. */
export const sparseDefaults = { fromLogits: false, ignoreClass: null, axis: -1 } as const;

/**
 * Complete, checked options.
 *
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 */
export function checkedSparse(
  where: string,
  options: SparseCrossentropyOptions,
): Required<SparseCrossentropyOptions> {
  const { fromLogits, ignoreClass, axis } = resolveOptions<SparseCrossentropyOptions>(
    where,
    options,
    sparseDefaults,
  );
  return {
    fromLogits: requireBoolean(where, 'fromLogits', fromLogits),
    ignoreClass:
      ignoreClass === null ? null : requireWholeNumber(where, 'ignoreClass', ignoreClass),
    axis: requireWholeNumber(where, 'axis', axis),
  };
}
