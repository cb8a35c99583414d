/** Where the values of a step lie: in those of the program around, and in a part of its working memory. */

import { shapeSize } from '@myelin/core';
import { bodyOf, type ScanTask, scanParts, type Value } from '@myelin/program';
import type { ProgramLayout } from '../program-layout.ts';
import type { Shop } from '../shop.ts';

/** Bytes that lie somewhere else at the end of a step than where they belong. */
export interface Copy {
  readonly value: Value;
  readonly from: number;
  /** May move. */
  readonly to: number;
  readonly bytes: number;
}

export interface StepLayout {
  readonly layout: ProgramLayout;
  /** Where each thread keeps the number of the step; empty if no one reads it. */
  readonly index: readonly number[];
  /** What is copied before the first step. */
  readonly first: readonly Copy[];
  /** What is copied at the end of each step. */
  readonly last: readonly Copy[];
}

export function stepLayout(shop: Shop, task: ScanTask): StepLayout {
  const { module, layout, schedule, depth } = shop;
  const { operation, step } = task;
  const { carried, sequences, stacked } = scanParts(operation);
  const body = bodyOf(operation);
  const { places } = step.memory;
  const move = (address: number, value: Value): number =>
    module.moving.move(address, { parameter: depth, stride: bytesOf(value) });

  const inputs = new Map(body.inputs.map((value, i) => [nameOf(value), i]));
  const results = new Map(body.outputs.map(({ name }, i) => [name, i]));
  const indexValue = body.inputs.at(-1) as Value;
  const indexName = nameOf(indexValue);
  const isIndexed = step.program.operations.some(({ inputs: read }) => read.includes(indexValue));
  const index = isIndexed ? Array.from({ length: layout.threads }, () => layout.reserve(4)) : [];
  const bounced = new Map<string, number>();
  for (const [i, { inner }] of stacked.entries()) {
    if (!canStandInPlace(inner)) bounced.set(`output${i}`, layout.reserve(bytesOf(inner)));
  }
  const working = layout.working + (schedule.memory.steps.get(operation) ?? 0);

  const inputAddress = (name: string, thread: number): number => {
    if (name === indexName) return index[thread] ?? 0;
    const i = inputs.get(name) ?? 0;
    const address = layout.address(operation.inputs[i] as Value, thread);
    const isSlice = i >= carried.length && i < carried.length + sequences.length;
    return isSlice ? move(address, body.inputs[i] as Value) : address;
  };
  const resultAddress = (name: string, thread: number): number => {
    const i = results.get(name) ?? 0;
    const output = operation.outputs[i] as Value;
    return move(layout.address(output, thread), body.outputs[i]?.value as Value);
  };
  const stateAddress = (name: string, thread: number): number =>
    layout.address(operation.outputs[results.get(name) ?? 0] as Value, thread);
  const address = (value: Value, thread: number): number => {
    const place = places.get(value);
    if (!place) throw new RangeError('the value stays in registers and has no place');
    switch (place.kind) {
      case 'working':
        return working + place.offset;
      case 'state':
        return stateAddress(place.name, thread);
      case 'input':
        return inputAddress(place.name, thread);
      case 'result':
        return bounced.get(place.name) ?? resultAddress(place.name, thread);
      case 'constant':
        return layout.constant(place.value);
    }
  };

  const first = carried.map(({ initial, final }) => ({
    value: final,
    from: layout.address(initial, 0),
    to: layout.address(final, 0),
    bytes: bytesOf(final),
  }));
  const late = step.memory.lateStates.map(({ name, value }) => ({
    value,
    from: address(value, 0),
    to: stateAddress(name, 0),
    bytes: bytesOf(value),
  }));
  const apart = stacked.flatMap(({ inner }, i) => {
    const from = bounced.get(`output${i}`);
    if (from === undefined) return [];
    return [{ value: inner, from, to: resultAddress(`output${i}`, 0), bytes: bytesOf(inner) }];
  });
  return {
    layout: { ...layout, address, working },
    index,
    first,
    last: [...late, ...apart],
  };
}

/**
 * Whether the code of tasks can write a value among those of other steps. Vectors and tiles may write a little more than
 * the last row.
 */
const canStandInPlace = ({ shape }: Value): boolean =>
  shapeSize(shape) % 4 === 0 && (shape.at(-1) ?? 1) % 4 === 0;

const bytesOf = ({ shape }: Value): number => 4 * shapeSize(shape);

const nameOf = ({ origin }: Value): string => (origin.kind === 'input' ? origin.input.name : '');
