/** The learnt scale of normalization layers: `gamma · x + beta`. */

import type {
  KnownShape,
  LayerConfig,
  OptionDefaults,
  Tensor,
  Weight,
  WeightMaker,
  WeightValues,
} from '@myelin/core';
import { add, mul } from '@myelin/core';
import type {
  ConstraintLike,
  InitializerLike,
  RegularizerLike,
  WeightRecipe,
} from '../weights/weight-recipe.ts';
import { optionalRecipe } from '../weights/weight-recipe.ts';
import { stretchedAlong } from './normalized-axes.ts';

/** Options of layers that bring what they have normalized to a learnt scale. */
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

export type AffineWeights = {
  /** Undefined with `scale: false`. */
  readonly gamma: Weight | undefined;
  /** Undefined with `center: false`. */
  readonly beta: Weight | undefined;
};

/** How the weights start; undefined for one that is left out. */
export interface AffineRecipes {
  readonly gamma: WeightRecipe | undefined;
  readonly beta: WeightRecipe | undefined;
}

/** @throws {@link ArgumentError} an option names nothing known. */
export function affineRecipes(where: string, config: LayerConfig<AffineOptions>): AffineRecipes {
  return {
    gamma: optionalRecipe(where, 'gamma', config, 'scale'),
    beta: optionalRecipe(where, 'beta', config, 'center'),
  };
}

export function makeAffine(
  weight: WeightMaker,
  shape: KnownShape,
  { gamma, beta }: AffineRecipes,
): AffineWeights {
  return {
    gamma: gamma && weight('gamma', shape, ...gamma),
    beta: beta && weight('beta', shape, ...beta),
  };
}

/** `gamma · x + beta`, each with one number for each place along `axes`. */
export function scaledAndShifted(
  x: Tensor,
  { gamma, beta }: WeightValues<AffineWeights>,
  axes: readonly number[],
): Tensor {
  const wide = gamma ? mul(x, stretchedAlong(gamma, x, axes)) : x;
  return beta ? add(wide, stretchedAlong(beta, x, axes)) : wide;
}
