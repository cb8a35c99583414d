/**
 * Kernels of our own in place of tfjs's, where tfjs is slow.
 *
 * Each takes only the cases it was made for (float32, channels last, …) and answers undefined for all others, which
 * then go to tfjs's kernel of the same name.
 */

import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { getKernel, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

export interface KernelCall {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attrs: NamedAttrMap;
  readonly backend: HostBackend;
}

/** The part of tfjs's cpu backend that kernels use: values lie in ordinary memory. */
interface HostBackend {
  readonly data: { get(dataId: object): { readonly values: ArrayLike<number> } };
  makeTensorInfo(shape: number[], dtype: 'float32' | 'bool', values: object): TensorInfo;
}

export interface Kernel {
  /** tfjs's name of the operation. */
  readonly name: string;
  /** The result, or undefined for a case that tfjs's own kernel shall take. */
  run(call: KernelCall): TensorInfo | undefined;
}

/** Elements of a float32 tensor. */
export function values({ backend }: KernelCall, { dataId }: TensorInfo): Float32Array {
  return backend.data.get(dataId).values as Float32Array;
}

/** Puts kernels in front of tfjs's on the cpu backend; done twice it changes nothing. */
export function installKernels(kernels: readonly Kernel[]): void {
  for (const { name, run } of kernels) {
    const theirs = getKernel(name, BACKEND);
    if (!theirs || replaced.has(name)) continue;
    replaced.set(name, theirs);
    unregisterKernel(name, BACKEND);
    registerKernel({
      ...theirs,
      kernelFunc: (call) => run(call as unknown as KernelCall) ?? theirs.kernelFunc(call),
    });
  }
}

/** tfjs's kernel that one of ours stands in front of. */
export function replacedKernel(name: string): KernelConfig | undefined {
  return replaced.get(name);
}

const BACKEND = 'cpu';
const replaced = new Map<string, KernelConfig>();
