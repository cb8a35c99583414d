/**
 * Runs the tasks of a schedule in order on real memory, where the plan puts everything.
 *
 * Places that overlap while both are needed, and tasks in a wrong order, show up as wrong numbers: memory holds
 * nonsense in the beginning, and is handed over as bytes.
 */

import { NdArray, shapeSize, tensor, tidy } from '@myelin/core';
import { interpret } from '../src/interpreter/interpret.ts';
import type { Operation, Program, Value } from '../src/ir/program.ts';
import { bodyOf, scanParts } from '../src/ir/scan-operation.ts';
import { Dataflow } from '../src/schedule/dataflow.ts';
import { operationsOf } from '../src/schedule/order/task-access.ts';
import type { Place, ScanTask, Schedule } from '../src/schedule/schedule.ts';

type Elements = Float32Array | Int32Array;

/** All states and results after one run, by name. */
export function interpretSchedule(
  schedule: Schedule,
  inputs: Readonly<Record<string, NdArray>>,
): ReadonlyMap<string, Elements> {
  const memory = new Memory(schedule, inputs);
  const flow = new Dataflow(schedule.program);
  for (const task of schedule.tasks) {
    if (task.kind === 'scan') runScan(task, schedule, memory);
    else tidy(() => runTask(flow, operationsOf(task), schedule, memory));
  }
  for (const { name, value } of schedule.memory.lateStates) {
    memory.write({ kind: 'state', name }, value, memory.read(placeOf(schedule, value), value));
  }
  return new Map(
    schedule.program.outputs.map(({ name, role, value }) => [
      name,
      memory.read({ kind: role, name }, value),
    ]),
  );
}

function placeOf({ memory }: Schedule, value: Value): Place {
  const place = memory.places.get(value);
  if (!place) throw new Error(`no place for ${value.dtype}[${value.shape}]`);
  return place;
}

function runTask(
  flow: Dataflow,
  operations: readonly Operation[],
  schedule: Schedule,
  memory: Memory,
): void {
  const inside = new Set(operations.flatMap(({ outputs }) => outputs));
  const given = new Map<Value, Value>();
  const numbers: Record<string, ReturnType<typeof tensor>> = {};
  const fromMemory = (value: Value): Value => {
    const known = given.get(value);
    if (known) return known;
    const name = `${given.size}`;
    const input: Value = { ...value, origin: { kind: 'input', input: { name, role: 'batch' } } };
    given.set(value, input);
    const elements = memory.read(placeOf(schedule, value), value);
    numbers[name] = tensor(Array.from(elements), value.dtype, value.shape);
    return input;
  };
  const all: Operation[] = [];
  const operand = (value: Value): Value => {
    const root = flow.rootOf(value);
    if (value.origin.kind === 'constant') return value;
    if (!inside.has(root)) return fromMemory(value);
    if (value === root) return value;
    const known = given.get(value);
    if (known) return known;
    const { shape } = value;
    const alias: Value = { ...value };
    all.push({
      kernel: 'Reshape',
      inputs: [root],
      inputNames: ['x'],
      attributes: { shape },
      outputs: [alias],
      scope: '',
    });
    given.set(value, alias);
    return alias;
  };
  for (const operation of operations) {
    const operands = operation.inputs.map(operand);
    all.push({ ...operation, inputs: operands });
  }
  const stored = [...inside].filter((value) => schedule.memory.places.has(value));
  const program: Program = {
    name: 'task',
    inputs: [...given.values()].filter(({ origin }) => origin.kind === 'input'),
    operations: all,
    outputs: stored.map((value, i) => ({ name: `out ${i}`, role: 'result', value })),
  };
  const made = interpret(program, numbers);
  for (const [i, value] of stored.entries()) {
    const result = made.get(`out ${i}`);
    if (result) memory.write(placeOf(schedule, value), value, result.dataSync() as Elements);
  }
}

