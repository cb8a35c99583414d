/**
 * Matrix products and convolutions over an odd inner size, which tfjs-backend-webgl 4.22 gets wrong.
 *
 * A packed texture holds blocks of 2 × 2 numbers. Where a side is odd the last block has lanes outside of the matrix,
 * and operations before (`x + 1`, `eˣ`) leave numbers in them. The packed matrix product adds those of both operands
 * to the result: a layer with 3 units got gradients that were off by a percent. Unpacked operands are packed anew
 * for the product, with zeros in those lanes.
 */

import * as tf from '@tensorflow/tfjs-core';

/** What the fix needs of tfjs's backend. */
interface PackingBackend {
  readonly texData: { get(dataId: object): { readonly isPacked?: boolean } };
  unpackTensor(tensor: tf.TensorInfo): tf.TensorInfo;
  disposeIntermediateTensorInfo(tensor: tf.TensorInfo): void;
}

const FIXED = Symbol('multiplies odd inner sizes right');

type MarkedKernel = tf.KernelFunc & { [FIXED]?: true };

type Given = Parameters<tf.KernelFunc>[0];

interface Product {
  readonly operands: readonly string[];
  /** Number of products that are added up for one number of the result. */
  inner(given: Given): number;
}

const shapeOf = (given: Given, operand: string): readonly number[] =>
  (given.inputs[operand] as tf.TensorInfo).shape;

const matrixProduct: Product = {
  operands: ['a', 'b'],
  inner: (given) => shapeOf(given, 'a').at(given.attrs?.transposeA ? -2 : -1) ?? 0,
};

const convolution: Product = {
  operands: ['x', 'filter'],
  inner: (given) =>
    shapeOf(given, 'filter')
      .slice(0, 3)
      .reduce((product, size) => product * size, 1),
};

const products: Readonly<Record<string, Product>> = {
  [tf.BatchMatMul]: matrixProduct,
  [tf._FusedMatMul]: matrixProduct,
  [tf.Conv2D]: convolution,
  [tf.FusedConv2D]: convolution,
};

/** Puts right kernels in place of tfjs's, once. */
export function fixOddInnerSizes(): void {
  for (const [kernelName, product] of Object.entries(products)) {
    const config = tf.getKernel(kernelName, 'webgl');
    const original = config?.kernelFunc as MarkedKernel | undefined;
    if (!config || !original || original[FIXED]) continue;
    const kernelFunc: MarkedKernel = (given) =>
      product.inner(given) % 2 === 0
        ? original(given)
        : withCleanOperands(original, product.operands, given);
    kernelFunc[FIXED] = true;
    tf.unregisterKernel(kernelName, 'webgl');
    tf.registerKernel({ ...config, kernelFunc });
  }
}

function withCleanOperands(
  kernel: tf.KernelFunc,
  operands: readonly string[],
  given: Given,
): ReturnType<tf.KernelFunc> {
  const backend = given.backend as PackingBackend;
  const inputs = { ...given.inputs };
  const unpacked: tf.TensorInfo[] = [];
  for (const name of operands) {
    const operand = inputs[name] as tf.TensorInfo;
    if (!backend.texData.get(operand.dataId).isPacked) continue;
    const copy = backend.unpackTensor(operand);
    inputs[name] = copy;
    unpacked.push(copy);
  }
  const result = kernel({ ...given, inputs });
  for (const copy of unpacked) backend.disposeIntermediateTensorInfo(copy);
  return result;
}
