import { requireNumber } from '../errors/checks.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { fill } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Initializer } from './initializer.ts';

export interface ConstantOptions {
  /** @defaultValue `0` */
  readonly value?: number;
}

/**
 * All values are the same number.
 *
 * @throws {@link ArgumentError} `value` is not a finite number.
 * @example
 * new Constant({ value: 0.5 }).values([2]) // => [0.5, 0.5]
 */
export class Constant extends Initializer {
  readonly className = 'Constant';
  readonly config: Resolved<ConstantOptions>;

  constructor(options: ConstantOptions = {}) {
    super();
    this.config = resolveOptions('Constant', options, { value: 0 });
    requireNumber('Constant', 'value', this.config.value);
  }

  values(shape: KnownShape): Tensor {
    return fill(shape, this.config.value);
  }
}
