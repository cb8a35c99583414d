/** A model as plain data: what a drawing of it needs. */

import {
  type AnyLayer,
  activationNameOf,
  argumentsOf,
  isSymbolic,
  leavesOf,
  type Shape,
  shapesIn,
} from '@myelin/core';
import { Graph } from './graph.ts';
import { requireModel } from './require-model.ts';

/** One layer. */
export interface GraphNode {
  /** Unique in its graph. */
  readonly name: string;
  readonly className: string;
  /** Name of its activation function; null if it has none. */
  readonly activation: string | null;
  /** Shapes of what it takes and gives, batch axis first; empty where that is not known yet. */
  readonly inputShapes: readonly Shape[];
  readonly outputShapes: readonly Shape[];
  /** Number of elements in all weights. */
  readonly params: number;
  readonly trainable: boolean;
  /** What is inside, for models. */
  readonly inside: ModelGraph | null;
}

/** That one layer takes what another gives. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Which result of `from`. */
  readonly output: number;
  /** Which call of `from`, for layers that are shared. */
  readonly fromCall: number;
  /** Which call of `to`. */
  readonly call: number;
}

export interface ModelGraph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  /** Empty for subclasses that compute in `call`: what is done there is code, not data. */
  readonly edges: readonly GraphEdge[];
}

interface Layered {
  readonly name: string;
  readonly layers: readonly AnyLayer[];
  readonly graph?: unknown;
}

/**
 * The layers of a model and what flows between them.
 *
 * @throws {@link ArgumentError} it is no model.
 * @example
 * const { nodes, edges } = modelGraph(model);
 * edges.map(({ from, to }) => `${from} -> ${to}`) // => ['input_layer -> dense', 'dense -> dense_1']
 */
export function modelGraph(model: Layered): ModelGraph {
  const { name, layers, graph } = requireModel('modelGraph', model);
  const nodes = layers.map(nodeOf);
  if (graph instanceof Graph) return { name, nodes, edges: edgesOf(graph) };
  return { name, nodes, edges: isSequence(model) ? chain(layers) : [] };
}

function nodeOf(layer: AnyLayer): GraphNode {
  const { name, className, trainable, builtInputShape } = layer;
  const call = layer.calls.at(-1);
  const shapesOf = (ends: 'inputs' | 'outputs'): Shape[] | undefined => {
    const found = call?.[ends];
    return found && leavesOf(found, isSymbolic).map(({ shape }) => shape);
  };
  const built = builtInputShape && shapesIn(builtInputShape);
  return {
    name,
    className,
    activation: activationNameOf(layer) ?? null,
    inputShapes: shapesOf('inputs') ?? built ?? [],
    outputShapes:
      shapesOf('outputs') ?? (builtInputShape ? shapesIn(layer.outputShape(builtInputShape)) : []),
    params: layer.countParams(),
    trainable,
    inside: isLayered(layer) ? modelGraph(layer) : null,
  };
}

function edgesOf(graph: Graph): GraphEdge[] {
  return graph.layers.flatMap((layer) =>
    graph.callsOf(layer).flatMap((call, i) =>
      argumentsOf(call).map(({ call: origin, index }) => ({
        from: origin.layer.name,
        to: layer.name,
        output: index,
        fromCall: graph.callsOf(origin.layer).indexOf(origin),
        call: i,
      })),
    ),
  );
}

function chain(layers: readonly AnyLayer[]): GraphEdge[] {
  return layers.slice(1).map(({ name }, i) => ({
    from: layers[i]?.name ?? '',
    to: name,
    output: 0,
    fromCall: 0,
    call: 0,
  }));
}

const isLayered = (layer: AnyLayer): layer is AnyLayer & Layered =>
  'layers' in layer && Array.isArray(layer.layers);

/** A Sequential has no graph of its own, but an order. */
const isSequence = (model: Layered): boolean => 'pop' in model;
