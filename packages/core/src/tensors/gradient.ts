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
  if (variables.length === 0) return { value: f(), gradients: [] };
  const { value, grads } = releasingTape(() =>
    tf.engine().gradients(() => foreign(f()) as tf.Scalar, variables.map(foreign), undefined, true),
  );
  return { value: own(value), gradients: grads.map((g: TfTensor | undefined) => g && own(g)) };
}

interface Tape {
  readonly state: {
    readonly gradientDepth: number;
    activeTape: { readonly saved?: readonly (TfTensor | undefined)[] }[] | null;
  };
}

/** tfjs keeps tensors for the way back, and forgets them where the way forth fails. */
function releasingTape<Result>(differentiate: () => Result): Result {
  try {
    return differentiate();
  } catch (error) {
    const { state } = tf.engine() as unknown as Tape;
    if (state.gradientDepth === 0) {
      for (const { saved = [] } of state.activeTape ?? []) {
        for (const tensor of saved) if (tensor && !tensor.isDisposed) tensor.dispose();
      }
      state.activeTape = null;
    }
    throw error;
  }
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

/** Tensors by names of one's own. */
export type SavedTensors = Readonly<Record<string, Tensor>>;

/** What the first function given to {@link customGradient} answers. */
export interface ValueToDifferentiate<Saved extends SavedTensors> {
  readonly value: Tensor;
  /** What the derivative needs of the computation of the value. Nothing else of it is still there by then. */
  readonly saved: Saved;
}

/**
 * An operation whose derivative is stated, not derived.
 *
 * @param f - Computes the value.
 * @param derivative - From the derivative by the value, and what was saved, those by each input.
 * @example
 * // √x, whose derivative 1 / 2√x needs the value only
 * customGradient(
 *   [x],
 *   ([input]) => {
 *     const y = sqrt(input);
 *     return { value: y, saved: { y } };
 *   },
 *   (dy, { y }) => [dy.div(y.mul(2))],
 * );
 */
export function customGradient<const Inputs extends readonly Tensor[], Saved extends SavedTensors>(
  inputs: Inputs,
  f: (inputs: Inputs) => ValueToDifferentiate<Saved>,
  derivative: (dy: Tensor, saved: Saved) => readonly Tensor[],
): Tensor {
  const run = tf.customGrad((...args: unknown[]) => {
    const save = args.pop() as (tensors: TfTensor[]) => void;
    const { value, saved } = f((args as TfTensor[]).map(own) as unknown as Inputs);
    const names = Object.keys(saved);
    save(Object.values(saved).map(foreign));
    return {
      value: foreign(value),
      gradFunc: (dy: TfTensor, kept: TfTensor[]) => {
        const named = Object.fromEntries(kept.map((one, i) => [names[i], own(one)]));
        return derivative(own(dy), named as unknown as Saved).map(foreign);
      },
    };
  });
  return own(run(...inputs.map(foreign)));
}
