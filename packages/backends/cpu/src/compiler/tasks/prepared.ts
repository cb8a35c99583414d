import type { Value } from '@myelin/program';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import type { TaskContext } from './task-context.ts';

/**
 * Address of something that is made from a value: once before a loop that leaves the value as it is, else where it is used.
 *
 * @param emit - Writes the code that makes it.
 */
export function prepared(
  f: FunctionBuilder,
  context: TaskContext,
  value: Value,
  bytes: number,
  emit: (f: FunctionBuilder, to: number) => void,
): number {
  const before = context.prepare?.(value, bytes, emit);
  if (before !== undefined) return before;
  const to = context.scratch(bytes);
  emit(f, to);
  return to;
}
