/** The usual kinds of features, and the layers that they go through. */

import type { SymbolicDataType } from '@myelin/core';
import { automaticName, requireOneOf } from '@myelin/core';
import { Identity } from '../../core/identity.ts';
import { Discretization } from '../tabular/discretization.ts';
import { Hashing } from '../tabular/hashing.ts';
import { IntegerLookup } from '../tabular/integer-lookup.ts';
import { Normalization } from '../tabular/normalization.ts';
import { Rescaling } from '../tabular/rescaling.ts';
import { StringLookup } from '../text/string-lookup.ts';
import { Feature } from './feature.ts';

/** Keras's names of the usual kinds of features. */
export type FeatureType =
  | 'float'
  | 'float_normalized'
  | 'float_rescaled'
  | 'float_discretized'
  | 'integer_categorical'
  | 'string_categorical'
  | 'integer_hashed'
  | 'string_hashed';

interface Named {
  /** Of the feature; its layer is called so, with `_preprocessor`. @defaultValue `float`, `float_1`, … */
  readonly name?: string | undefined;
}

interface Encoded {
  /** @defaultValue `'one_hot'` */
  readonly outputMode?: 'int' | 'one_hot';
}

export interface RescaledFeatureOptions extends Named {
  /** Factor. @defaultValue `1` */
  readonly scale?: number;
  /** What is added after the factor. @defaultValue `0` */
  readonly offset?: number;
}

export interface DiscretizedFeatureOptions extends Named, Encoded {
  /** Number of bins, whose boundaries are learnt. */
  readonly numBins?: number | null;
  /** Where bins end, in place of `numBins`. @defaultValue `null` */
  readonly binBoundaries?: readonly number[] | null;
}

export interface CategoricalFeatureOptions extends Named, Encoded {
  /** Most tokens of the vocabulary. @defaultValue `null`: any number */
  readonly maxTokens?: number | null;
  /** Number of indices for unknown tokens. @defaultValue `1` */
  readonly numOovIndices?: number;
}

export interface HashedFeatureOptions extends Named, Encoded {
  /** Number of bins. */
  readonly numBins: number;
}

const layerName = (name: string | undefined, kind: string): { readonly name: string } => ({
  name: `${name ?? automaticName(kind)}_preprocessor`,
});

/** Numbers as they are. */
export function floatFeature({ name }: Named = {}): Feature {
  const preprocessor = new Identity(layerName(name, 'Float'));
  return new Feature({ dtype: 'float32', preprocessor, outputMode: 'float' });
}

/** Numbers brought to mean 0 and variance 1. */
export function normalizedFeature({ name }: Named = {}): Feature {
  const preprocessor = new Normalization(layerName(name, 'FloatNormalized')) as never;
  return new Feature({ dtype: 'float32', preprocessor, outputMode: 'float' });
}

/** Numbers stretched and shifted. */
export function rescaledFeature(options: RescaledFeatureOptions = {}): Feature {
  const { scale = 1, offset = 0, name } = options;
  const preprocessor = new Rescaling({ scale, offset, ...layerName(name, 'FloatRescaled') });
  return new Feature({ dtype: 'float32', preprocessor, outputMode: 'float' });
}

/** Numbers by the bin that they fall into. */
export function discretizedFeature(options: DiscretizedFeatureOptions): Feature {
  const { numBins = null, binBoundaries = null, outputMode = 'one_hot', name } = options;
  const own = layerName(name, 'FloatDiscretized');
  const preprocessor = new Discretization({ numBins, binBoundaries, ...own });
  return new Feature({ dtype: 'float32', preprocessor, outputMode });
}

/** Whole numbers that are names of categories. */
export function integerCategoricalFeature(options: CategoricalFeatureOptions = {}): Feature {
  const { maxTokens = null, numOovIndices = 1, outputMode = 'one_hot', name } = options;
  const own = layerName(name, 'IntegerCategorical');
  const preprocessor = new IntegerLookup({ maxTokens, numOovIndices, ...own });
  return new Feature({ dtype: 'int32', preprocessor, outputMode });
}

/** Texts that are names of categories. */
export function stringCategoricalFeature(options: CategoricalFeatureOptions = {}): Feature {
  const { maxTokens = null, numOovIndices = 1, outputMode = 'one_hot', name } = options;
  const own = layerName(name, 'StringCategorical');
  const preprocessor = new StringLookup({ maxTokens, numOovIndices, ...own });
  return new Feature({ dtype: 'string', preprocessor, outputMode });
}

/** Whole numbers by the bin that their hash falls into. */
export function integerHashedFeature(options: HashedFeatureOptions): Feature {
  return hashedFeature('int32', options, 'IntegerHashed');
}

/** Texts by the bin that their hash falls into. */
export function stringHashedFeature(options: HashedFeatureOptions): Feature {
  return hashedFeature('string', options, 'StringHashed');
}

function hashedFeature(
  dtype: SymbolicDataType,
  { numBins, outputMode = 'one_hot', name }: HashedFeatureOptions,
  kind: string,
): Feature {
  const preprocessor = new Hashing({ numBins, ...layerName(name, kind) });
  return new Feature({ dtype, preprocessor, outputMode });
}

/** Sizes for kinds of features that are given by name only. */
export interface DefaultSizes {
  readonly hashingDim: number;
  readonly numDiscretizationBins: number;
}

/** The feature of a kind, with default options. @throws {@link ArgumentError} the kind is unknown. */
export function featureOfType(type: FeatureType, name: string, sizes: DefaultSizes): Feature {
  const known = {
    float: () => floatFeature({ name }),
    float_normalized: () => normalizedFeature({ name }),
    float_rescaled: () => rescaledFeature({ name }),
    float_discretized: () => discretizedFeature({ name, numBins: sizes.numDiscretizationBins }),
    integer_categorical: () => integerCategoricalFeature({ name }),
    string_categorical: () => stringCategoricalFeature({ name }),
    integer_hashed: () => integerHashedFeature({ name, numBins: sizes.hashingDim }),
    string_hashed: () => stringHashedFeature({ name, numBins: sizes.hashingDim }),
  };
  const types = Object.keys(known) as FeatureType[];
  return known[requireOneOf('FeatureSpace', `features.${name}`, type, types)]();
}
