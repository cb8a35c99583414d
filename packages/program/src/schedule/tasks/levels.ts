/**
 * Levels: how many barriers lie on the longest way from the inputs to an operation.
 *
 * A barrier is what must be whole before anyone can read it: the result of a contraction, of a reduction, of an
 * operation by itself, or of a loop over other rows. Loop work of one level and one space can share a loop, and
 * since every way leads to higher levels, or to larger spaces on the same level, sharing makes no circles.
 */

import { shapeSize } from '@myelin/core';
import { isContraction, isElementwise } from '../../ir/primitives.ts';
import type { Operation, Value } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import { isLoopWork, spaceKey, spaceSize } from '../iteration-space.ts';
import { isSliceInPlace } from '../moves-in-place.ts';

export type Levels = ReadonlyMap<Operation, number>;

/** Levels of all operations but aliases, with work sunk to where it is wanted. */
export function levelsOf(flow: Dataflow): Levels {
  const natural = naturalLevels(flow);
  const fixed = new Set<Operation>();
  for (;;) {
    const levels = sink(flow, natural, fixed);
    const unwise = flow.operations.filter(
      (operation) =>
        levels.get(operation) !== natural.get(operation) &&
        !saves(flow, operation, levels, natural),
    );
    if (unwise.length === 0) return levels;
    for (const operation of unwise) fixed.add(operation);
  }
}

/** Barriers between an operation and a reader of its result: 0 or 1. */
function barrier(maker: Operation, reader: Operation): number {
  if (!isElement(maker) || isSliceInPlace(reader)) return 1;
  if (!isLoopWork(reader) || spaceKey(maker) === spaceKey(reader)) return 0;
  return spaceSize(maker) < spaceSize(reader) ? 0 : 1;
}

/** Whether each element of the result can be used as soon as it is there. */
const isElement = (operation: Operation): boolean =>
  isElementwise(operation) || isSliceInPlace(operation);

function naturalLevels(flow: Dataflow): Levels {
  const levels = new Map<Operation, number>();
  for (const operation of flow.operations) {
    let level = 0;
    for (const input of operation.inputs) {
      const maker = flow.makerOf(input);
      if (maker) level = Math.max(level, (levels.get(maker) ?? 0) + barrier(maker, operation));
    }
    levels.set(operation, level);
  }
  return levels;
}

/** Moves element-wise work, last first, to the level of its first reader, unless it is `fixed`. */
function sink(flow: Dataflow, natural: Levels, fixed: ReadonlySet<Operation>): Levels {
  const levels = new Map(natural);
  for (const operation of [...flow.operations].reverse()) {
    const result = operation.outputs[0];
    if (!result || !canSink(flow, operation, result) || fixed.has(operation)) continue;
    let latest = Number.POSITIVE_INFINITY;
    for (const reader of flow.readersOf(result)) {
      latest = Math.min(latest, (levels.get(reader) ?? 0) - barrier(operation, reader));
    }
    if (latest < Number.POSITIVE_INFINITY) levels.set(operation, latest);
  }
  return levels;
}

/**
 * Random numbers cost more than to store and load them, and where they are drawn early, what uses them is light enough
 * to follow a contraction.
 */
const canSink = (flow: Dataflow, operation: Operation, result: Value): boolean =>
  isElement(operation) &&
  operation.kernel !== 'Philox' &&
  !flow.isOutput(result) &&
  [...flow.readersOf(result)].every(isLoopWork);

/** Whether sinking keeps nothing in memory that would not be there anyway. */
function saves(flow: Dataflow, operation: Operation, levels: Levels, natural: Levels): boolean {
  if (isSliceInPlace(operation)) return true;
  return operation.inputs.every((input) => {
    const root = flow.rootOf(input);
    const maker = flow.makerOf(root);
    if (!maker || shapeSize(root.shape) < spaceSize(operation)) return true;
    const sinksAlong =
      isElement(maker) &&
      levels.get(maker) !== natural.get(maker) &&
      levels.get(maker) === levels.get(operation);
    return sinksAlong || isStored(flow, root, levels, natural);
  });
}

/** Whether a result is in memory even if those that sink do not read it. */
function isStored(flow: Dataflow, root: Value, levels: Levels, natural: Levels): boolean {
  const maker = flow.makerOf(root);
  if (!maker || flow.isOutput(root)) return true;
  const staying = [...flow.readersOf(root)].filter(
    (reader) => levels.get(reader) === natural.get(reader),
  );
  if (isElement(maker)) {
    return staying.some(
      (reader) =>
        !isLoopWork(reader) ||
        levels.get(reader) !== levels.get(maker) ||
        spaceKey(reader) !== spaceKey(maker),
    );
  }
  // The result of a contraction may stay in registers, for the loop after it.
  if (!isContraction(maker)) return true;
  const loops = new Set(staying.map((reader) => `${levels.get(reader)} ${spaceKey(reader)}`));
  return loops.size > 1 || staying.some((reader) => !isLoopWork(reader));
}
