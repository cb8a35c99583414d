import { resolveOptions } from '../options/options.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { ones } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Initializer } from './initializer.ts';

/** All values are 1: `'ones'`. The usual start of scales. */
export class Ones extends Initializer {
  readonly className = 'Ones';
  readonly config: Readonly<Record<string, never>>;

  constructor(options: Readonly<Record<string, never>> = {}) {
    super();
    this.config = resolveOptions('Ones', options, {});
  }

  values(shape: KnownShape): Tensor {
    return ones(shape);
  }
}
