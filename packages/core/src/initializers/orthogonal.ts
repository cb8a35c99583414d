import { requireNumber } from '../errors/checks.ts';
import { ShapeError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { formatShape, shapeSize } from '../shapes/shape.ts';
import { tensor } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { orthonormalizeColumns } from './orthonormal-columns.ts';
import type { SeedOptions } from './seeded-initializer.ts';
import { SeededInitializer } from './seeded-initializer.ts';

export interface OrthogonalOptions extends SeedOptions {
  /** Length of the columns (or rows). @defaultValue `1` */
  readonly gain?: number;
}

/**
 * A random matrix with orthogonal columns, or rows where these are fewer: `'orthogonal'`.
 *
 * All axes but the last are taken together as rows.
 *
 * @throws {@link ShapeError} the weight has a rank below 2.
 * @source Saxe, McClelland & Ganguli 2014, "Exact solutions to the nonlinear dynamics of learning".
 */
export class Orthogonal extends SeededInitializer<OrthogonalOptions> {
  readonly className = 'Orthogonal';

  constructor(options: OrthogonalOptions = {}) {
    super('Orthogonal', options, { gain: 1, seed: null });
    requireNumber('Orthogonal', 'gain', this.config.gain);
  }

  values(shape: KnownShape): Tensor {
    if (shape.length < 2) {
      throw new ShapeError({
        where: 'Orthogonal',
        problem: `the weight must have a rank of at least 2, received shape ${formatShape(shape)}`,
        fix: 'use it for matrices and kernels, or take another initializer',
      });
    }
    const columns = shape.at(-1) ?? 1;
    const rows = shapeSize(shape.slice(0, -1));
    const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
    const random = this.random();
    const matrix = Float64Array.from({ length: long * short }, () => random.normal());
    orthonormalizeColumns(matrix, long, short);
    // A wide weight is the transpose of the tall matrix.
    const [rowStep, columnStep] = rows < columns ? [1, short] : [short, 1];
    const values = new Float32Array(rows * columns);
    for (let i = 0; i < values.length; i++) {
      const row = Math.floor(i / columns);
      const column = i % columns;
      values[i] = this.config.gain * (matrix[row * rowStep + column * columnStep] ?? 0);
    }
    return tensor(values, 'float32', shape);
  }
}
