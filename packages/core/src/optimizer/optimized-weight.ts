import type { KnownShape } from '../shapes/shape.ts';

/** What an optimizer may know of a weight besides its value. */
export interface OptimizedWeight {
  /** `'dense/kernel'` */
  readonly path: string;
  readonly shape: KnownShape;
}
