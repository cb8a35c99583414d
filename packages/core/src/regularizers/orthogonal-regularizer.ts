import { requireNumber, requireOneOf } from '../errors/checks.ts';
import { ShapeError } from '../errors/myelin-error.ts';
import { tidy } from '../memory/memory.ts';
import type { Resolved } from '../options/options.ts';
import { resolveOptions } from '../options/options.ts';
import { formatShape } from '../shapes/shape.ts';
import { abs, maximum, rsqrt, square } from '../tensors/arithmetic.ts';
import { eye, scalar } from '../tensors/creation.ts';
import { matMul } from '../tensors/linear-algebra.ts';
import { sum } from '../tensors/reduction.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { Regularizer } from './regularizer.ts';

/** Squared lengths below this count as this, so that a zero vector has a direction. */
const SMALLEST_SQUARE = 1e-12;

export interface OrthogonalRegularizerOptions {
  /** Strength, at least 0. @defaultValue `0.01` */
  readonly factor?: number;
  /** Which vectors of the matrix shall be orthogonal. @defaultValue `'rows'` */
  readonly mode?: 'rows' | 'columns';
}

/**
 * Mean of `|cos angle|` over all pairs of rows (or columns), times `factor`: `'orthogonal_regularizer'`.
 *
 * @throws {@link ArgumentError} `factor` is negative, or `mode` is unknown.
 * @throws {@link ShapeError} the weight is not a matrix.
 * @source Keras 3 `OrthogonalRegularizer`.
 */
export class OrthogonalRegularizer extends Regularizer {
  readonly className = 'OrthogonalRegularizer';
  readonly config: Resolved<OrthogonalRegularizerOptions>;

  constructor(options: OrthogonalRegularizerOptions = {}) {
    super();
    this.config = resolveOptions('OrthogonalRegularizer', options, { factor: 0.01, mode: 'rows' });
    requireNumber('OrthogonalRegularizer', 'factor', this.config.factor, { min: 0 });
    requireOneOf('OrthogonalRegularizer', 'mode', this.config.mode, ['rows', 'columns']);
  }

  penalty(x: Tensor): Tensor {
    const [rows, columns] = x.shape;
    if (rows === undefined || columns === undefined || x.rank !== 2) {
      throw new ShapeError({
        where: 'OrthogonalRegularizer',
        problem: `the weight must be a matrix, received shape ${formatShape(x.shape)}`,
        fix: 'use it for weights of rank 2, or take another regularizer',
      });
    }
    const byRow = this.config.mode === 'rows';
    const vectors = byRow ? rows : columns;
    const pairs = (vectors * (vectors - 1)) / 2;
    if (pairs === 0) return scalar(0);
    return tidy(() => {
      const squares = sum(square(x), byRow ? 1 : 0, true);
      const unit = x.mul(rsqrt(maximum(squares, SMALLEST_SQUARE)));
      const cosines = matMul(unit, unit, byRow ? { transposeB: true } : { transposeA: true });
      const others = scalar(1).sub(eye(vectors));
      return sum(abs(cosines.mul(others))).mul((this.config.factor * 0.5) / pairs);
    });
  }
}
