/** What comes out of a feature space for one feature or cross. */

import type { AnyLayer, Shape, SymbolicDataType, Tensor } from '@myelin/core';
import { ArgumentError } from '@myelin/core';
import { encodeCategories, encodedShape } from '../categories/encode-categories.ts';
import { CategoryEncoding } from '../tabular/category-encoding.ts';
import { Discretization } from '../tabular/discretization.ts';
import { HashedCrossing } from '../tabular/hashed-crossing.ts';
import { Hashing } from '../tabular/hashing.ts';
import { IntegerLookup } from '../tabular/integer-lookup.ts';
import { StringLookup } from '../text/string-lookup.ts';
import type { FeatureMode } from './feature.ts';
import type { FeatureSpaceMode } from './feature-space-options.ts';

/** One entry of a feature space: a feature or a cross. */
export interface Encoded {
  readonly name: string;
  /** The layer whose results are encoded. */
  readonly layer: AnyLayer;
  /** Element type of what the layer takes. */
  readonly dtype: SymbolicDataType;
  readonly mode: FeatureMode;
  /** The features of a cross. */
  readonly crossed?: readonly string[];
}

export function encodeFeature(x: Tensor, { name, layer, mode }: Encoded): Tensor {
  return mode === 'one_hot' ? encodeCategories(x, 'multi_hot', categoriesOf(name, layer)) : x;
}

export function encodedFeatureShape(shape: Shape, { name, layer, mode }: Encoded): Shape {
  return mode === 'one_hot' ? encodedShape(shape, 'multi_hot', categoriesOf(name, layer)) : shape;
}

export function encodedFeatureType(encoded: Encoded): SymbolicDataType {
  return encoded.mode === 'one_hot' ? 'float32' : typeOf(encoded);
}

const typeOf = ({ layer, dtype }: Encoded): SymbolicDataType =>
  layer.outputTypes([dtype])[0] ?? 'float32';

/**
 * What is encoded must be whole numbers, and what is joined floating-point ones.
 *
 * @throws {@link ArgumentError} it is not.
 */
export function requireEncodable(encoded: Encoded, outputMode: FeatureSpaceMode): void {
  const type = typeOf(encoded);
  if (encoded.mode === 'one_hot' && type !== 'int32') {
    throw new ArgumentError({
      where: 'FeatureSpace',
      problem: `\`features\` with \`outputMode\` 'one_hot' must become whole numbers first, received "${encoded.name}", which becomes ${type}`,
      fix: "use { outputMode: 'float' } for that feature",
    });
  }
  if (outputMode === 'dict' || encodedFeatureType(encoded) === 'float32') return;
  throw new ArgumentError({
    where: 'FeatureSpace',
    problem: `\`features\` that are joined must be encoded, received "${encoded.name}", which stays ${type}`,
    fix: "use { outputMode: 'one_hot' } for that feature, or { outputMode: 'dict' } for the space",
  });
}

/** @throws {@link ArgumentError} the feature's layer does not say. */
function categoriesOf(name: string, layer: object): number {
  if (layer instanceof IntegerLookup || layer instanceof StringLookup) {
    return layer.vocabularySize();
  }
  if (layer instanceof CategoryEncoding) return layer.config.numTokens;
  if (layer instanceof Hashing || layer instanceof HashedCrossing) return layer.config.numBins;
  if (layer instanceof Discretization) {
    const { numBins, binBoundaries } = layer.config;
    return numBins ?? (binBoundaries?.length ?? 0) + 1;
  }
  throw new ArgumentError({
    where: 'FeatureSpace',
    problem: `\`outputMode\` 'one_hot' needs to know how many categories feature "${name}" has, and ${(layer as AnyLayer).className} does not say`,
    fix: "use { outputMode: 'int' } or { outputMode: 'float' } for that feature",
  });
}
