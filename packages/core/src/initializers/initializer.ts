import type { Serializable } from '../options/serializable.ts';
import type { KnownShape } from '../shapes/shape.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** Gives a weight its first value. */
export abstract class Initializer implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.initializers';
  abstract readonly config: object;

  /** A new float32 tensor of that shape. The same object gives the same values every time. */
  abstract values(shape: KnownShape): Tensor;
}
