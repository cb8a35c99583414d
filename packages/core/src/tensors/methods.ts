/**
 * The methods of our `Tensor` interface, added to tfjs's class.
 *
 * tfjs-core alone has none of them. Those that the full tfjs package also adds mean the same there.
 */

import { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { convert } from '../arrays/data-type.ts';
import { formatArray } from '../arrays/format-array.ts';
import * as arithmetic from './arithmetic.ts';
import { matMul } from './linear-algebra.ts';
import { softmax } from './neural.ts';
import * as reduction from './reduction.ts';
import * as shaping from './shaping.ts';
import type { Tensor } from './tensor.ts';

const { add, sub, mul, div, pow, neg, abs, square, sqrt, exp, log } = arithmetic;
const { sum, mean, max, min, argMax } = reduction;
const { reshape, expandDims, squeeze, transpose, slice, cast } = shaping;

const operations = {
  add,
  sub,
  mul,
  div,
  pow,
  neg,
  abs,
  square,
  sqrt,
  exp,
  log,
  matMul,
  softmax,
  sum,
  mean,
  max,
  min,
  argMax,
  reshape,
  expandDims,
  squeeze,
  transpose,
  slice,
  cast,
} as const;

/** Puts the methods on the class that tfjs makes all its tensors of. */
export function installTensorMethods(): void {
  const prototype = TfTensor.prototype as unknown as Record<string | symbol, unknown>;
  for (const [name, operation] of Object.entries(operations)) {
    prototype[name] = function (this: Tensor, ...args: unknown[]): unknown {
      return (operation as (...all: unknown[]) => unknown)(this, ...args);
    };
  }
  const { data, dataSync } = TfTensor.prototype;
  prototype.data = async function (this: TfTensor): Promise<unknown> {
    return copyOf(await data.call(this), this.dtype);
  };
  prototype.dataSync = function (this: TfTensor): unknown {
    return copyOf(dataSync.call(this), this.dtype);
  };
  prototype.toString = function (this: Tensor): string {
    return formatArray(this.dataSync(), this.shape, this.dtype);
  };
  prototype[Symbol.for('nodejs.util.inspect.custom')] = function (this: Tensor): string {
    return this.isDisposed ? `disposed tensor shape [${this.shape.join(', ')}]` : this.toString();
  };
  prototype[Symbol.dispose] = function (this: Tensor): void {
    this.dispose();
  };
}

/** Values in storage of their own: on the cpu tfjs hands out the tensor's, in whatever type that was cast from. */
function copyOf(values: ArrayLike<number> | string[], dtype: string): unknown {
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') return values;
  const converted = convert(values as ArrayLike<number>, dtype);
  return converted === values ? converted.slice() : converted;
}
