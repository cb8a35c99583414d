/** Every kind of task that can be compiled, and what compiles it. */

import type { ScanTask, SingleTask, Task } from '@myelin/program';
import { contractionEmitter } from './contractions/contraction-emitter.ts';
import { loopEmitter } from './loops/loop-emitter.ts';
import { singleEmitters } from './singles/single-emitters.ts';
import type { TaskEmitter } from './tasks/task-context.ts';
import { windowEmitters } from './windows/window-emitters.ts';

const byKernel: Readonly<Record<string, TaskEmitter<SingleTask>>> = {
  ...singleEmitters,
  ...windowEmitters,
};

/** What compiles a task; undefined for kernels that nobody compiles. */
export function emitterOf(task: Task): TaskEmitter<Task> | undefined {
  switch (task.kind) {
    case 'loop':
      return loopEmitter as TaskEmitter<Task>;
    case 'contraction':
      return contractionEmitter as TaskEmitter<Task>;
    case 'single':
      return byKernel[task.operation.kernel] as TaskEmitter<Task> | undefined;
    // A loop is compiled task by task.
    case 'scan':
      return undefined;
  }
}

/** Tasks, and those of the steps of loops in place of the loops. */
export function innermostTasks(tasks: readonly Task[]): readonly Exclude<Task, ScanTask>[] {
  return tasks.flatMap((task) => (task.kind === 'scan' ? innermostTasks(task.step.tasks) : [task]));
}

/** Rough number of multiply-adds or element visits of tasks. */
export function workOf(tasks: readonly Task[]): number {
  return tasks.reduce((sum, task) => {
    if (task.kind !== 'scan') return sum + (emitterOf(task)?.work(task) ?? 0);
    return sum + Number(task.operation.attributes.length) * workOf(task.step.tasks);
  }, 0);
}

/** Why a task cannot be compiled; undefined if it can. */
export function refusalOf(task: Task): string | undefined {
  const emitter = emitterOf(task);
  return emitter ? emitter.refusal(task) : 'there is no WebAssembly for this kernel';
}
