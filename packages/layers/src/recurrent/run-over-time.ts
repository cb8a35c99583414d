/** The loop over time: steps of a cell, where masked ones leave states and outputs as they were. */

import type { KnownShape, Tensor } from '@myelin/core';
import { reshape, scan, transpose, where, zeros, zerosLike } from '@myelin/core';
import type { Recurrence } from './recurrent-cell.ts';

/** How a sequence is run over. */
export interface TimeLoop {
  readonly initial: readonly Tensor[];
  /** Whether the initial states are all 0. */
  readonly startsAtZero: boolean;
  /** Which time steps are real: `bool`, `[batch, time]`. */
  readonly mask?: Tensor | undefined;
  /** From the last step to the first. */
  readonly reverse: boolean;
  /** Whether the outputs of all steps are wanted, and not the last one alone. */
  readonly wantsAll: boolean;
  /** Whether masked steps give 0, and not the output before them. */
  readonly zeroOutputForMask: boolean;
}

export interface TimeLoopResult {
  /** The output of the step that came last, or those of all steps at their own time, time axis first. */
  readonly output: Tensor;
  readonly states: readonly Tensor[];
}

/** What a cell gives in each step. */
export interface StepOutput {
  readonly shape: KnownShape;
  /** Whether it is the first state, too. */
  readonly isState: boolean;
}

export function runOverTime(
  { sequences, step }: Recurrence,
  { initial, startsAtZero, mask, reverse, wantsAll, zeroOutputForMask }: TimeLoop,
  output: StepOutput,
): TimeLoopResult {
  const repeats = mask !== undefined && !zeroOutputForMask;
  // Before the first real step, the output is 0, whatever the states are.
  const isState = output.isState && (mask === undefined || (repeats && startsAtZero));
  const carriesOutput = !isState && (repeats || !wantsAll);
  const count = initial.length;
  const { carry, outputs } = scan({
    initial: carriesOutput ? [...initial, zeros(output.shape)] : initial,
    sequences: mask ? [...sequences, timeFirst(mask)] : sequences,
    reverse,
    step: ({ carry: before, slices }) => {
      const states = before.slice(0, count);
      const real = mask && slices.at(-1);
      const made = step(real ? slices.slice(0, -1) : slices, states);
      const next = real
        ? made.states.map((state, i) => chosen(real, state, states[i] as Tensor))
        : made.states;
      if (isState) return { carry: next, outputs: wantsAll ? [next[0] as Tensor] : [] };
      const masked = (before[count] ?? zerosLike(made.output)) as Tensor;
      const given = real
        ? chosen(real, made.output, repeats ? masked : zerosLike(made.output))
        : made.output;
      return {
        carry: carriesOutput ? [...next, given] : next,
        outputs: wantsAll ? [given] : [],
      };
    },
  });
  const last = isState ? carry[0] : carry[count];
  return { output: (wantsAll ? outputs[0] : last) as Tensor, states: carry.slice(0, count) };
}

/** `a` for the samples whose step is real, `b` for the others. */
function chosen(real: Tensor, a: Tensor, b: Tensor): Tensor {
  return where(reshape(real, [real.size, ...a.shape.slice(1).map(() => 1)]), a, b);
}

/** Batch and time axis changed places. */
export function timeFirst(x: Tensor): Tensor {
  return transpose(x, [1, 0, ...x.shape.slice(2).map((_, i) => i + 2)]);
}
