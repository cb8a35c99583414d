/** Graphs in the form of Keras's files. */

import {
  type AnyLayer,
  argumentsOf,
  isSymbolic,
  type Json,
  type JsonRecord,
  type LayerCall,
  leavesOf,
  mapLeaves,
  type SymbolicTensor,
  type SymbolicTensors,
  serialize,
  toSnakeCase,
} from '@myelin/core';
import { usualMode } from './call-options.ts';
import type { Graph } from './graph.ts';
import { Operation, type OperationCall, Place } from './operations/operation.ts';

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

function callConfig(graph: Graph, call: LayerCall): JsonRecord {
  const { layer, inputs, options } = call;
  const given = inputs as SymbolicTensors;
  if (layer instanceof Operation)
    return operationConfig(graph, leavesOf(given, isSymbolic), options);
  const single = mapLeaves<SymbolicTensor, Json>(given, isSymbolic, (x) => tensorConfig(graph, x));
  const usual = isOfOneTensor(call) ? usualMode(layer) : undefined;
  const isSpread = layer.argumentNames !== undefined && Array.isArray(single);
  const kwargs = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[toSnakeCase(name), optionConfig(graph, value)] as const],
  );
  return {
    args: (isSpread ? single : [single]) as Json,
    kwargs: { ...(usual !== undefined && { training: usual }), ...Object.fromEntries(kwargs) },
    // Files of Keras do not tell a mode that was stated from the default of the class.
    ...(options.training !== undefined &&
      usualMode(layer) === options.training && { states_training: true }),
  };
}

/** Only of such calls Keras writes the default of the mode; masks of Keras's own making do not count. */
function isOfOneTensor(call: LayerCall): boolean {
  const given = argumentsOf(call).filter((x) => !(x.call.layer instanceof Operation));
  return given.length === 1;
}

function operationConfig(
  graph: Graph,
  inputs: readonly SymbolicTensor[],
  options: Readonly<Record<string, unknown>>,
): JsonRecord {
  const { pattern } = options as unknown as OperationCall;
  return { args: optionConfig(graph, pattern, inputs), kwargs: {} };
}

/** @param inputs - What the places in the call of an operation stand for. */
function optionConfig(graph: Graph, value: unknown, inputs: readonly SymbolicTensor[] = []): Json {
  if (isSymbolic(value)) return tensorConfig(graph, value);
  if (value instanceof Place) return tensorConfig(graph, inputs[value.index] as SymbolicTensor);
  if (Array.isArray(value)) return value.map((item) => optionConfig(graph, item, inputs));
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [key, optionConfig(graph, item, inputs)]));
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
