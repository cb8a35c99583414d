import type { AnyLayer } from '../layer/layer-types.ts';
import { mapPlain, plainLeaves } from '../structure/plain-values.ts';
import { leavesOf } from '../structure/structure.ts';
import { isSymbolic, type SymbolicTensor, type SymbolicTensors } from './symbolic-tensor.ts';

/** One call of a layer on symbolic tensors: a node of the graph. A layer that is shared has several. */
export interface LayerCall {
  readonly layer: AnyLayer;
  /** What it was called on; undefined for an input, which is where graphs begin. */
  readonly inputs: SymbolicTensors | undefined;
  /** Further arguments of the call. Symbolic tensors may stand among them, alone or in lists. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly outputs: SymbolicTensors;
  /** Whether it was this call that built the layer. */
  readonly isFirst: boolean;
  /** Later calls have higher numbers. */
  readonly number: number;
}

/** All symbolic tensors that a call needs: its inputs, then those among its options. */
export function argumentsOf({ inputs, options }: LayerCall): SymbolicTensor[] {
  const direct = inputs === undefined ? [] : leavesOf(inputs, isSymbolic);
  return [...direct, ...symbolicIn(options)];
}

/** Symbolic tensors anywhere in lists and plain records. */
export function symbolicIn(value: unknown): SymbolicTensor[] {
  return plainLeaves(value).filter(isSymbolic);
}

/** `value` with `change` of each symbolic tensor in lists and plain records. */
export function replaceSymbolic(value: unknown, change: (x: SymbolicTensor) => unknown): unknown {
  return mapPlain(value, (leaf) => (isSymbolic(leaf) ? change(leaf) : leaf));
}
