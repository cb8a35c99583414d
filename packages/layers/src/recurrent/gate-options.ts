import type {
  ActivationFunction,
  ActivationName,
  LayerOptions,
  OptionDefaults,
  OwnOptions,
} from '@myelin/core';
import type { BiasOptions, KernelOptions } from '../weights/kernel-and-bias.ts';
import { biasDefaults, kernelDefaults } from '../weights/kernel-and-bias.ts';
import type { ConstraintLike, InitializerLike, RegularizerLike } from '../weights/weight-recipe.ts';

/** Options of the weights and activations of all recurrent layers and cells of this package. */
export interface GateOptions extends KernelOptions, BiasOptions, DropoutOptionsOfCells {
  /** Of the output. @defaultValue `'tanh'` */
  readonly activation?: ActivationName | ActivationFunction;
  /** Start of the matrix that the state before is multiplied with. @defaultValue `'orthogonal'` */
  readonly recurrentInitializer?: InitializerLike;
  /** Penalty on that matrix. @defaultValue `null` */
  readonly recurrentRegularizer?: RegularizerLike | null;
  /** @defaultValue `null` */
  readonly recurrentConstraint?: ConstraintLike | null;
}

export interface DropoutOptionsOfCells {
  /** Fraction in [0, 1] of the input that is 0 in training, the same elements in all time steps. @defaultValue `0` */
  readonly dropout?: number;
  /** Fraction in [0, 1] of the state before that is 0 in training, the same elements in all steps. @defaultValue `0` */
  readonly recurrentDropout?: number;
  /** Fixes which elements are dropped in which training step, whatever `setRandomSeed` says. @defaultValue `null` */
  readonly seed?: number | null;
}

/** Options of cells whose states are vectors. */
export interface UnitOptions extends GateOptions {
  /** Number of features of the output and of each state. Whole number, at least 1. */
  readonly units: number;
}

/** Options of cells with gates. */
export interface RecurrentActivationOptions {
  /** Of the gates. @defaultValue `'sigmoid'` */
  readonly recurrentActivation?: ActivationName | ActivationFunction;
}

export interface ForgetBiasOptions {
  /** Whether the bias of the forget gate starts at 1, so that what is remembered stays at first. @defaultValue `true` */
  readonly unitForgetBias?: boolean;
}

export const gateDefaults: OptionDefaults<OwnOptions<GateOptions & LayerOptions>> = {
  activation: 'tanh',
  ...kernelDefaults,
  recurrentInitializer: 'orthogonal',
  recurrentRegularizer: null,
  recurrentConstraint: null,
  ...biasDefaults,
  dropout: 0,
  recurrentDropout: 0,
  seed: null,
};

/** Complete options of which some are those that `defaults` lists: these. */
export function pickOptions<Options extends object>(
  config: object,
  defaults: OptionDefaults<Options>,
): Options {
  const held = config as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(defaults).map((name) => [name, held[name]])) as Options;
}
