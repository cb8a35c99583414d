import type { Tensor } from '../tensors/tensor.ts';
import type { SlotRecord } from './slot-layout.ts';

/** A weight in the hands of an optimizer. */
export interface WeightState {
  readonly value: Tensor;
  readonly slots: Readonly<SlotRecord>;
}

/** Gradients of all weights; undefined where the loss does not depend on a weight. */
export type Gradients = readonly (Tensor | undefined)[];
