import { requireNumber } from '../errors/checks.ts';
import { ShapeError } from '../errors/myelin-error.ts';
import { tidy } from '../memory/memory.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape } from '../shapes/shape.ts';
import { eye } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Initializer } from './initializer.ts';

export interface IdentityInitializerOptions {
  /** Value on the main diagonal. @defaultValue `1` */
  readonly gain?: number;
}

/**
 * `gain` on the main diagonal of a matrix, 0 elsewhere: `'identity'`.
 *
 * (Exported under Keras's longer name, since the layer is called `Identity`.)
 *
 * @throws {@link ShapeError} the weight is not a matrix.
 * @example
 * new IdentityInitializer().values([2, 2]) // => [[1, 0], [0, 1]]
 */
export class IdentityInitializer extends Initializer {
  readonly className = 'Identity';
  readonly config: Resolved<IdentityInitializerOptions>;

  constructor(options: IdentityInitializerOptions = {}) {
    super();
    this.config = resolveOptions('Identity', options, { gain: 1 });
    requireNumber('Identity', 'gain', this.config.gain);
  }

  values(shape: KnownShape): Tensor {
    const [rows, columns, ...rest] = shape;
    if (rows === undefined || columns === undefined || rest.length > 0) {
      throw new ShapeError({
        where: 'Identity',
        problem: `the weight must be a matrix, received shape ${formatShape(shape)}`,
        fix: 'use it for weights of rank 2, or take another initializer',
      });
    }
    return tidy(() => eye(rows, columns).mul(this.config.gain));
  }
}
