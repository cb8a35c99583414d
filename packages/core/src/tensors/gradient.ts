import * as tf from '@tensorflow/tfjs-core';
import type { TfTensor } from './boundary.ts';
import { foreign, own } from './boundary.ts';
import type { Tensor } from './tensor.ts';

/**
 * Value of `f()` and its derivatives with respect to tensors that `f` uses.
 *
 * @param f - Computes a scalar from the tensors in `variables` (and anything else).
 * @returns `gradients[i]` has the shape of `variables[i]`; it is undefined where `f` does not depend on it.
 * @example
 * const x = tensor([1, 2, 3], 'float32');
 * const { value, gradients } = valueAndGradients(() => sum(square(x)), [x]); // 14, [2, 4, 6]
 */
export function valueAndGradients(
  f: () => Tensor,
  variables: readonly Tensor[],
): { readonly value: Tensor; readonly gradients: readonly (Tensor | undefined)[] } {
  const { value, grads } = tf
    .engine()
    .gradients(() => foreign(f()) as tf.Scalar, variables.map(foreign), undefined, true);
  return { value: own(value), gradients: grads.map((g: TfTensor | undefined) => g && own(g)) };
}

/**
 * Derivative of a scalar function of one tensor, as a function.
 *
 * @example
 * gradient((x) => sum(square(x)))(tensor([1, 2])) // [2, 4]
 */
export function gradient(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return (x) => own(tf.grad((t: TfTensor) => foreign(f(own(t))))(foreign(x)));
}

/** `x`, seen as a constant by differentiation. */
export function stopGradient(x: Tensor): Tensor {
  return own(
    tf.customGrad((value: unknown) => ({
      value: tf.clone(value as TfTensor),
      gradFunc: (dy: TfTensor) => [tf.zerosLike(dy)],
    }))(foreign(x)),
  );
}

/** What the function given to {@link customGradient} answers. */
export interface CustomGradient {
  readonly value: Tensor;
  /** From the derivative with respect to `value`, those with respect to each input. */
  readonly gradient: (dy: Tensor) => readonly Tensor[];
}

/**
 * An operation whose derivative is stated, not derived.
 *
 * Tensors that the derivative needs are closed over after `save(tensor)`, which keeps them until then.
 */
export function customGradient<const Inputs extends readonly Tensor[]>(
  inputs: Inputs,
  f: (inputs: Inputs, save: (tensor: Tensor) => Tensor) => CustomGradient,
): Tensor {
  const run = tf.customGrad((...args: unknown[]) => {
    const keepForBackward = args.pop() as (tensors: TfTensor[]) => void;
    const saved: TfTensor[] = [];
    const save = (tensor: Tensor): Tensor => {
      saved.push(foreign(tensor));
      return tensor;
    };
    const { value, gradient: backward } = f(
      (args as TfTensor[]).map(own) as unknown as Inputs,
      save,
    );
    keepForBackward(saved);
    return {
      value: foreign(value),
      gradFunc: (dy: TfTensor) => backward(own(dy)).map(foreign),
    };
  });
  return own(run(...inputs.map(foreign)));
}
