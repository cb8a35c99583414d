import type { OptionDefaults } from '@myelin/core';
import type { ConstraintLike, InitializerLike, RegularizerLike } from '../weights/weight-recipe.ts';

/** Options of layers that bring what they have normalized to a learnt scale: `gamma · x + beta`. */
export interface AffineOptions {
  /** Whether to add `beta`. @defaultValue `true` */
  readonly center?: boolean;
  /** Whether to multiply by `gamma`. @defaultValue `true` */
  readonly scale?: boolean;
  /** @defaultValue `'zeros'` */
  readonly betaInitializer?: InitializerLike;
  /** @defaultValue `'ones'` */
  readonly gammaInitializer?: InitializerLike;
  /** @defaultValue `null` */
  readonly betaRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly gammaRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly betaConstraint?: ConstraintLike | null;
  /** @defaultValue `null` */
  readonly gammaConstraint?: ConstraintLike | null;
}

export const affineDefaults: OptionDefaults<AffineOptions> = {
  center: true,
  scale: true,
  betaInitializer: 'zeros',
  gammaInitializer: 'ones',
  betaRegularizer: null,
  gammaRegularizer: null,
  betaConstraint: null,
  gammaConstraint: null,
};
