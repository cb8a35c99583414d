import {
  ArgumentError,
  describe,
  EPSILON,
  type MetricOptions,
  type Resolved,
  requireBoolean,
  requireOneOf,
  requireWholeNumber,
} from '@myelin/core';
import type { CurveName, SummationMethod } from './curve-area.ts';
import { evenThresholds, isShare, Thresholds } from './thresholds.ts';

/** Options of {@link AUC}. */
export interface AUCOptions extends MetricOptions {
  /** Number of thresholds, evenly spaced in [0, 1]; at least 2. @defaultValue `200` */
  readonly numThresholds?: number;
  /** @defaultValue `'ROC'` */
  readonly curve?: CurveName | Lowercase<CurveName>;
  /** How high the curve is between two thresholds. @defaultValue `'interpolation'` */
  readonly summationMethod?: SummationMethod;
  /** Thresholds in (0, 1) in place of evenly spaced ones; 0 and 1 are added. @defaultValue `null` */
  readonly thresholds?: readonly number[] | null;
  /** Whether the area is worked out for each label apart, then averaged. @defaultValue `false` */
  readonly multiLabel?: boolean;
  /** Number of labels, with `multiLabel`; taken from the first batch if null. @defaultValue `null` */
  readonly numLabels?: number | null;
  /**
   * Weight of each label: in the average with `multiLabel`, else of its predictions. At least 0.
   *
   * @defaultValue `null`
   */
  readonly labelWeights?: readonly number[] | null;
  /** Whether predictions are logits, which `sigmoid` turns into probabilities. @defaultValue `false` */
  readonly fromLogits?: boolean;
}

/** Options of an AUC, checked. */
export interface AUCPlan {
  readonly thresholds: Thresholds;
  readonly curve: CurveName;
  readonly method: SummationMethod;
  readonly multiLabel: boolean;
  readonly numLabels: number | null;
  readonly labelWeights: readonly number[] | null;
  readonly fromLogits: boolean;
}

/** @throws {@link ArgumentError} an option is out of its domain. */
export function requireAUCPlan(config: Resolved<AUCOptions>): AUCPlan {
  const { curve, summationMethod, numLabels, labelWeights } = config;
  const multiLabel = requireBoolean(AUC, 'multiLabel', config.multiLabel);
  return {
    thresholds: thresholdsOf(config),
    curve: requireOneOf(AUC, 'curve', upperCase(curve), CURVES),
    method: requireOneOf(AUC, 'summationMethod', summationMethod, METHODS),
    multiLabel,
    numLabels: requireNumLabels(numLabels, multiLabel),
    labelWeights: requireLabelWeights(labelWeights, numLabels),
    fromLogits: requireBoolean(AUC, 'fromLogits', config.fromLogits),
  };
}

const AUC = 'AUC';
const CURVES: readonly CurveName[] = ['ROC', 'PR', 'PRGAIN'];
const METHODS: readonly SummationMethod[] = ['interpolation', 'minoring', 'majoring'];

const upperCase = (name: unknown): unknown =>
  typeof name === 'string' ? name.toUpperCase() : name;

/** With an epsilon below 0 and above 1, so that every prediction lies between the first threshold and the last. */
function thresholdsOf({ thresholds, numThresholds }: Resolved<AUCOptions>): Thresholds {
  const ends = (inner: readonly number[]): number[] => [0 - EPSILON, ...inner, 1 + EPSILON];
  if (thresholds === null) {
    const count = requireWholeNumber(AUC, 'numThresholds', numThresholds, { min: 2 });
    return new Thresholds(ends(evenThresholds(count).slice(1, -1)), true);
  }
  if (!Array.isArray(thresholds) || !thresholds.every(isShare)) {
    throw new ArgumentError({
      where: AUC,
      problem: `\`thresholds\` must be a list of numbers in [0, 1], received ${describe(thresholds)}`,
      fix: 'pass for example { thresholds: [0.2, 0.5, 0.8] }, or leave it out',
    });
  }
  const inner = [...thresholds].sort((a, b) => a - b);
  return new Thresholds(ends(inner), new Thresholds([0, ...inner, 1]).isEven);
}

function requireNumLabels(numLabels: number | null, multiLabel: boolean): number | null {
  if (numLabels === null) return null;
  requireWholeNumber(AUC, 'numLabels', numLabels, { min: 1 });
  if (multiLabel) return numLabels;
  throw new ArgumentError({
    where: AUC,
    problem: `\`numLabels\` needs \`multiLabel\`, received ${numLabels} without it`,
    fix: `pass { multiLabel: true, numLabels: ${numLabels} }, or leave \`numLabels\` out`,
  });
}

function requireLabelWeights(
  weights: readonly number[] | null,
  numLabels: number | null,
): readonly number[] | null {
  if (weights === null) return null;
  const isWeight = (value: unknown): boolean =>
    typeof value === 'number' && value >= 0 && Number.isFinite(value);
  if (Array.isArray(weights) && weights.length > 0 && weights.every(isWeight)) {
    if (numLabels === null || weights.length === numLabels) return weights;
  }
  throw new ArgumentError({
    where: AUC,
    problem: `\`labelWeights\` must be a list of numbers of at least 0, one for each ${numLabels === null ? 'label' : `of the ${numLabels} labels`}, received ${describe(weights)}`,
    fix: 'pass for example { labelWeights: [0.7, 0.3] }',
  });
}
