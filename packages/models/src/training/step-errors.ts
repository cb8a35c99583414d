/** What a step of a model's own may get wrong, and what it is told. */

import {
  ArgumentError,
  describe,
  formatShape,
  isTensor,
  ShapeError,
  StateError,
  shapesAgree,
  type Tensor,
} from '@myelin/core';

/** @throws {@link ArgumentError} `value` is no tensor. */
export function requireTensor(where: string, what: string, value: unknown): Tensor {
  if (isTensor(value)) return value;
  throw new ArgumentError({
    where,
    problem: `${what} must be a tensor, received ${describe(value)}`,
    fix: 'pass what a tensor operation gives; of a number make one with scalar(…)',
  });
}

/** @throws {@link ArgumentError} what computes a loss is no function. */
export function requireLossFunction(loss: unknown): void {
  if (typeof loss === 'function') return;
  throw new ArgumentError({
    where: 'minimize',
    problem: `takes a function that computes the loss, received ${describe(loss)}`,
    fix: 'write step.minimize(() => …), with step.forward(…) inside: what is computed outside has no gradient',
  });
}

/**
 * A step is over when it returns.
 *
 * @throws {@link StateError} it returned a promise.
 */
export function requireSynchronous(training: boolean, returned: unknown): void {
  if (!(returned instanceof Promise)) return;
  // What it does later fails, as its tensors are gone: that is not news.
  returned.catch(() => {});
  throw new StateError({
    where: stepName(training),
    problem: 'the step must not be async: what follows `await` would come too late',
    fix: 'leave `async` out, and compute with tensor operations only',
  });
}

/**
 * Gradients fit the weights.
 *
 * @throws {@link ArgumentError} they are no list with an entry for each weight.
 * @throws {@link ShapeError} one has another shape than its weight.
 * @throws {@link StateError} there are weights to learn, and the loss depends on none of them.
 */
export function requireGradients(
  gradients: readonly (Tensor | undefined)[],
  weights: readonly Tensor[],
): void {
  const where = 'applyGradients';
  if (!Array.isArray(gradients) || gradients.length !== weights.length) {
    throw new ArgumentError({
      where,
      problem: `takes a list with one gradient for each of the ${weights.length} trainable weights, received ${
        Array.isArray(gradients) ? `a list of ${gradients.length}` : describe(gradients)
      }`,
      fix: 'pass the `gradients` of step.gradientsOf(…), undefined in the place of those that are left out',
    });
  }
  for (const [i, gradient] of gradients.entries()) {
    if (gradient === undefined) continue;
    const { shape } = requireTensor(where, `gradient ${i}`, gradient);
    const wanted = weights[i]?.shape ?? [];
    if (shapesAgree(shape, wanted)) continue;
    throw new ShapeError({
      where,
      problem: `gradient ${i} must have the shape of its weight, ${formatShape(wanted)}, received ${formatShape(shape)}`,
      fix: 'keep the order of step.trainable',
    });
  }
  if (gradients.length === 0 || gradients.some((gradient) => gradient !== undefined)) return;
  throw new StateError({
    where: 'fit',
    problem: 'the loss does not depend on any trainable weight, so nothing can be learnt',
    fix: 'use a loss that is differentiable: comparisons, rounding and argMax have no gradient',
  });
}

/** The step gave no loss. */
export function noLossLoggedError(training: boolean): StateError {
  return new StateError({
    where: stepName(training),
    problem: 'the step ended without a loss, and `loss` is in every log',
    fix: training
      ? "call step.minimize(…), or step.log('loss', …) with step.applyGradients(…)"
      : "call step.log('loss', …)",
  });
}

/** The loss of an output is not one number. */
export function unreducedError(output: string, value: Tensor): ShapeError {
  return new ShapeError({
    where: 'fit',
    problem: `the loss of output "${output}" must be one number, received shape ${formatShape(value.shape)}`,
    fix: "make the loss without { reduction: 'none' }, or take its mean in a step of your own",
  });
}

/** Weights were updated before in this step. */
export function twiceError(): StateError {
  return new StateError({
    where: 'trainStep',
    problem: 'the weights were updated in this step already',
    fix: 'add the losses, and call minimize once with their sum',
  });
}

/** A name has no place in the state. */
export function unknownNameError(name: string): ArgumentError {
  return new ArgumentError({
    where: `log("${name}")`,
    problem: 'the first step did not log this name',
    fix: 'log the same names in every step, with a value of 0 where there is nothing to tell; a layer that calls pass.addMetric states its names in `metricNames`',
  });
}

const stepName = (training: boolean): string => (training ? 'trainStep' : 'testStep');
