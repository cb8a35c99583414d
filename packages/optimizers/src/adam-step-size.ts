import type { Tensor, UpdateStep } from '@myelin/core';
import { div, mul, pow, sqrt, sub } from '@myelin/core';

/** `α = η·√(1 - β₂ᵗ) / (1 - β₁ᵗ)`: the learning rate, freed of the start of both averages at zero. */
export function adamStepSize(
  { learningRate, updates }: UpdateStep,
  beta1: number,
  beta2: number,
): Tensor {
  return div(
    mul(learningRate, sqrt(startCorrection(beta2, updates))),
    startCorrection(beta1, updates),
  );
}

/** `1 - βᵗ`: the sum of all shares in a moving average that began at zero. */
export function startCorrection(beta: number, updates: Tensor): Tensor {
  return sub(1, pow(beta, updates));
}
