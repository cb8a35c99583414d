import { resolveOptions } from '../options/options.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { zeros } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Initializer } from './initializer.ts';

/** All values are 0: `'zeros'`. The usual start of biases. */
export class Zeros extends Initializer {
  readonly className = 'Zeros';
  readonly config: Readonly<Record<string, never>>;

  constructor(options: Readonly<Record<string, never>> = {}) {
    super();
    this.config = resolveOptions('Zeros', options, {});
  }

  values(shape: KnownShape): Tensor {
    return zeros(shape);
  }
}
