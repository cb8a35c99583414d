import {
  type AnyLayer,
  argumentsOf,
  isSymbolic,
  leavesOf,
  type Shape,
  type SymbolicTensor,
  shapesIn,
  WeightlessLayer,
} from '@myelin/core';
import type { Graph } from '../functional/graph.ts';
import type { SummaryRow } from './summary-content.ts';

/** The rows of a model's layers; models among them bring rows of their own. */
export function rowsOf(layers: readonly AnyLayer[]): SummaryRow[] {
  return layers.map(rowOf);
}

/** The rows of a graph, which tell what the calls of each layer take. */
export function rowsOfGraph(graph: Graph): SummaryRow[] {
  return graph.layers.map((layer) => ({
    ...rowOf(layer),
    connectedTo: graph.callsOf(layer).flatMap(argumentsOf).map(placeOf),
  }));
}

function rowOf(layer: AnyLayer): SummaryRow {
  const { name, className, weights, trainable } = layer;
  return {
    name,
    className: pythonNames[className] ?? className,
    outputShape: shapeOf(layer),
    params: isCountable(layer) ? layer.countParams() : null,
    trainable: weights.length === 0 ? null : trainable,
    ...(isModel(layer) && { children: rowsOf(layer.layers) }),
  };
}

/** Classes that Keras's code calls otherwise than its files and users do. */
const pythonNames: Readonly<Record<string, string>> = {
  GroupQueryAttention: 'GroupedQueryAttention',
};

/** Shapes of what the layer gave in its last call; else of what it gives for the input that it was built for. */
function shapeOf(layer: AnyLayer): readonly Shape[] | null {
  const call = layer.calls.at(-1);
  if (call) return leavesOf(call.outputs, isSymbolic).map(({ shape }) => shape);
  const { builtInputShape } = layer;
  return builtInputShape ? shapesIn(layer.outputShape(builtInputShape)) : null;
}

/** `dense[0][0]`: layer, call and result. */
function placeOf({ call, index }: SymbolicTensor): string {
  const { layer } = call;
  return `${layer.name}[${Math.max(0, layer.calls.indexOf(call))}][${index}]`;
}

/** A layer that never has weights needs no shape to know that it has none. */
const isCountable = (layer: AnyLayer): boolean => layer.isBuilt || layer instanceof WeightlessLayer;

/** As in Keras, what has `layers` counts as a model; a wrapper such as Bidirectional has none. */
export function isModel(
  layer: AnyLayer,
): layer is AnyLayer & { readonly layers: readonly AnyLayer[] } {
  return 'layers' in layer && Array.isArray(layer.layers);
}
