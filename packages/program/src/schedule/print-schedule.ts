/** Tasks in words, for people. */

import type { Operation, ProgramOutput, Value } from '../ir/program.ts';
import { operationsOf } from './order/task-access.ts';
import type {
  ContractionTask,
  LoopTask,
  ScanTask,
  Schedule,
  SingleTask,
  Task,
} from './schedule.ts';

/**
 * One line that says what a task does: `loop 784×128: 9 operations → kernel, m_kernel`,
 * `matmul 32×784×128 + Add Relu`, `single MaxPool 32×26×26×8 → 32×13×13×8`.
 *
 * @param outputs - Outputs of the program, of which those are named that the task makes.
 */
export function describeTask(task: Task, outputs: readonly ProgramOutput[] = []): string {
  const operations = describe(task);
  const made = new Set(operationsOf(task).flatMap((operation) => operation.outputs));
  const names = outputs.filter(({ value }) => made.has(value)).map(({ name }) => name);
  return names.length > 0 ? `${operations} → ${names.join(', ')}` : operations;
}

/** All tasks, a line each, and what memory they take. */
export function printSchedule({ program, tasks, memory }: Schedule): string {
  const lines = tasks.map((task, i) => `${i} ${describeTask(task, program.outputs)}`);
  const late = memory.lateStates.map(({ name }) => `copied in the end: ${name}`);
  const head = `${program.name}: ${tasks.length} tasks, ${memory.workingBytes} bytes of working memory`;
  return [head, ...lines, ...late].join('\n');
}

function describe(task: Task): string {
  if (task.kind === 'loop') return loop(task);
  if (task.kind === 'scan') return scan(task);
  return task.kind === 'contraction' ? contraction(task) : single(task);
}

/** `scan of 100: matmul 64×128×512 + Add; loop 64×128: 13 operations`. */
function scan({ operation, step }: ScanTask): string {
  const tasks = step.tasks.map((task) => describeTask(task));
  return `scan of ${operation.attributes.length}: ${tasks.join('; ')}`;
}

function loop({ space, operations, reductions }: LoopTask): string {
  const count = operations.length;
  const work = count === 1 ? (operations[0]?.kernel ?? '') : `${count} operations`;
  const parts = count > 0 ? [work] : [];
  for (const { kernel, outputs } of reductions) parts.push(`${kernel} to ${size(outputs[0])}`);
  return `loop ${space.length > 0 ? space.join('×') : '1'}: ${parts.join(', ')}`;
}

function contraction({ contraction: core, epilogue }: ContractionTask): string {
  const after = epilogue.map(({ kernel }) => ` ${kernel}`).join('');
  return `${core.kernel === 'BatchMatMul' ? product(core) : windows(core)}${after && ` +${after}`}`;
}

/** `matmul 32×784×128`: rows, inner size, columns, after the batch if there is one. */
function product({ inputs, outputs, attributes }: Operation): string {
  const shape = outputs[0]?.shape ?? [];
  const inner = inputs[0]?.shape.at(attributes.transposeA === true ? -2 : -1) ?? 0;
  return `matmul ${[...shape.slice(0, -1), inner, shape.at(-1)].join('×')}`;
}

const windows = ({ kernel, inputs, outputs }: Operation): string =>
  `${kernel} ${inputs.map(size).join(' by ')} → ${size(outputs[0])}`;

const single = ({ operation: { kernel, inputs, outputs } }: SingleTask): string =>
  `single ${kernel} ${size(inputs[0])} → ${outputs.map(size).join(', ')}`;

const size = (value: Value | undefined): string =>
  value && value.shape.length > 0 ? value.shape.join('×') : '1';