/** The schedule of the step for each step, on memory of its own that holds nonsense in the beginning. */
function runScan({ operation, step }: ScanTask, schedule: Schedule, memory: Memory): void {
  const { inputs } = bodyOf(operation);
  const parts = scanParts(operation);
  const read = (value: Value): Elements => memory.read(placeOf(schedule, value), value);
  const given: Record<string, NdArray> = {};
  const hand = (inner: Value | undefined, elements: ArrayLike<number>): void => {
    if (inner?.origin.kind !== 'input') throw new Error('not an input');
    const kept = inner.dtype === 'float32' ? new Float32Array(elements) : new Int32Array(elements);
    given[inner.origin.input.name] = new NdArray(kept, inner.shape);
  };
  for (const { initial, before } of parts.carried) hand(before, read(initial));
  for (const { inner, outer } of parts.constants) hand(inner, read(outer));
  const stacks = parts.stacked.map(({ outer }) => ({ outer, elements: [] as Elements[] }));
  for (let i = 0; i < parts.length; i++) {
    const t = parts.reverse ? parts.length - 1 - i : i;
    for (const { inner, outer } of parts.sequences) {
      const size = shapeSize(inner.shape);
      hand(inner, read(outer).subarray(t * size, (t + 1) * size));
    }
    hand(inputs.at(-1), [t]);
    const made = [...interpretSchedule(step, given).values()];
    for (const [k, { before }] of parts.carried.entries()) hand(before, made[k] as Elements);
    for (const [k, { elements }] of stacks.entries()) {
      elements[t] = made[parts.carried.length + k] as Elements;
    }
  }
  for (const { before, final } of parts.carried) {
    const name = before.origin.kind === 'input' ? before.origin.input.name : '';
    memory.write(placeOf(schedule, final), final, given[name]?.data as Elements);
  }
  for (const { outer, elements } of stacks) {
    const all = elements.flatMap((one) => Array.from(one));
    memory.write(placeOf(schedule, outer), outer, new Float64Array(all) as unknown as Elements);
  }
}

class Memory {
  readonly #working: ArrayBuffer;
  readonly #named = new Map<string, ArrayBuffer>();

  constructor({ program, memory }: Schedule, inputs: Readonly<Record<string, NdArray>>) {
    this.#working = nonsense(memory.workingBytes);
    for (const value of program.inputs) {
      if (value.origin.kind !== 'input') continue;
      const { name, role } = value.origin.input;
      const place: Place = { kind: role === 'state' ? 'state' : 'input', name };
      const array = inputs[name];
      if (array) this.write(place, value, array.data as unknown as Elements);
    }
  }

  read(place: Place, { shape, dtype }: Value): Elements {
    const size = shapeSize(shape);
    if (place.kind === 'constant') return constantElements(place.value, size);
    const [buffer, offset] = this.#at(place, size);
    const bytes = buffer.slice(offset, offset + 4 * size);
    if (dtype === 'float32') return new Float32Array(bytes);
    const elements = new Int32Array(bytes);
    return dtype === 'bool' ? elements.map((element) => (element === 0 ? 0 : 1)) : elements;
  }

  write(place: Place, { shape, dtype }: Value, elements: Elements): void {
    const size = shapeSize(shape);
    const [buffer, offset] = this.#at(place, size);
    if (dtype === 'float32') {
      new Float32Array(buffer, offset, size).set(elements);
      return;
    }
    const kept =
      dtype === 'bool' ? Array.from(elements, (element) => (element ? -1 : 0)) : elements;
    new Int32Array(buffer, offset, size).set(kept);
  }

  #at(place: Place, size: number): readonly [ArrayBuffer, number] {
    if (place.kind === 'working') return [this.#working, place.offset];
    if (place.kind === 'constant') throw new Error('constants are not written');
    const key = `${place.kind} ${place.name}`;
    const buffer = this.#named.get(key) ?? nonsense(4 * size);
    this.#named.set(key, buffer);
    return [buffer, 0];
  }
}

function nonsense(bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer(Math.ceil(bytes / 4) * 4);
  new Float32Array(buffer).fill(Number.NaN);
  return buffer;
}

function constantElements({ origin, dtype }: Value, size: number): Elements {
  if (origin.kind !== 'constant') throw new Error('not a constant');
  const { constant } = origin;
  if (constant.kind === 'elements') return constant.elements;
  const make = dtype === 'float32' ? Float32Array : Int32Array;
  return new make(size).fill(constant.value);
}
