import { requireBoolean, requireNumber, requireWholeNumber } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import type { OptionDefaults, Resolved } from '../options/options.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';

/** Options that all optimizers share. */
export interface OptimizerOptions {
  /** @defaultValue the class name in snake case */
  readonly name?: string;
  /** Step size, at least 0, or a schedule of them. @defaultValue depends on the class */
  readonly learningRate?: number | LearningRateSchedule;
  /**
   * Fraction of each weight, times the learning rate, that is taken off before an update; null for none.
   * @defaultValue `null`
   */
  readonly weightDecay?: number | null;
  /** Largest Euclidean norm of the gradient of one weight. @defaultValue `null` */
  readonly clipnorm?: number | null;
  /** Largest Euclidean norm of all gradients together. @defaultValue `null` */
  readonly globalClipnorm?: number | null;
  /** Largest size of one element of a gradient. @defaultValue `null` */
  readonly clipvalue?: number | null;
  /** Keep a moving average of the weights, which becomes the weights when training ends. @defaultValue `false` */
  readonly useEma?: boolean;
  /** Share in [0, 1] of the old average in the new one. @defaultValue `0.99` */
  readonly emaMomentum?: number;
  /** Steps after which the weights are replaced by their average, again and again. @defaultValue `null` */
  readonly emaOverwriteFrequency?: number | null;
  /** Number by which the loss is multiplied before its gradients are taken. @defaultValue `null` */
  readonly lossScaleFactor?: number | null;
  /** Steps, at least 2, whose gradients are averaged into one update. @defaultValue `null` */
  readonly gradientAccumulationSteps?: number | null;
}

/** What a class states: its learning rate, perhaps a weight decay, and the default of every option of its own. */
export type OptimizerDefaults<Options> = OptionDefaults<Omit<Options, keyof OptimizerOptions>> & {
  readonly learningRate: number;
  readonly weightDecay?: number;
};

/** Keras's defaults, but for those that depend on the class. */
export const sharedDefaults = {
  weightDecay: null,
  clipnorm: null,
  globalClipnorm: null,
  clipvalue: null,
  useEma: false,
  emaMomentum: 0.99,
  emaOverwriteFrequency: null,
  lossScaleFactor: null,
  gradientAccumulationSteps: null,
} as const;

/** @throws {@link ArgumentError} an option is outside its domain, or two exclude each other. */
export function requireSharedOptions(where: string, options: Resolved<OptimizerOptions>): void {
  if (!(options.learningRate instanceof LearningRateSchedule)) {
    requireLearningRate(where, options.learningRate);
  }
  for (const name of ['clipnorm', 'globalClipnorm', 'clipvalue', 'lossScaleFactor'] as const) {
    if (options[name] !== null) requireNumber(where, name, options[name], { above: 0 });
  }
  if (options.weightDecay !== null) {
    requireNumber(where, 'weightDecay', options.weightDecay, { min: 0 });
  }
  requireOneClipping(where, options);
  requireBoolean(where, 'useEma', options.useEma);
  requireNumber(where, 'emaMomentum', options.emaMomentum, { min: 0, max: 1 });
  const { emaOverwriteFrequency, gradientAccumulationSteps } = options;
  if (emaOverwriteFrequency !== null) {
    requireWholeNumber(where, 'emaOverwriteFrequency', emaOverwriteFrequency, { min: 1 });
  }
  if (gradientAccumulationSteps !== null) {
    requireWholeNumber(where, 'gradientAccumulationSteps', gradientAccumulationSteps, { min: 2 });
  }
}

/** @throws {@link ArgumentError} it is no number of at least 0. */
export function requireLearningRate(where: string, given: unknown): number {
  if (typeof given === 'number' && given >= 0 && given < Number.POSITIVE_INFINITY) return given;
  throw new ArgumentError({
    where,
    problem: `\`learningRate\` must be a number of at least 0, or a schedule, received ${describe(given)}`,
    fix: 'pass for example { learningRate: 0.001 }, or new CosineDecay({ … }) in its place',
  });
}

function requireOneClipping(where: string, options: Resolved<OptimizerOptions>): void {
  const names = ['clipnorm', 'globalClipnorm', 'clipvalue'] as const;
  const given = names.filter((name) => options[name] !== null);
  if (given.length < 2) return;
  throw new ArgumentError({
    where,
    problem: `only one of \`clipnorm\`, \`globalClipnorm\` and \`clipvalue\` may be given, received ${given.map((name) => `\`${name}\``).join(' and ')}`,
    fix: `leave out \`${given[1]}\``,
  });
}
