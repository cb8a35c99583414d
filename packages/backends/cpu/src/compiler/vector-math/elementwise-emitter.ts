import type { Operation } from '@myelin/program';
import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';

/** What element-wise code needs to know of its surroundings. */
export type ElementwiseContext = Pick<TaskContext, 'relaxedMadd' | 'hostFunction'>;

/** Leaves the result for four elements on the stack. */
export type UnaryEmitter = (
  f: FunctionBuilder,
  x: Local,
  context: ElementwiseContext,
  operation: Operation,
) => void;

/** Leaves the result for four pairs of elements on the stack. */
export type BinaryEmitter = (
  f: FunctionBuilder,
  a: Local,
  b: Local,
  context: ElementwiseContext,
  operation: Operation,
) => void;

export type UnaryTable = Readonly<Record<string, UnaryEmitter>>;
export type BinaryTable = Readonly<Record<string, BinaryEmitter>>;
