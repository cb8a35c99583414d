import type { SingleTask } from '@myelin/program';
import type { TaskEmitter } from '../tasks/task-context.ts';

export const windowEmitters: Readonly<Record<string, TaskEmitter<SingleTask>>> = {};
