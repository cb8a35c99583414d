/** Graphs in the form of Keras's files. */

import {
  type AnyLayer,
  isSymbolic,
  type Json,
  type JsonRecord,
  type LayerCall,
  mapLeaves,
  type SymbolicTensor,
  type SymbolicTensors,
  serialize,
  toSnakeCase,
} from '@myelin/core';
import type { Graph } from './graph.ts';

/**
 * `layers`, `input_layers` and `output_layers`, as `Functional.get_config` has them.
 *
 * @param isFunctional - Whether a layer is a model with a graph.
 */
export function graphToConfig(
  graph: Graph,
  isFunctional: (layer: AnyLayer) => boolean,
): JsonRecord {
  const ends = (symbols: SymbolicTensors): Json => endsConfig(graph, symbols, isFunctional);
  return {
    layers: graph.layers.map((layer) => layerConfig(graph, layer)),
    input_layers: ends(graph.inputs),
    output_layers: ends(graph.outputs),
  };
}

function layerConfig(graph: Graph, layer: AnyLayer): JsonRecord {
  const calls = graph.callsOf(layer).filter(({ inputs }) => inputs !== undefined);
  return {
    ...serialize(layer),
    name: layer.name,
    inbound_nodes: calls.map((call) => callConfig(graph, call)),
  };
}

function callConfig(graph: Graph, { layer, inputs, options }: LayerCall): JsonRecord {
  const given = inputs as SymbolicTensors;
  const single = mapLeaves<SymbolicTensor, Json>(given, isSymbolic, (x) => tensorConfig(graph, x));
  const isSpread = layer.argumentNames !== undefined && Array.isArray(single);
  const kwargs = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[toSnakeCase(name), optionConfig(graph, value)] as const],
  );
  return {
    args: (isSpread ? single : [single]) as Json,
    kwargs: Object.fromEntries(kwargs),
  };
}

function optionConfig(graph: Graph, value: unknown): Json {
  if (isSymbolic(value)) return tensorConfig(graph, value);
  if (Array.isArray(value)) return value.map((item) => optionConfig(graph, item));
  return value as Json;
}

function tensorConfig(graph: Graph, x: SymbolicTensor): Json {
  return {
    class_name: '__keras_tensor__',
    config: {
      shape: x.shape,
      dtype: x.dtype,
      keras_history: [x.call.layer.name, graph.callIndexOf(x), x.index],
    },
  };
}

/** Where the graph begins or ends: layer, call and result. */
function endsConfig(
  graph: Graph,
  ends: SymbolicTensors,
  isFunctional: (layer: AnyLayer) => boolean,
): Json {
  return mapLeaves<SymbolicTensor, Json>(ends, isSymbolic, (x) => [
    x.call.layer.name,
    // In Keras, a functional model counts its own graph as its first call, here but not among the calls.
    graph.callIndexOf(x) + (isFunctional(x.call.layer) ? 1 : 0),
    x.index,
  ]) as Json;
}
