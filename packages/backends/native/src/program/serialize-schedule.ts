/** From a schedule to what the engine takes: every value gets a number and, where it lies in memory, an address. */

import { shapeSize } from '@myelin/core';
import {
  compressibleInputs,
  type Operation,
  type ScanTask,
  type Schedule,
  scanParts,
  type Task,
  type Value,
} from '@myelin/program';
import { type Environment, programEnvironment, stepEnvironment } from './environment.ts';
import type {
  Copy,
  SerializedOperation,
  SerializedProgram,
  SerializedScan,
  SerializedTask,
} from './serialized.ts';
import { SlotTable } from './slot-table.ts';
import { ValueTable } from './value-table.ts';

export interface SerializedSchedule {
  /** A {@link SerializedProgram} as JSON. */
  readonly text: string;
  /** Elements of the constants that are not the same number everywhere. */
  readonly constants: Uint32Array;
}

/** @param isExternal - Whether inputs and results are memory that is handed over with each run, in this order. */
export function serializeSchedule(
  schedule: Schedule,
  { isExternal = false }: { readonly isExternal?: boolean } = {},
): SerializedSchedule {
  const { program, memory } = schedule;
  const slots = new SlotTable(memory.workingBytes, compressibleInputs(program), isExternal);
  const environment = programEnvironment(schedule, slots);
  const values = new ValueTable();
  const serializer = new Serializer(slots, values);
  const tasks = serializer.tasks(schedule.tasks, environment);
  const late = memory.lateStates.map(({ name, value }) => ({
    from: environment.placeOf(value),
    to: environment.stateOf(name),
    words: shapeSize(value.shape),
  }));
  const batch = program.inputs.find(
    ({ origin }) => origin.kind === 'input' && origin.input.role === 'batch',
  );
  const batchRows = isExternal ? 0 : (batch?.shape[0] ?? 0);
  const { name } = program;
  const all: SerializedProgram = {
    name,
    slots: slots.slots,
    values: values.values,
    tasks,
    late,
    batchRows,
  };
  return { text: JSON.stringify(all, withoutLosses), constants: slots.constants() };
}

class Serializer {
  readonly #slots: SlotTable;
  readonly #values: ValueTable;

  constructor(slots: SlotTable, values: ValueTable) {
    this.#slots = slots;
    this.#values = values;
  }

  tasks(tasks: readonly Task[], environment: Environment): readonly SerializedTask[] {
    return tasks.map((task) => this.#task(task, environment));
  }

  #task(task: Task, environment: Environment): SerializedTask {
    const operations = (all: readonly Operation[]): SerializedOperation[] =>
      all.map((operation) => this.#operation(operation, environment));
    switch (task.kind) {
      case 'loop':
        return {
          kind: 'loop',
          space: task.space,
          operations: operations(task.operations),
          reductions: operations(task.reductions),
        };
      case 'contraction':
        return {
          kind: 'contraction',
          contraction: this.#operation(task.contraction, environment),
          epilogue: operations(task.epilogue),
        };
      case 'single':
        return { kind: 'single', operation: this.#operation(task.operation, environment) };
      case 'scan':
        return this.#scan(task, environment);
    }
  }

  #scan(task: ScanTask, around: Environment): SerializedScan {
    const { operation, step } = task;
    const { carried, length, reverse } = scanParts(operation);
    const environment = stepEnvironment(task, around, this.#slots);
    const copy = (from: Value, to: Value): Copy => ({
      from: around.placeOf(from),
      to: around.placeOf(to),
      words: shapeSize(to.shape),
    });
    return {
      kind: 'scan',
      length,
      reverse,
      ...(environment.index !== undefined && { index: environment.index }),
      first: carried.map(({ initial, final }) => copy(initial, final)),
      tasks: this.tasks(step.tasks, environment),
      last: step.memory.lateStates.map(({ name, value }) => ({
        from: environment.placeOf(value),
        to: environment.stateOf(name),
        words: shapeSize(value.shape),
      })),
    };
  }

  #operation(operation: Operation, environment: Environment): SerializedOperation {
    const { kernel, inputs, outputs, attributes } = operation;
    const numbers = (values: readonly Value[]): number[] =>
      values.map((value) => this.#values.number(value, environment));
    return { kernel, inputs: numbers(inputs), outputs: numbers(outputs), attributes };
  }
}

/** JSON knows no infinities; the engine reads them as words. */
function withoutLosses(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
