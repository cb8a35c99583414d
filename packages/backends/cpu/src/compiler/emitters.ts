/** Every kind of task that can be compiled, and what compiles it. */

import type { SingleTask, Task } from '@myelin/program';
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
  }
}

/** Why a task cannot be compiled; undefined if it can. */
export function refusalOf(task: Task): string | undefined {
  const emitter = emitterOf(task);
  return emitter ? emitter.refusal(task) : 'there is no WebAssembly for this kernel';
}
