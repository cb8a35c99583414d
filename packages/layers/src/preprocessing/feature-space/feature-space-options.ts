import type { Json, JsonRecord, LayerOptions } from '@myelin/core';
import {
  ArgumentError,
  describe,
  requireOneOf,
  requireOptions,
  requireWholeNumber,
  toCamelCase,
} from '@myelin/core';
import type { Columns } from './columns.ts';
import { mapColumns } from './columns.ts';
import { Cross } from './cross.ts';
import { Feature } from './feature.ts';
import type { FeatureType } from './feature-types.ts';
import { featureOfType } from './feature-types.ts';

export type FeatureSpaceMode = 'concat' | 'dict';

export interface FeatureSpaceOptions<Mode extends FeatureSpaceMode = FeatureSpaceMode>
  extends LayerOptions {
  /** Each feature by name: a kind, or one made by `FeatureSpace.stringCategorical(…)` and its like. */
  readonly features: Columns<FeatureType | Feature>;
  /** One row of all features, or a record of one for each. @defaultValue `'concat'` */
  readonly outputMode?: Mode;
  /** Features whose combinations count: lists of names, or `FeatureSpace.cross(…)`. @defaultValue `[]` */
  readonly crosses?: readonly (readonly string[] | Cross)[] | null;
  /** Number of bins for crosses that are lists of names. Whole number, at least 1. @defaultValue `32` */
  readonly crossingDim?: number;
  /** Number of bins for hashed features that are given by kind. Whole number, at least 1. @defaultValue `32` */
  readonly hashingDim?: number;
  /** Number of bins for discretized features that are given by kind. Whole number, at least 1. @defaultValue `32` */
  readonly numDiscretizationBins?: number;
}

/**
 * Options with features and crosses in place of kinds and lists of names.
 *
 * @throws {@link ArgumentError} an option is out of its domain.
 */
export function standardFeatureOptions<Options extends FeatureSpaceOptions>(
  options: Options,
): Options {
  requireOptions('FeatureSpace', options);
  const { crossingDim = 32, hashingDim = 32, numDiscretizationBins = 32 } = options;
  requireWholeNumber('FeatureSpace', 'crossingDim', crossingDim, { min: 1 });
  requireWholeNumber('FeatureSpace', 'hashingDim', hashingDim, { min: 1 });
  requireWholeNumber('FeatureSpace', 'numDiscretizationBins', numDiscretizationBins, { min: 1 });
  requireOneOf('FeatureSpace', 'outputMode', options.outputMode ?? 'concat', ['concat', 'dict']);
  const given = requireFeatures(options.features);
  const features = mapColumns(given, (feature, name) =>
    feature instanceof Feature
      ? feature
      : featureOfType(feature, name, { hashingDim, numDiscretizationBins }),
  );
  const crosses = requireList(options.crosses ?? []).map((cross) =>
    cross instanceof Cross ? cross : new Cross({ featureNames: cross, crossingDim }),
  );
  for (const { config } of crosses) requireKnown(config.featureNames, features);
  return { ...options, features, crosses };
}

function requireFeatures(features: unknown): Columns<FeatureType | Feature> {
  const isRecord = typeof features === 'object' && features !== null && !Array.isArray(features);
  if (isRecord && Object.keys(features).length > 0) return features as Columns<FeatureType>;
  throw new ArgumentError({
    where: 'FeatureSpace',
    problem: `\`features\` must be a record with at least one feature, received ${describe(features)}`,
    fix: "pass for example { features: { age: 'float_normalized', city: 'string_categorical' } }",
  });
}

function requireList(crosses: unknown): readonly (readonly string[] | Cross)[] {
  if (Array.isArray(crosses)) return crosses;
  throw new ArgumentError({
    where: 'FeatureSpace',
    problem: `\`crosses\` must be a list of lists of names, or null, received ${describe(crosses)}`,
    fix: "pass for example { crosses: [['city', 'weekday']] }",
  });
}

function requireKnown(names: readonly string[], features: Columns<unknown>): void {
  const stranger = names.find((name) => !Object.hasOwn(features, name));
  if (stranger === undefined) return;
  throw new ArgumentError({
    where: 'FeatureSpace',
    problem: `\`crosses\` must name features that are in \`features\`, received ${describe(stranger)}`,
    fix: `use ${Object.keys(features).join(', ')}, or add the feature`,
  });
}

/** Options for the form that they have in Keras's files. */
export function featureOptionsFromKeras(config: JsonRecord): FeatureSpaceOptions {
  const { features = {}, crosses, ...rest } = config;
  const options = Object.entries(rest).map(([name, value]) => [toCamelCase(name), value]);
  return {
    ...Object.fromEntries(options),
    features: mapColumns(features as Columns<Json>, (form) =>
      typeof form === 'string' ? form : Feature.fromKeras(form as JsonRecord),
    ) as Columns<FeatureType | Feature>,
    crosses: ((crosses ?? []) as readonly Json[]).map((form) =>
      Array.isArray(form) ? (form as string[]) : Cross.fromKeras(form as JsonRecord),
    ),
  };
}
