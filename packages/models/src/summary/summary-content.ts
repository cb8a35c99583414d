import type { Shape } from '@myelin/core';

/** What the summary says of one layer. */
export interface SummaryRow {
  readonly name: string;
  readonly className: string;
  /** Several shapes for several results; null, printed `?`, if not known yet. */
  readonly outputShape: Shape | readonly Shape[] | null;
  /** Number of elements in all weights; null, printed `0 (unbuilt)`, before they are made. */
  readonly params: number | null;
  /** Null without weights. */
  readonly trainable: boolean | null;
  /** Where inputs come from: `dense[0][0]` is layer, call and result. */
  readonly connectedTo?: readonly string[];
  /** Layers inside, for models. */
  readonly children?: readonly SummaryRow[];
}

/** Size of some weights. */
export interface ParameterCount {
  /** Number of elements. */
  readonly count: number;
  readonly bytes: number;
}

export interface SummaryTotals {
  readonly trainable: ParameterCount;
  readonly nonTrainable: ParameterCount;
  /** Variables of the optimizer, once it has some. */
  readonly optimizer?: ParameterCount;
}

/** All that a summary tells. */
export interface SummaryContent {
  /** Name of the model. */
  readonly name: string;
  readonly rows: readonly SummaryRow[];
  readonly totals: SummaryTotals;
  /** Whether to show where inputs come from, for models that are no plain sequence. */
  readonly connections: boolean;
}
