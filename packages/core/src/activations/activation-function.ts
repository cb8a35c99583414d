import type { Tensor } from '../tensors/tensor.ts';

/** An element-wise (or, like softmax, axis-wise) function that keeps the shape. */
export type ActivationFunction = (x: Tensor) => Tensor;
