import { mapTensors, type Tensors } from '../structure/tensors.ts';
import { reshape } from '../tensors/shaping.ts';

/**
 * The same values in tensors of their own, which have no masks in any pass yet: a call that states masks may give one tensor
 * two of them, takes none from those who had it before, and gives none to others that use the tensor.
 */
export function withoutMasks<T extends Tensors>(x: T): T {
  return mapTensors(x, (leaf) => reshape(leaf, leaf.shape));
}
