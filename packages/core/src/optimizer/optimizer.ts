/**
 * The contract of optimizers.
 *
 * An optimizer is a pure function from (values, gradients, slots, learning rate, step) to (values, slots). The
 * slots (momenta and the like) are plain tensors that the training state carries, so that a captured train step
 * keeps them as state; learning rate and step are inputs, never constants.
 *
 * A class states the slots of one weight and how one weight is updated. All that optimizers have in common is
 * done here, around it, in Keras's order: unscale, accumulate, clip, decay, update, average.
 */

import { tidy } from '../memory/memory.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { Serializable } from '../options/serializable.ts';
import { add, div, mul, sub } from '../tensors/arithmetic.ts';
import { where } from '../tensors/comparison.ts';
import { zeros, zerosLike } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
