import { mapTensors, type Tensors } from '../structure/tensors.ts';
import { reshape } from '../tensors/shaping.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { Pass } from './pass.ts';

/**
 * The same values in tensors that have no masks in the pass yet, each a tensor of its own: a call that states masks may
 * give one tensor two of them, and takes none from those who had it before.
 */
export function withoutMasks<T extends Tensors>(x: T, pass: Pass): T {
  const seen = new Set<Tensor>();
  return mapTensors(x, (leaf) => {
    const isFree = !seen.has(leaf) && pass.maskOf(leaf) === undefined;
    seen.add(leaf);
    return isFree ? leaf : reshape(leaf, leaf.shape);
  });
}
