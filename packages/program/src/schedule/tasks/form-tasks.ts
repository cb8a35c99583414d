/** Groups operations into tasks: loop work of one level and one space that has to do with each other shares a loop. */

import { shapeSize } from '@myelin/core';
import type { Operation, Value } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import { isLoopWork, spaceKey, spaceSize } from '../iteration-space.ts';
import { levelsOf } from './levels.ts';
import { TaskDraft } from './task-draft.ts';
import { TaskGraph } from './task-graph.ts';

export function formTasks(flow: Dataflow): TaskGraph {
  const levels = levelsOf(flow);
  const drafts: TaskDraft[] = [];
  const groups = new Map<string, Operation[]>();
  for (const operation of flow.operations) {
    if (!isLoopWork(operation)) {
      drafts.push(new TaskDraft(flow, operation));
      continue;
    }
    const key = `${levels.get(operation)} ${spaceKey(operation)}`;
    const group = groups.get(key);
    if (group) group.push(operation);
    else groups.set(key, [operation]);
  }
  for (const group of groups.values()) {
    for (const part of connectedParts(flow, group)) {
      drafts.push(new TaskDraft(flow, undefined, part));
    }
  }
  return new TaskGraph(flow, drafts);
}

/**
 * Operations that read each other or the same elements belong together. Others would only crowd each other out of the
 * cache, such as the updates of two weights of one shape.
 */
function connectedParts(
  flow: Dataflow,
  group: readonly Operation[],
): Iterable<readonly Operation[]> {
  const leaders = new Map<unknown, unknown>();
  const leaderOf = (one: unknown): unknown => {
    const next = leaders.get(one) ?? one;
    return next === one ? one : leaderOf(next);
  };
  for (const operation of group) {
    for (const value of [...operation.inputs, ...operation.outputs]) {
      const root = flow.rootOf(value);
      if (connects(root, operation)) leaders.set(leaderOf(root), leaderOf(operation));
    }
  }
  const parts = new Map<unknown, Operation[]>();
  for (const operation of group) {
    const leader = leaderOf(operation);
    const part = parts.get(leader);
    if (part) part.push(operation);
    else parts.set(leader, [operation]);
  }
  return parts.values();
}

/** What has an element for each place of the loop, and is no constant. */
const connects = (root: Value, operation: Operation): boolean =>
  root.origin.kind !== 'constant' && shapeSize(root.shape) === spaceSize(operation);
