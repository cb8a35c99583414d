/** Dropout in recurrent cells: masks that are drawn once for a sequence, and are the same in all of its steps. */

import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { mul, requireNumber, requireSeed } from '@myelin/core';
import { dropoutFactors } from '../regularization/drop-elements.ts';
import type { DropoutOptionsOfCells } from './gate-options.ts';

/** Factors of inputs and of states, `0` or `1 / (1 - rate)`: one for each gate, or one for all; none without dropout. */
export interface DropoutMasks {
  readonly input: readonly Tensor[];
  readonly state: readonly Tensor[];
}

/** Which masks a cell needs. */
export interface MaskPlan {
  readonly rate: number;
  readonly recurrentRate: number;
  /** Masks of inputs, and of states. */
  readonly counts: readonly [input: number, state: number];
  readonly seed: number | null;
}

export function requireDropout(where: string, options: Required<DropoutOptionsOfCells>): void {
  requireNumber(where, 'dropout', options.dropout, { min: 0, max: 1 });
  requireNumber(where, 'recurrentDropout', options.recurrentDropout, { min: 0, max: 1 });
  requireSeed(where, options.seed);
}

/** The masks for one sequence; none outside of training. */
export function drawMasks(
  { rate, recurrentRate, counts, seed }: MaskPlan,
  input: KnownShape,
  state: KnownShape,
  pass: Pass,
): DropoutMasks {
  const masks = (share: number, shape: KnownShape, count: number): Tensor[] =>
    pass.training && share > 0
      ? Array.from({ length: count }, () => dropoutFactors(shape, { rate: share, seed }, pass))
      : [];
  return { input: masks(rate, input, counts[0]), state: masks(recurrentRate, state, counts[1]) };
}

/** `x` for one gate. */
export function dropped(x: Tensor, masks: readonly Tensor[], gate: number): Tensor {
  const mask = masks[gate] ?? masks[0];
  return mask ? mul(x, mask) : x;
}
