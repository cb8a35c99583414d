import type { Serializable } from '../options/serializable.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** A projection of a weight onto the allowed values, applied after each update. */
export abstract class Constraint implements Serializable {
  abstract readonly className: string;
  readonly module = 'keras.constraints';
  abstract readonly config: object;

  /** The allowed value nearest to `x` in the sense of the constraint; the shape stays. */
  abstract project(x: Tensor): Tensor;
}
