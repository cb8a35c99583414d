/** The order of a graph's calls and layers, which is Keras's: by depth, then as a search from the outputs meets them. */

import {
  type AnyLayer,
  ArgumentError,
  argumentsOf,
  type LayerCall,
  type SymbolicTensor,
} from '@myelin/core';

export interface OrderedGraph {
  /** Each after all that it needs. */
  readonly calls: readonly LayerCall[];
  /** In the order in which summaries and files list them. */
  readonly layers: readonly AnyLayer[];
}

/**
 * The calls between inputs and outputs, in order.
 *
 * @throws {@link ArgumentError} an output depends on an input that is not among `inputs`, or two layers have one name.
 * @source Keras 3, `keras.src.ops.function.map_graph`.
 */
export function orderCalls(
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
): OrderedGraph {
  const { calls, places } = callsTo(inputs, outputs);
  const { ofCalls, ofLayers } = depthsOf(calls);
  for (const { call } of inputs) {
    // An input that nothing depends on is part of the model all the same.
    if (call.inputs !== undefined || ofCalls.has(call)) continue;
    ofCalls.set(call, 0);
    ofLayers.set(call.layer, 0);
    places.set(call.layer, -1);
  }
  const layers = [...ofLayers.keys()].sort(
    (a, b) =>
      (ofLayers.get(b) as number) - (ofLayers.get(a) as number) ||
      (places.get(a) as number) - (places.get(b) as number),
  );
  const ordered = [...ofCalls.keys()].sort(
    (a, b) => (ofCalls.get(b) as number) - (ofCalls.get(a) as number),
  );
  requireConnected(inputs, ordered);
  requireUniqueNames(layers);
  return { calls: ordered, layers };
}

/** All calls that outputs need, each after those that it needs, and the order in which their layers are met. */
function callsTo(
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
): { calls: LayerCall[]; places: Map<AnyLayer, number> } {
  const given = new Set(inputs);
  const calls: LayerCall[] = [];
  const places = new Map<AnyLayer, number>();
  const seen = new Set<LayerCall>();
  // A list of what is still to do in place of recursion: graphs may be thousands of calls deep.
  const open = [...outputs].reverse().map((x) => ({ x, isDone: false }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { x, isDone } = next;
    const { call } = x;
    if (isDone) {
      calls.push(call);
      continue;
    }
    if (seen.has(call)) continue;
    // What lies behind a given tensor is not part of the model.
    if (given.has(x) && call.inputs !== undefined) continue;
    seen.add(call);
    if (!places.has(call.layer)) places.set(call.layer, places.size);
    open.push({ x, isDone: true });
    for (const one of argumentsOf(call).reverse()) open.push({ x: one, isDone: false });
  }
  return { calls, places };
}

/** How many calls lie between each call, or layer, and the outputs, at most. */
function depthsOf(calls: readonly LayerCall[]): {
  ofCalls: Map<LayerCall, number>;
  ofLayers: Map<AnyLayer, number>;
} {
  const isInside = new Set(calls);
  const ofCalls = new Map<LayerCall, number>();
  const ofLayers = new Map<AnyLayer, number>();
  for (const call of [...calls].reverse()) {
    const depth = Math.max(ofCalls.get(call) ?? 0, ofLayers.get(call.layer) ?? 0);
    ofCalls.set(call, depth);
    ofLayers.set(call.layer, depth);
    for (const { call: before } of argumentsOf(call)) {
      if (isInside.has(before)) ofCalls.set(before, Math.max(depth + 1, ofCalls.get(before) ?? 0));
    }
  }
  return { ofCalls, ofLayers };
}

/** Every input layer in the graph is one of the model's. */
function requireConnected(inputs: readonly SymbolicTensor[], calls: readonly LayerCall[]): void {
  const known = new Set(inputs.map(({ call }) => call));
  const stray = calls.find((call) => call.inputs === undefined && !known.has(call));
  if (!stray) return;
  throw new ArgumentError({
    where: 'Model',
    problem: `the \`outputs\` depend on the input "${stray.layer.name}", which is not among the \`inputs\` (${inputs.map(({ name }) => `"${name}"`).join(', ')})`,
    fix: 'add it to `inputs`, or take outputs that do not need it',
  });
}

function requireUniqueNames(layers: readonly AnyLayer[]): void {
  const names = new Set<string>();
  for (const { name } of layers) {
    if (names.has(name)) {
      throw new ArgumentError({
        where: 'Model',
        problem: `two layers have the name "${name}", by which files tell them apart`,
        fix: 'give one of them another `name`',
      });
    }
    names.add(name);
  }
}
