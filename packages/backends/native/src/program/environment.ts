/** Where the values of a program lie, or of the step of a loop in those of the program around. */

import { shapeSize } from '@myelin/core';
import {
  bodyOf,
  type Operation,
  rootsOf,
  type ScanTask,
  type Schedule,
  scanParts,
  type Value,
} from '@myelin/program';
import type { SerializedPlace } from './serialized.ts';
import type { SlotTable } from './slot-table.ts';

export interface Environment {
  /** How many loops are around. */
  readonly depth: number;
  /** Slot of the number of the step, if anyone reads it. */
  readonly index?: number | undefined;
  /** Offset of the working memory of the step of a loop. */
  workingOf(loop: Operation): number;
  rootOf(value: Value): Value;
  /** Undefined for values that stay in registers. */
  findPlace(value: Value): SerializedPlace | undefined;
  /** The place of a value that has one. */
  placeOf(value: Value): SerializedPlace;
  stateOf(name: string): SerializedPlace;
}

/** Places of inputs, states and results, by name. */
interface NamedPlaces {
  readonly depth: number;
  readonly working: number;
  readonly index?: number | undefined;
  state(name: string): SerializedPlace;
  input(name: string): SerializedPlace;
  result(name: string): SerializedPlace;
}

/** Inputs, states and results have slots of their own. */
export function programEnvironment(schedule: Schedule, slots: SlotTable): Environment {
  const { program } = schedule;
  const inputs = new Map(program.inputs.map((value) => [nameOf(value), value]));
  const outputs = new Map(program.outputs.map(({ name, value }) => [name, value]));
  const begin = (slot: number): SerializedPlace => ({ slot, offset: 0 });
  // Memory that is handed over comes in the order of inputs and results, read or not.
  const all = {
    depth: 0,
    working: 0,
    state: (name: string) => begin(slots.state(name, known(outputs.get(name) ?? inputs.get(name)))),
    input: (name: string) => {
      const value = known(inputs.get(name));
      if (value.origin.kind !== 'input') throw new RangeError(`${name} is no input`);
      return begin(slots.input(value.origin.input, value));
    },
    result: (name: string) => begin(slots.result(name, known(outputs.get(name)))),
  };
  for (const value of program.inputs) {
    if (value.origin.kind === 'input' && value.origin.input.role !== 'state')
      all.input(nameOf(value));
  }
  for (const { name, role } of program.outputs) if (role === 'result') all.result(name);
  return environment(schedule, slots, all);
}

/**
 * The states of a step are what the loop carries, its inputs what the loop is given, its results the results of all
 * steps; its working memory is a part of that around.
 */
export function stepEnvironment(
  task: ScanTask,
  around: Environment,
  slots: SlotTable,
): Environment {
  const { operation, step } = task;
  const { carried, sequences } = scanParts(operation);
  const body = bodyOf(operation);
  const inputs = new Map(body.inputs.map((value, i) => [nameOf(value), i]));
  const outputs = new Map(body.outputs.map(({ name }, i) => [name, i]));
  const indexValue = known(body.inputs.at(-1));
  const isIndexed = step.program.operations.some(({ inputs: read }) => read.includes(indexValue));
  const index = isIndexed ? slots.index() : undefined;
  const { depth } = around;
  const moving = (place: SerializedPlace, { shape }: Value): SerializedPlace => ({
    ...place,
    moves: [...(place.moves ?? []), { depth, stride: 4 * shapeSize(shape) }],
  });
  const outerResult = (name: string): SerializedPlace =>
    around.placeOf(known(operation.outputs[outputs.get(name) ?? -1]));
  return environment(step, slots, {
    depth: depth + 1,
    working: around.workingOf(operation),
    index,
    state: outerResult,
    input: (name) => {
      if (index !== undefined && name === nameOf(indexValue)) return { slot: index, offset: 0 };
      const i = inputs.get(name) ?? -1;
      const place = around.placeOf(known(operation.inputs[i]));
      const isEntry = i >= carried.length && i < carried.length + sequences.length;
      return isEntry ? moving(place, known(body.inputs[i])) : place;
    },
    result: (name) =>
      moving(outerResult(name), known(body.outputs[outputs.get(name) ?? -1]?.value)),
  });
}

function environment(
  { program, memory }: Schedule,
  slots: SlotTable,
  named: NamedPlaces,
): Environment {
  const roots = rootsOf(program);
  const findPlace = (value: Value): SerializedPlace | undefined => {
    const place = memory.places.get(value);
    if (!place) return undefined;
    switch (place.kind) {
      case 'working':
        return { slot: slots.working, offset: named.working + place.offset };
      case 'constant':
        return { slot: slots.constant(place.value), offset: 0 };
      default:
        return named[place.kind](place.name);
    }
  };
  return {
    depth: named.depth,
    index: named.index,
    workingOf: (loop) => named.working + known(memory.steps.get(loop)),
    rootOf: (value) => roots.get(value) ?? value,
    findPlace,
    placeOf: (value) => known(findPlace(value)),
    stateOf: (name) => named.state(name),
  };
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new RangeError('the schedule names what it does not have');
  return found;
}

const nameOf = ({ origin }: Value): string => (origin.kind === 'input' ? origin.input.name : '');
