import { describe, isClass } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { Catalog } from '../options/catalog.ts';
import { sigmoid, tanh } from '../tensors/arithmetic.ts';
import { isTensor } from '../tensors/is-tensor.ts';
import { logSoftmax, softmax, softplus } from '../tensors/neural.ts';
import type { ActivationFunction } from './activation-function.ts';
import { celu } from './celu.ts';
import { elu } from './elu.ts';
import { exponential } from './exponential.ts';
import { gelu } from './gelu.ts';
import { glu } from './glu.ts';
import { hardShrink } from './hard-shrink.ts';
import { hardSigmoid } from './hard-sigmoid.ts';
import { hardSilu } from './hard-silu.ts';
import { hardTanh } from './hard-tanh.ts';
import { leakyRelu } from './leaky-relu.ts';
import { linear } from './linear.ts';
import { logSigmoid } from './log-sigmoid.ts';
import { mish } from './mish.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { silu } from './silu.ts';
import { softShrink } from './soft-shrink.ts';
import { softsign } from './softsign.ts';
import { sparsePlus } from './sparse-plus.ts';
import { sparseSigmoid } from './sparse-sigmoid.ts';
import { sparsemax } from './sparsemax.ts';
import { squareplus } from './squareplus.ts';
import { tanhShrink } from './tanh-shrink.ts';

// `threshold` is left out: it means nothing without its two numbers.
const functions = {
  relu,
  relu6,
  leaky_relu: leakyRelu,
  elu,
  celu,
  selu,
  gelu,
  silu,
  swish: silu,
  hard_silu: hardSilu,
  hard_swish: hardSilu,
  sigmoid,
  hard_sigmoid: hardSigmoid,
  log_sigmoid: logSigmoid,
  sparse_sigmoid: sparseSigmoid,
  tanh,
  hard_tanh: hardTanh,
  tanh_shrink: tanhShrink,
  softplus,
  squareplus,
  sparse_plus: sparsePlus,
  softsign,
  softmax,
  log_softmax: logSoftmax,
  sparsemax,
  mish,
  linear,
  exponential,
  glu,
  soft_shrink: softShrink,
  hard_shrink: hardShrink,
} as const satisfies Readonly<Record<string, ActivationFunction>>;

/** Keras's names of activations. */
export type ActivationName = keyof typeof functions;

/** Activations known by name. */
export const activationCatalog: Catalog<ActivationFunction> = new Catalog<ActivationFunction>(
  'activation',
  functions,
);

/**
 * The activation that a name or a function stands for; `linear` for null.
 *
 * @param option - The option that holds it, as messages name it.
 * @throws {@link ArgumentError} the name is unknown, or it is neither.
 */
export function activation(
  where: string,
  identifier: ActivationName | ActivationFunction | null | undefined,
  option = 'activation',
): ActivationFunction {
  if (identifier === null || identifier === undefined) return linear;
  // A class cannot be called: `ReLU` where 'relu' is meant.
  if (typeof identifier === 'function' && !isClass(identifier)) {
    return activationCatalog.nameOf(identifier) === undefined
      ? givingTensors(where, identifier, option)
      : identifier;
  }
  if (typeof identifier === 'string') return activationCatalog.find(where, identifier);
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be the name of an activation, a function or null, received ${describe(identifier)}`,
    fix: "pass for example 'relu' or (x) => leakyRelu(x, { negativeSlope: 0.01 })",
  });
}

/** A function of the user's, whose results are looked at. */
function givingTensors(where: string, own: ActivationFunction, option: string): ActivationFunction {
  return (x) => {
    const y: unknown = own(x);
    if (isTensor(y)) return y;
    throw new ArgumentError({
      where,
      problem: `\`${option}\` must give a tensor, received ${describe(y)}`,
      fix: 'return what operations on tensors give, for example (x) => mul(x, 2)',
    });
  };
}
