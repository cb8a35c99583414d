import { leakyRelu as rectifyLeaking } from '../tensors/neural.ts';
import type { Tensor, TensorLike } from '../tensors/tensor.ts';

export interface LeakyReluOptions {
  /** Slope of the negative side. @defaultValue `0.2` */
  readonly negativeSlope?: number;
}

/**
 * `x` where positive, `negativeSlope · x` elsewhere.
 *
 * @source Maas, Hannun & Ng 2013. The default slope is Keras's for the function; its LeakyReLU layer has 0.3.
 */
export function leakyRelu(x: TensorLike, { negativeSlope = 0.2 }: LeakyReluOptions = {}): Tensor {
  return rectifyLeaking(x, negativeSlope);
}
