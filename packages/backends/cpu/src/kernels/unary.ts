import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Kernel, KernelCall } from './kernel.ts';
import { values } from './kernel.ts';

/** Writes the results for all elements of `x`; written out for each operation, as the loops of binary ones are. */
type UnaryLoop = (x: Float32Array, out: Float32Array, attrs: NamedAttrMap) => void;

/** Element-wise operations on one float32 tensor; those missing here tfjs does as fast. */
export const unaryKernels: readonly Kernel[] = [
  kernel(tf.Neg, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = -(x[i] as number);
  }),
  kernel(tf.Sqrt, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = Math.sqrt(x[i] as number);
  }),
  kernel(tf.Rsqrt, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = 1 / Math.sqrt(x[i] as number);
  }),
  kernel(tf.Exp, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = Math.exp(x[i] as number);
  }),
  kernel(tf.Log, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = Math.log(x[i] as number);
  }),
  kernel(tf.Tanh, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = Math.tanh(x[i] as number);
  }),
  kernel(tf.Sigmoid, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = 1 / (1 + Math.exp(-(x[i] as number)));
  }),
  kernel(tf.Relu, (x, out) => {
    for (let i = 0; i < x.length; i++) out[i] = Math.max(0, x[i] as number);
  }),
  kernel(tf.Step, (x, out, { alpha }) => {
    for (let i = 0; i < x.length; i++) out[i] = step(x[i] as number, alpha as number);
  }),
];

function kernel(name: string, loop: UnaryLoop): Kernel {
  const run = (call: KernelCall): TensorInfo | undefined => {
    const { x } = call.inputs as { x: TensorInfo };
    if (x.dtype !== 'float32') return undefined;
    const source = values(call, x);
    const out = new Float32Array(source.length);
    loop(source, out, call.attrs);
    return call.backend.makeTensorInfo(x.shape, 'float32', out);
  };
  return { name, run };
}

/** 1 where positive, `alpha` elsewhere; the derivative of relu for `alpha` 0. */
const step = (x: number, alpha: number): number => (x > 0 ? 1 : Number.isNaN(x) ? x : alpha);
