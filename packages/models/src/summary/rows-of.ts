import { type AnyLayer, shapesIn, WeightlessLayer } from '@myelin/core';
import type { SummaryRow } from './summary-content.ts';

/** The rows of a model's layers; models among them bring rows of their own. */
export function rowsOf(layers: readonly AnyLayer[]): SummaryRow[] {
  return layers.map(rowOf);
}

function rowOf(layer: AnyLayer): SummaryRow {
  const { name, className, builtInputShape, weights, trainable } = layer;
  return {
    name,
    className,
    outputShape: builtInputShape ? shapesIn(layer.outputShape(builtInputShape)) : null,
    params: isCountable(layer) ? layer.countParams() : null,
    trainable: weights.length === 0 ? null : trainable,
    ...(isModel(layer) && { children: rowsOf(layer.layers) }),
  };
}

/** A layer that never has weights needs no shape to know that it has none. */
const isCountable = (layer: AnyLayer): boolean => layer.isBuilt || layer instanceof WeightlessLayer;

/** As in Keras, what has `layers` counts as a model; a wrapper such as Bidirectional has none. */
export function isModel(
  layer: AnyLayer,
): layer is AnyLayer & { readonly layers: readonly AnyLayer[] } {
  return 'layers' in layer && Array.isArray(layer.layers);
}
