import type { Tensor } from '../tensors/tensor.ts';

/** Slots by name: `{ momentum, velocity }`. */
export type SlotRecord = Record<string, Tensor>;

/** A weight in the hands of an optimizer. */
interface WeightState {
  readonly value: Tensor;
  readonly slots: Readonly<SlotRecord>;
}

/** All that an optimizer changes. */
export interface OptimizerState {
  readonly weights: readonly WeightState[];
  /** Slots that all weights share. */
  readonly shared: Readonly<SlotRecord>;
}

/** Gradients of all weights; undefined where the loss does not depend on a weight. */
export type Gradients = readonly (Tensor | undefined)[];
