import { StateError, type TrainingRun } from '@myelin/core';

/** @throws {@link StateError} there is no one learning rate that a callback could set. */
export function requireLearningRate(where: string, run: TrainingRun): void {
  if (run.hasLearningRate) return;
  throw new StateError({
    where,
    problem:
      'the learning rate of the optimizer must be set, and there is not the one: each of its optimizers has its own',
    fix: 'leave this callback out, and set the learning rates of the optimizers inside in a callback of your own, or give them schedules',
  });
}
