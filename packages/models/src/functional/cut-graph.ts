/** Models that begin in the middle of another: what lies before their inputs is cut off. */

import {
  isSymbolic,
  type LayerCall,
  leavesOf,
  mapLeaves,
  newCall,
  replaceSymbolic,
  type Shape,
  type SymbolicTensor,
  type SymbolicTensors,
} from '@myelin/core';
import { Input } from './input.ts';
import { orderCalls } from './order-calls.ts';

/** Where a graph begins and ends. */
export interface GraphEnds {
  readonly inputs: SymbolicTensors;
  readonly outputs: SymbolicTensors;
}

/**
 * The same graph with an input layer in the place of each input that is the result of another layer. The layers are shared;
 * their calls are copied, so that those of the other model stay as they are.
 */
export function cutGraph({ inputs, outputs }: GraphEnds): GraphEnds {
  const given = leavesOf(inputs, isSymbolic);
  if (given.every(({ call }) => call.inputs === undefined)) return { inputs, outputs };
  const copies = new Map<SymbolicTensor, SymbolicTensor>();
  const copyOf = (x: SymbolicTensor): SymbolicTensor => copies.get(x) ?? x;
  for (const x of given) {
    if (x.call.inputs === undefined) continue;
    copies.set(x, new Input({ shape: x.shape.slice(1), dtype: x.dtype }).output);
  }
  for (const call of orderCalls(given, leavesOf(outputs, isSymbolic)).calls) {
    if (call.inputs !== undefined) noteCopy(call, copies, copyOf);
  }
  return {
    inputs: mapLeaves(inputs, isSymbolic, copyOf),
    outputs: mapLeaves(outputs, isSymbolic, copyOf),
  };
}

function noteCopy(
  { layer, inputs, options, outputs }: LayerCall,
  copies: Map<SymbolicTensor, SymbolicTensor>,
  copyOf: (x: SymbolicTensor) => SymbolicTensor,
): void {
  const results = leavesOf(outputs, isSymbolic);
  const copy = newCall(
    {
      layer,
      inputs: mapLeaves(inputs as SymbolicTensors, isSymbolic, copyOf),
      options: replaceSymbolic(options, copyOf) as Readonly<Record<string, unknown>>,
      isFirst: false,
    },
    mapLeaves<SymbolicTensor, Shape>(outputs, isSymbolic, ({ shape }) => shape),
    results.map(({ dtype }) => dtype),
  );
  for (const [i, x] of leavesOf(copy.outputs, isSymbolic).entries()) {
    // An input of the model may be one of several results of a call.
    const original = results[i] as SymbolicTensor;
    if (!copies.has(original)) copies.set(original, x);
  }
}
