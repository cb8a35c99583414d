/** Graphs made from the form of Keras's files. It may come from anywhere: nothing in it is trusted. */

import {
  type AnyLayer,
  connect,
  describe,
  deserialize,
  isSymbolic,
  type Json,
  type JsonRecord,
  leavesOf,
  SerializationError,
  type Structure,
  type SymbolicTensor,
  type SymbolicTensors,
  symbolicValue,
  toCamelCase,
} from '@myelin/core';
import { statedOptions } from './call-options.ts';
import type { GraphEnds } from './cut-graph.ts';
import { Operation, operationInputs } from './operations/operation.ts';

export interface FunctionalParts extends GraphEnds {
  readonly name: string;
  readonly trainable: boolean;
}

/** One call that waits for its inputs. */
type PendingCall = { readonly layer: AnyLayer; readonly node: Json };

/**
 * @param isFunctional - Whether a layer is a model with a graph: in Keras its graph counts as its first call.
 * @throws {@link SerializationError} the form is damaged, or the graph has a gap or a circle.
 */
export function graphFromConfig(
  config: JsonRecord,
  isFunctional: (layer: AnyLayer) => boolean,
): FunctionalParts {
  const { name, trainable = true, layers, input_layers: inputs, output_layers: outputs } = config;
  if (!Array.isArray(layers))
    throw damaged(`\`layers\` must be a list, received ${describe(layers)}`);
  const made = new Map<string, AnyLayer>();
  const results = new Map<AnyLayer, SymbolicTensors[]>();
  let pending: PendingCall[] = [];
  for (const form of layers) {
    const layer = layerOf(form);
    if (made.has(layer.name)) throw damaged(`two layers have the name "${layer.name}"`);
    made.set(layer.name, layer);
    const ofInput = symbolicValue in layer ? [layer[symbolicValue] as SymbolicTensor] : [];
    results.set(layer, ofInput);
    for (const node of nodesOf(form)) pending.push({ layer, node });
  }
  const find = (history: Json, first = 0): SymbolicTensor | undefined => {
    const [which, call, place] = requireHistory(history);
    const layer = made.get(which);
    if (!layer) throw damaged(`a call takes the result of layer "${which}", which is not there`);
    const shift = first === 1 && isFunctional(layer) ? 1 : 0;
    const found = results.get(layer)?.[call - shift];
    return found && leavesOf(found, isSymbolic)[place];
  };
  while (pending.length > 0) {
    const blocked = new Set<AnyLayer>();
    const waiting: PendingCall[] = [];
    for (const one of pending) {
      // The calls of a layer are numbered in their order.
      const isDone = !blocked.has(one.layer) && replay(one, find, results);
      if (isDone) continue;
      blocked.add(one.layer);
      waiting.push(one);
    }
    if (waiting.length === pending.length) {
      throw damaged(
        `the calls of ${waiting.map(({ layer }) => `"${layer.name}"`).join(', ')} wait for one another`,
      );
    }
    pending = waiting;
  }
  const ends = (value: Json | undefined, option: string): SymbolicTensors =>
    endsOf(value, (history) => {
      const found = find(history, 1);
      if (found) return found;
      throw damaged(`\`${option}\` names ${JSON.stringify(history)}, which is not there`);
    });
  return {
    name: typeof name === 'string' ? name : 'functional',
    trainable: trainable !== false,
    inputs: ends(inputs, 'input_layers'),
    outputs: ends(outputs, 'output_layers'),
  };
}

/** Calls a layer as the file says; false if an input is not there yet. */
function replay(
  { layer, node }: PendingCall,
  find: (history: Json) => SymbolicTensor | undefined,
  results: ReadonlyMap<AnyLayer, SymbolicTensors[]>,
): boolean {
  let isMissing = false;
  const read = (value: Json): unknown => {
    if (Array.isArray(value)) return value.map(read);
    if (!isRecord(value)) return value;
    if (value.class_name === '__keras_tensor__') {
      const found = find(isRecord(value.config) ? (value.config.keras_history ?? null) : null);
      if (!found) isMissing = true;
      return found;
    }
    if (typeof value.class_name === 'string' && value.class_name !== '__slice__') {
      throw damaged(
        `a call of "${layer.name}" holds a \`${value.class_name}\`, which is not supported`,
      );
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item)]));
  };
  const { args, kwargs } = Array.isArray(node) ? legacyCall(node, find) : modernCall(node);
  const given = Array.isArray(node) ? args : args.map((value) => read(value as Json));
  const options = Object.entries(statedOptions(layer, kwargs, node)).map(
    ([key, value]) => [key, nullsAsUndefined(read(value))] as const,
  );
  if (isMissing || given.includes(undefined)) return false;
  const { inputs, rest } = inputsOf(layer, given, options);
  results.get(layer)?.push(connect(layer, inputs, rest));
  return true;
}

