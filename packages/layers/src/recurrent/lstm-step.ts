import type { ActivationFunction, Tensor } from '@myelin/core';
import { add, mul, split } from '@myelin/core';
import type { CellStep } from './recurrent-cell.ts';

/** Activation functions of an LSTM. */
export interface LstmActivations {
  readonly activation: ActivationFunction;
  /** Of the gates. */
  readonly recurrentActivation: ActivationFunction;
}

/**
 * The step of an LSTM from the sums of its gates, which stand side by side on the last axis in the order input, forget, candidate,
 * output: `c' = f · c + i · g`, `h' = o · activation(c')`.
 */
export function lstmStep(
  sums: Tensor,
  c: Tensor,
  { activation, recurrentActivation }: LstmActivations,
): CellStep {
  const [i, f, g, o] = split(sums, 4, sums.rank - 1) as [Tensor, Tensor, Tensor, Tensor];
  const kept = mul(recurrentActivation(f), c);
  const memory = add(kept, mul(recurrentActivation(i), activation(g)));
  const output = mul(recurrentActivation(o), activation(memory));
  return { output, states: [output, memory] };
}
