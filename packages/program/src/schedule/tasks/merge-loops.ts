/** Loops over one space become one where that saves reading something again, or where they are too small to be worth a task. */

import { shapeSize } from '@myelin/core';
import { isReduction } from '../../ir/primitives.ts';
import type { Value } from '../../ir/program.ts';
import { isConcatInPlace, isSliceInPlace } from '../moves-in-place.ts';
import type { TaskDraft } from './task-draft.ts';
import type { TaskGraph } from './task-graph.ts';

/** Elements up to which a loop costs about as much as starting it. */
const smallSpace = 4096;

/** Operations beyond which a loop keeps too many values at a time. */
const maxOperations = 64;

export function mergeLoops(graph: TaskGraph): void {
  const bySpace = new Map<string, TaskDraft[]>();
  for (const draft of graph.drafts) {
    if (!draft.isLoop) continue;
    const key = draft.space.join('×');
    const group = bySpace.get(key);
    if (group) group.push(draft);
    else bySpace.set(key, [draft]);
  }
  for (const loops of bySpace.values()) mergeGroup(graph, loops);
}

function mergeGroup(graph: TaskGraph, loops: readonly TaskDraft[]): void {
  for (const [i, first] of loops.entries()) {
    for (const second of loops.slice(i + 1)) {
      if (!graph.has(first) || !graph.has(second)) continue;
      if (isWorthwhile(graph, first, second) && isPossible(graph, first, second)) {
        graph.join(first, second);
      }
    }
  }
}

function isWorthwhile(graph: TaskGraph, a: TaskDraft, b: TaskDraft): boolean {
  if (a.operations.length + b.operations.length > maxOperations) return false;
  const size = shapeSize(a.space);
  if (size <= smallSpace) return true;
  const elements = elementsOf(graph, a, size);
  for (const root of elementsOf(graph, b, size)) if (elements.has(root)) return true;
  return false;
}

/** What a loop reads or makes for each of its places. The next value of a state is the state: it is written over it. */
function elementsOf({ flow }: TaskGraph, draft: TaskDraft, size: number): ReadonlySet<Value> {
  const values = draft.operations.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
  const roots = values.map((value) => flow.stateBefore(value) ?? flow.rootOf(value));
  return new Set(
    roots.filter(({ origin, shape }) => origin.kind !== 'constant' && shapeSize(shape) === size),
  );
}

function isPossible(graph: TaskGraph, a: TaskDraft, b: TaskDraft): boolean {
  return !readsWhole(graph, a, b) && !readsWhole(graph, b, a) && graph.canJoin(a, b);
}

/** Whether a loop reads something of another that is there only when that one is done. */
function readsWhole({ flow }: TaskGraph, reader: TaskDraft, { operations }: TaskDraft): boolean {
  const made = new Set(operations);
  return reader.operations.some((operation) =>
    operation.inputs.some((input) => {
      const maker = flow.makerOf(input);
      if (!maker || !made.has(maker)) return false;
      return isReduction(maker) || isConcatInPlace(maker) || isSliceInPlace(operation);
    }),
  );
}