/** What is given as one input, or, for layers that take several arguments, as several. */
function inputsOf(
  layer: AnyLayer,
  given: readonly unknown[],
  options: readonly (readonly [string, unknown])[],
): { inputs: unknown; rest: Readonly<Record<string, unknown>> } {
  if (layer instanceof Operation) {
    const all = [...given, ...options.map(([, value]) => value)];
    const { inputs, pattern } = operationInputs(all, isSymbolic);
    return { inputs, rest: { pattern } };
  }
  const names = layer.argumentNames;
  if (!names) {
    if (given.length !== 1) {
      throw damaged(`a call of "${layer.name}" must have one argument, received ${given.length}`);
    }
    return { inputs: given[0], rest: camelCased(options) };
  }
  const named = new Map(options);
  const inputs = [...given, ...names.slice(given.length).flatMap((one) => named.get(one) ?? [])];
  return { inputs, rest: camelCased(options.filter(([key]) => !names.includes(key))) };
}

/** Masks that are not there are null in files. */
function nullsAsUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullsAsUndefined);
  if (isSymbolic(value) || !isRecord(value)) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, nullsAsUndefined(item)]),
  );
}

function camelCased(
  options: readonly (readonly [string, unknown])[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(options.map(([key, value]) => [toCamelCase(key), value]));
}

function modernCall(node: Json): { args: readonly unknown[]; kwargs: JsonRecord } {
  if (isRecord(node)) {
    const { args = [], kwargs = {} } = node;
    if (Array.isArray(args) && isRecord(kwargs)) return { args, kwargs };
  }
  throw damaged(`a call must have args and kwargs, received ${describe(node)}`);
}

/** A call as Keras 2 wrote it: a list of layer, call, result and further arguments. */
function legacyCall(
  node: readonly Json[],
  find: (history: Json) => SymbolicTensor | undefined,
): { args: readonly unknown[]; kwargs: JsonRecord } {
  const inputs = node.map((one) => find(Array.isArray(one) ? one.slice(0, 3) : null));
  const [first] = node;
  const kwargs = Array.isArray(first) && isRecord(first[3]) ? first[3] : {};
  if (inputs.includes(undefined)) return { args: [undefined], kwargs };
  return { args: [inputs.length === 1 ? inputs[0] : inputs], kwargs };
}

function layerOf(form: Json): AnyLayer {
  if (!isRecord(form))
    throw damaged(`a layer must be described by an object, received ${describe(form)}`);
  const { module, class_name: operation, config } = form;
  const isOperation = typeof module === 'string' && /^keras\.src\.ops\./.test(module);
  if (!isOperation || !isRecord(config)) return deserialize(form, 'layer');
  const { name, ...settings } = config;
  const given = { operation: String(operation), module, settings };
  return new Operation(
    typeof name === 'string' ? { ...given, name } : given,
  ) as unknown as AnyLayer;
}

function nodesOf(form: Json): readonly Json[] {
  const nodes = isRecord(form) ? (form.inbound_nodes ?? []) : [];
  if (Array.isArray(nodes)) return nodes;
  throw damaged(`\`inbound_nodes\` must be a list, received ${describe(nodes)}`);
}

function requireHistory(history: Json): readonly [layer: string, call: number, place: number] {
  const [layer, call, place] = Array.isArray(history) ? history : [];
  const isIndex = (value: unknown): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (typeof layer === 'string' && isIndex(call) && isIndex(place)) return [layer, call, place];
  throw damaged(`a tensor must be named by layer, call and place, received ${describe(history)}`);
}

/** `["x", 0, 0]`, or lists and records of them; a list of one stands for it alone, as in Keras 2. */
function endsOf(value: Json | undefined, find: (history: Json) => SymbolicTensor): SymbolicTensors {
  if (Array.isArray(value)) {
    if (typeof value[0] === 'string') return find(value);
    return value.map((item) => endsOf(item, find)) as Structure<SymbolicTensor>;
  }
  if (!isRecord(value))
    throw damaged(`inputs and outputs must be named, received ${describe(value)}`);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, endsOf(item, find)]),
  ) as Structure<SymbolicTensor>;
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(problem: string): SerializationError {
  return new SerializationError({
    where: 'Functional',
    problem,
    fix: 'check the file for damage',
  });
}
