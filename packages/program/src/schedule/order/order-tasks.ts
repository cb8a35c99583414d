/**
 * Puts tasks in an order in which everything is written before it is read, and a state is overwritten only when all who
 * want its old value have read it.
 *
 * Where no order allows a state to be overwritten in place, its next value is kept in working memory and copied in the end.
 */

import { shapeSize } from '@myelin/core';
import type { Value } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import { isUnchanged } from '../materialize-outputs.ts';
import type { Task } from '../schedule.ts';
import type { TaskAccess } from './task-access.ts';
import { accessOf, isLoopResult } from './task-access.ts';

export interface OrderedTasks {
  readonly tasks: readonly OrderedTask[];
  /** Next values of states that cannot be written in place, by the names of the states. */
  readonly late: ReadonlyMap<string, Value>;
}

export interface OrderedTask extends TaskAccess {
  readonly task: Task;
}

interface Node extends OrderedTask {
  /** Tasks that must be done before. */
  readonly after: Set<Node>;
}

export function orderTasks(flow: Dataflow, tasks: readonly Task[]): OrderedTasks {
  const nodes: Node[] = tasks.map((task) => ({ task, ...accessOf(flow, task), after: new Set() }));
  const writers = new Map<Value, Node>();
  for (const node of nodes) for (const value of node.writes) writers.set(value, node);
  for (const node of nodes) {
    for (const value of node.reads.keys()) {
      const writer = writers.get(value);
      if (writer) node.after.add(writer);
    }
  }
  const late = addOverwriting(flow, nodes, writers);
  const lateValues = new Set(late.values());
  const isWorking = (value: Value): boolean =>
    writers.has(value) && (!flow.isOutput(value) || lateValues.has(value));
  return { tasks: sortNodes(nodes, isWorking), late };
}

/** Makes those that overwrite a state wait for those that read it, where that is possible. */
function addOverwriting(
  flow: Dataflow,
  nodes: readonly Node[],
  writers: ReadonlyMap<Value, Node>,
): ReadonlyMap<string, Value> {
  const late = new Map<string, Value>();
  const inputs = new Map<string, Value>();
  for (const value of flow.program.inputs) {
    if (value.origin.kind === 'input') inputs.set(value.origin.input.name, value);
  }
  for (const output of flow.program.outputs) {
    const next = flow.rootOf(output.value);
    if (output.role !== 'state' || isUnchanged(output, next)) continue;
    const state = inputs.get(output.name);
    const writer = writers.get(next);
    if (!state || !writer) continue;
    const readers = nodes.filter((node) => node !== writer && node.reads.has(state));
    const inPlace = writer.reads.get(state);
    const isSafe = inPlace === undefined || (inPlace && isLoopResult(writer.task, next));
    if (isSafe && !anyComesAfter(readers, writer)) {
      for (const reader of readers) writer.after.add(reader);
    } else {
      late.set(output.name, next);
    }
  }
  return late;
}

/** Whether one of the tasks must wait, directly or not, for another. */
function anyComesAfter(nodes: readonly Node[], other: Node): boolean {
  const seen = new Set<Node>();
  const open = [...nodes];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === other) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...next.after);
  }
  return false;
}

/** Of the tasks that could be next, the one that frees most memory; then the one whose operands are the newest. */
function sortNodes(nodes: readonly Node[], isWorking: (value: Value) => boolean): readonly Node[] {
  const order: Node[] = [];
  const doneAt = new Map<Node, number>();
  const readersLeft = new Map<Value, number>();
  for (const { reads } of nodes) {
    for (const value of reads.keys()) readersLeft.set(value, (readersLeft.get(value) ?? 0) + 1);
  }
  const bytes = ({ shape }: Value): number => 4 * shapeSize(shape);
  const freed = ({ reads, writes }: Node): number => {
    let total = 0;
    for (const value of reads.keys()) {
      if (isWorking(value) && readersLeft.get(value) === 1) total += bytes(value);
    }
    for (const value of writes) if (isWorking(value)) total -= bytes(value);
    return total;
  };
  const newest = ({ after }: Node): number =>
    Math.max(-1, ...[...after].map((node) => doneAt.get(node) ?? -1));

  const followers = new Map<Node, Node[]>();
  const left = new Map<Node, number>();
  for (const node of nodes) {
    left.set(node, node.after.size);
    for (const before of node.after) {
      const list = followers.get(before);
      if (list) list.push(node);
      else followers.set(before, [node]);
    }
  }
  const ready = new Set(nodes.filter(({ after }) => after.size === 0));
  while (ready.size > 0) {
    const best = bestOf(ready, freed, newest);
    ready.delete(best);
    doneAt.set(best, order.length);
    order.push(best);
    for (const value of best.reads.keys()) {
      readersLeft.set(value, (readersLeft.get(value) ?? 1) - 1);
    }
    for (const follower of followers.get(best) ?? []) {
      const waits = (left.get(follower) ?? 1) - 1;
      left.set(follower, waits);
      if (waits === 0) ready.add(follower);
    }
  }
  return order;
}

/** The node of the highest first mark; among equals, of the highest second one. */
function bestOf(
  nodes: ReadonlySet<Node>,
  first: (node: Node) => number,
  second: (node: Node) => number,
): Node {
  const marked = [...nodes].map((node) => ({ node, marks: [first(node), second(node)] as const }));
  return marked.reduce((best, next) => {
    const [a, b] = [best.marks, next.marks];
    return b[0] > a[0] || (b[0] === a[0] && b[1] > a[1]) ? next : best;
  }).node;
}
