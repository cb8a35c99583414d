/** Options and calls of attention with projections. */

import type { CallArguments, LayerOptions, OptionDefaults, OwnOptions, Tensor } from '@myelin/core';
import type { ActivityPenaltyOptions } from '../regularization/activity-penalty.ts';
import {
  type BiasOptions,
  biasDefaults,
  type KernelOptions,
  kernelDefaults,
} from '../weights/kernel-and-bias.ts';
import { type AttentionCall, attentionArguments } from './attention-layer.ts';

/** Options that attention with projections shares. */
export interface ProjectedAttentionOptions
  extends LayerOptions,
    KernelOptions,
    BiasOptions,
    ActivityPenaltyOptions {
  /** Fraction in [0, 1] of the attention scores that become 0 in training. @defaultValue `0` */
  readonly dropout?: number;
  /** Queries see only keys that are less than this many time steps away. At least 1. @defaultValue `null`: all */
  readonly slidingWindow?: number | null;
  /** There is one way to compute attention here: null and false mean the same. @defaultValue `null` */
  readonly flashAttention?: false | null;
  /** Whether a projection of the query, through a sigmoid, scales the result (Qiu et al. 2025). @defaultValue `false` */
  readonly useGate?: boolean;
  /** Fixes which scores are dropped. @defaultValue `null` */
  readonly seed?: number | null;
}

export interface ProjectedAttentionCall extends AttentionCall {
  /** Which queries may look at which keys: `[batch, queries, keys]`, sizes of 1 and missing axes in front broadcast. */
  readonly attentionMask?: Tensor | undefined;
  /** Which queries are real. `MultiHeadAttention` does not look at it, as Keras: it takes the mask of the tensor itself. */
  readonly queryMask?: Tensor | undefined;
  /** Which values are real. @defaultValue the mask of the value */
  readonly valueMask?: Tensor | undefined;
  /** Which keys are real. @defaultValue the mask of the key */
  readonly keyMask?: Tensor | undefined;
}

/** What the arguments of a call are. */
export const projectedAttentionArguments: CallArguments<ProjectedAttentionCall> = {
  ...attentionArguments,
  attentionMask: 'tensor',
  queryMask: 'tensor',
  valueMask: 'tensor',
  keyMask: 'tensor',
};

export const projectedAttentionDefaults: OptionDefaults<OwnOptions<ProjectedAttentionOptions>> = {
  dropout: 0,
  slidingWindow: null,
  flashAttention: null,
  ...kernelDefaults,
  ...biasDefaults,
  activityRegularizer: null,
  useGate: false,
  seed: null,
};
