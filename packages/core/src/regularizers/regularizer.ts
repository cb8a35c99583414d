import type { Serializable } from '../options/serializable.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** A penalty on the size of a weight or an output, added to the loss. */
export abstract class Regularizer implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.regularizers';
  abstract readonly config: object;

  /** The penalty: a scalar. */
  abstract penalty(x: Tensor): Tensor;
}
