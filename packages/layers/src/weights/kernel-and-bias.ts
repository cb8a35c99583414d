import type { OptionDefaults, Weight } from '@myelin/core';
import type { ConstraintLike, InitializerLike, RegularizerLike } from './weight-recipe.ts';

/** Options of layers with a kernel. */
export interface KernelOptions {
  /** @defaultValue `'glorot_uniform'` */
  readonly kernelInitializer?: InitializerLike;
  /** Penalty on the kernel. @defaultValue `null` */
  readonly kernelRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly kernelConstraint?: ConstraintLike | null;
}

export const kernelDefaults: OptionDefaults<KernelOptions> = {
  kernelInitializer: 'glorot_uniform',
  kernelRegularizer: null,
  kernelConstraint: null,
};

/** Options of layers that add a bias. */
export interface BiasOptions {
  /** @defaultValue `true` */
  readonly useBias?: boolean;
  /** @defaultValue `'zeros'` */
  readonly biasInitializer?: InitializerLike;
  /** Penalty on the bias. @defaultValue `null` */
  readonly biasRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly biasConstraint?: ConstraintLike | null;
}

export const biasDefaults: OptionDefaults<BiasOptions> = {
  useBias: true,
  biasInitializer: 'zeros',
  biasRegularizer: null,
  biasConstraint: null,
};

export type KernelAndBias = {
  readonly kernel: Weight;
  /** Undefined with `useBias: false`. */
  readonly bias: Weight | undefined;
};
