/** Calling layers on symbolic tensors: shapes are computed, weights are made, values are not. */

import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import type { AnyLayer } from '../layer/layer-types.ts';
import type { Shape } from '../shapes/shape.ts';
import { isPlainRecord } from '../structure/plain-values.ts';
import { leavesOf, mapLeaves, type Structure } from '../structure/structure.ts';
import { isShape } from '../structure/tensors.ts';
import { type LayerCall, symbolicIn } from './layer-call.ts';
import {
  isSymbolic,
  resolveSymbolic,
  type SymbolicDataType,
  SymbolicTensor,
  type SymbolicTensors,
} from './symbolic-tensor.ts';

/** Whether a layer is called to become part of a graph: symbolic tensors stand among its arguments. */
export function isSymbolicCall(inputs: unknown, options: object): boolean {
  return symbolicIn(resolveSymbolic([inputs, options])).length > 0;
}

/**
 * Puts a layer behind symbolic tensors.
 *
 * @throws {@link ArgumentError} values stand beside symbolic tensors.
 */
export function connect(
  layer: AnyLayer,
  given: unknown,
  givenOptions: Readonly<Record<string, unknown>>,
): SymbolicTensors {
  const inputs = requireSymbolic(layer, resolveSymbolic(given));
  layer.requireCallArguments(givenOptions);
  const options = resolveSymbolic(givenOptions) as Readonly<Record<string, unknown>>;
  const shapes = mapLeaves<SymbolicTensor, Shape>(inputs, isSymbolic, ({ shape }) => shape);
  const isFirst = !layer.isBuilt;
  layer.buildFor(shapes);
  const output = layer.outputShape(shapes, options);
  const types = layer.outputTypes(leavesOf(inputs, isSymbolic).map(({ dtype }) => dtype));
  return recordCall({ layer, inputs, options, isFirst }, output, types);
}

type CallParts = Pick<LayerCall, 'layer' | 'inputs' | 'options' | 'isFirst'>;

/** A node of the graph, noted by its layer, and the symbolic tensors that it gives. */
export function recordCall(
  parts: CallParts,
  shapes: Structure<Shape>,
  types: readonly SymbolicDataType[],
): SymbolicTensors {
  const call = newCall(parts, shapes, types);
  call.layer.calls.push(call);
  return call.outputs;
}

let calls = 0;

/** A node of a graph that its layer does not note. */
export function newCall(
  parts: CallParts,
  shapes: Structure<Shape>,
  types: readonly SymbolicDataType[],
): LayerCall {
  let index = 0;
  const call = { ...parts, number: calls++ } as {
    -readonly [Key in keyof LayerCall]: LayerCall[Key];
  };
  call.outputs = mapLeaves<Shape, SymbolicTensor>(shapes, isShape, (shape) => {
    const dtype = types[index] ?? types.at(-1) ?? 'float32';
    const origin = { call, index: index++ };
    return new SymbolicTensor(parts.layer.name, [null, ...shape.slice(1)], dtype, origin);
  });
  return call;
}

function requireSymbolic(layer: AnyLayer, inputs: unknown): SymbolicTensors {
  let stranger: unknown;
  const check = (value: unknown): boolean => {
    if (isSymbolic(value)) return true;
    if (Array.isArray(value) && value.length > 0) return value.every(check);
    if (isPlainRecord(value) && Object.keys(value).length > 0) {
      return Object.values(value).every(check);
    }
    stranger = value;
    return false;
  };
  if (check(inputs)) return inputs as SymbolicTensors;
  throw new ArgumentError({
    where: `${layer.className} "${layer.name}"`,
    problem: `all inputs must be symbolic where one is, received ${describe(stranger)} beside them`,
    fix: 'pass new Input({ shape }) or what layers made of it; for a constant use a Lambda layer',
  });
}
