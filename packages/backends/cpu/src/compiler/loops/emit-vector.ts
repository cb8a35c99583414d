/** The code for four neighboring elements of a loop's space: loads, operations in order, stores. */

import type { Operation } from '@myelin/program';
import type { TaskContext } from '../tasks/task-context.ts';
import { emitElementwise } from '../vector-math/emit-elementwise.ts';
import { emitMultiplyAdd, emitNegatedMultiplyAdd } from '../vector-math/multiply-add.ts';
import { float32, int32 } from '../wasm/bytes.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { Cursors } from './cursors.ts';
import { type LoopBody, type Source, type Step, useCounts } from './loop-body.ts';

export interface VectorOptions {
  readonly f: FunctionBuilder;
  readonly context: TaskContext;
  readonly body: LoopBody;
  readonly cursors: Cursors;
  /** Operands that are in variables already, by their keys. */
  readonly pinned: ReadonlyMap<string, Local>;
  /** How many of the four elements count. */
  readonly lanes: number;
  /** Takes a value into a reduction. */
  take(reduction: number, value: Local): void;
}

export function emitVector(options: VectorOptions): void {
  const { f, body, cursors, pinned, lanes, take } = options;
  const { steps, reducedMemory } = body;
  const left = useCounts([...steps, ...reducedMemory.map(({ source }) => ({ sources: [source] }))]);
  const held = new Map<string, Local>();

  const get = (source: Source): Local => {
    if (source.kind === 'constant') return constantLocal(f, source);
    const known = pinned.get(source.key) ?? held.get(source.key);
    if (known) return known;
    if (source.kind === 'step') throw new RangeError('a result is used before it is made');
    cursors.load(source.access);
    const local = f.local('v128');
    f.set(local);
    held.set(source.key, local);
    return local;
  };
  const drop = (source: Source): void => {
    if (source.kind === 'constant') return;
    const uses = (left.get(source.key) ?? 0) - 1;
    left.set(source.key, uses);
    const local = held.get(source.key);
    if (uses > 0 || !local) return;
    f.release(local);
    held.delete(source.key);
  };
  /** Operands whose memory is about to be overwritten are read before. */
  const saveFrom = (address: number, later: readonly Source[]): void => {
    for (const source of later) {
      if (source.kind === 'memory' && source.access.address === address) get(source);
    }
  };
  const later = (after: number): Source[] => [
    ...steps.slice(after + 1).flatMap(({ sources }) => sources),
    ...reducedMemory.map(({ source }) => source),
  ];

  for (const [i, step] of steps.entries()) {
    emitStep(options, step, step.sources.map(get));
    for (const source of step.sources) drop(source);
    const result = f.local('v128');
    f.set(result);
    if (step.target) {
      saveFrom(step.target.address, later(i));
      cursors.store(step.target, result, lanes);
    }
    for (const reduction of step.feeds) take(reduction, result);
    if ((left.get(step.key) ?? 0) > 0) held.set(step.key, result);
    else f.release(result);
  }
  for (const { reduction, source } of reducedMemory) {
    take(reduction, get(source));
    drop(source);
  }
}

function emitStep({ f, context }: VectorOptions, step: Step, operands: readonly Local[]): void {
  const { operation, multiplies } = step;
  const [a, b, c] = operands;
  if (multiplies && a && b && c) {
    const emit = multiplies === 'add' ? emitMultiplyAdd : emitNegatedMultiplyAdd;
    emit(f, a, b, c, context);
  } else if (isMoved(operation)) {
    // Broadcast or cut by the way it is loaded; joined by the way it is stored; random numbers are made by now.
    if (a) f.get(a);
  } else {
    emitElementwise(f, operation, operands, context);
  }
}

const moving: ReadonlySet<string> = new Set(['BroadcastTo', 'Philox', 'Slice', 'Concat']);

/** Whether the result is the operand as it is. */
const isMoved = ({ kernel }: Operation): boolean => moving.has(kernel);

function constantLocal(
  f: FunctionBuilder,
  { constant, dtype }: Source & { kind: 'constant' },
): Local {
  const value = constant.kind === 'fill' ? constant.value : 0;
  if (dtype === 'float32') return f.constant(float32(value));
  return f.constant(int32(dtype === 'bool' ? (value === 0 ? 0 : -1) : value));
}
