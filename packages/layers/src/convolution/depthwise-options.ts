import type { OptionDefaults, Padding } from '@myelin/core';
import type { ConstraintLike, InitializerLike, RegularizerLike } from '../weights/weight-recipe.ts';

/** Options of layers that give each channel filters of its own. */
export interface DepthwiseOptions {
  /** `'same'` adds zeros around, so that with strides of 1 the size stays. @defaultValue `'valid'` */
  readonly padding?: Padding;
  /** Number of filters for each channel. Whole number, at least 1. @defaultValue `1` */
  readonly depthMultiplier?: number;
  /** @defaultValue `'glorot_uniform'` */
  readonly depthwiseInitializer?: InitializerLike;
  /** Penalty on the kernel of the channels. @defaultValue `null` */
  readonly depthwiseRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly depthwiseConstraint?: ConstraintLike | null;
}

export const depthwiseDefaults: OptionDefaults<DepthwiseOptions> = {
  padding: 'valid',
  depthMultiplier: 1,
  depthwiseInitializer: 'glorot_uniform',
  depthwiseRegularizer: null,
  depthwiseConstraint: null,
};
