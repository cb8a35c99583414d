import { shapeSize } from '@myelin/core';
import type { Value } from '../../ir/program.ts';
import type { OrderedTask } from '../order/order-tasks.ts';
import { isLoopResult } from '../order/task-access.ts';

/** A piece of working memory: values that lie in it one after the other, each made from the one before, in place. */
export interface Block {
  readonly values: Value[];
  readonly bytes: number;
  /** Number of the task that writes the first value. */
  readonly from: number;
  /** Number of the last task that reads the last one. */
  to: number;
}

/**
 * Blocks for values that have no place of their own.
 *
 * @param isWorking - Whether a value lies in working memory.
 * @param isKept - Whether a value is needed after all tasks.
 */
export function blocksOf(
  tasks: readonly OrderedTask[],
  isWorking: (value: Value) => boolean,
  isKept: (value: Value) => boolean,
): readonly Block[] {
  const lastRead = new Map<Value, number>();
  for (const [i, { reads }] of tasks.entries()) {
    for (const value of reads.keys()) lastRead.set(value, i);
  }
  const blocks: Block[] = [];
  const blockOf = new Map<Value, Block>();
  for (const [i, { task, reads, writes }] of tasks.entries()) {
    const dying = [...reads].flatMap(([value, inPlace]) => {
      const block = blockOf.get(value);
      return inPlace && block && block.to === i && !isKept(value) ? [block] : [];
    });
    for (const value of writes) {
      if (!isWorking(value)) continue;
      const bytes = 4 * shapeSize(value.shape);
      const to = isKept(value) ? tasks.length : (lastRead.get(value) ?? i);
      const reused = isLoopResult(task, value)
        ? dying.find((block) => block.bytes === bytes)
        : undefined;
      if (reused) {
        dying.splice(dying.indexOf(reused), 1);
        reused.values.push(value);
        reused.to = to;
        blockOf.set(value, reused);
        continue;
      }
      const block: Block = { values: [value], bytes, from: i, to };
      blocks.push(block);
      blockOf.set(value, block);
    }
  }
  return blocks;
}
