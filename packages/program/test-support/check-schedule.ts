/** The promises of a schedule, checked without running it. */

import { shapeSize } from '@myelin/core';
import { isContraction, isElementwise, isReduction } from '../src/ir/primitives.ts';
import type { Operation, Value } from '../src/ir/program.ts';
import { Dataflow } from '../src/schedule/dataflow.ts';
import { isConcatInPlace, isSliceInPlace } from '../src/schedule/moves-in-place.ts';
import { operationsOf } from '../src/schedule/order/task-access.ts';
import type { Place, Schedule, Task } from '../src/schedule/schedule.ts';

/** What is wrong with a schedule, one sentence each. */
export function problemsOf(schedule: Schedule): readonly string[] {
  const problems: string[] = [];
  const { program, tasks, memory } = schedule;
  const flow = new Dataflow(program);
  const taskOf = new Map<Operation, number>();
  for (const [i, task] of tasks.entries()) {
    for (const operation of operationsOf(task)) {
      if (taskOf.has(operation)) problems.push(`${operation.kernel} is in two tasks`);
      taskOf.set(operation, i);
    }
    problems.push(...shapeProblems(flow, task).map((problem) => `task ${i}: ${problem}`));
  }
  for (const operation of flow.operations) {
    if (!taskOf.has(operation)) problems.push(`${operation.kernel} is in no task`);
  }
  // What lies where: the value that a place holds before each task.
  const late = new Set(memory.lateStates.map(({ name }) => name));
  const ranges: { value: Value; from: number; to: number; place: Place }[] = [];
  for (const value of allRoots(flow)) {
    const place = memory.places.get(value);
    const maker = flow.makerOf(value);
    const from = maker ? (taskOf.get(maker) ?? 0) : -1;
    let to = from;
    for (const reader of flow.readersOf(value)) {
      const at = taskOf.get(reader) ?? 0;
      if (at < from) problems.push(`${reader.kernel} reads before ${maker?.kernel} writes`);
      if (at > from && !place && value.origin.kind !== 'constant') {
        problems.push(`${maker?.kernel} is read by another task and has no place`);
      }
      to = Math.max(to, at);
    }
    for (const { name, role, value: output } of program.outputs) {
      if (flow.rootOf(output) !== value) continue;
      to = tasks.length;
      const home = place && 'name' in place && place.name === name && place.kind === role;
      const isLate = role === 'state' && late.has(name);
      const unchanged = value.origin.kind === 'input' && value.origin.input.name === name;
      if (!home && !isLate && !unchanged) problems.push(`output ${name} lies elsewhere`);
    }
    if (place && place.kind !== 'constant') ranges.push({ value, from, to, place });
    if (place?.kind === 'working') {
      if (place.offset % 64 !== 0) problems.push(`a place begins at ${place.offset}`);
      const end = place.offset + bytesOf(value) + 64;
      if (end > memory.workingBytes) problems.push('a place ends beyond the working memory');
    }
  }
  for (const [i, a] of ranges.entries()) {
    for (const b of ranges.slice(i + 1)) {
      if (!overlap(a, b)) continue;
      const [first, second] = a.from <= b.from ? [a, b] : [b, a];
      if (first.to < second.from) continue;
      const task = tasks[second.from];
      const isInPlace =
        first.to === second.from &&
        first.from < second.from &&
        samePlace(a.place, b.place) &&
        task?.kind === 'loop' &&
        readsInPlace(flow, task, first.value, second.value);
      if (!isInPlace) {
        problems.push(
          `${name(flow, a.value)} and ${name(flow, b.value)} overlap at task ${second.from}`,
        );
      }
    }
  }
  return problems;
}

const name = (flow: Dataflow, value: Value): string =>
  flow.makerOf(value)?.kernel ??
  (value.origin.kind === 'input' ? value.origin.input.name : 'a constant');

const bytesOf = ({ shape }: Value): number => 4 * shapeSize(shape);

function allRoots(flow: Dataflow): readonly Value[] {
  const made = flow.operations.flatMap(({ outputs }) => outputs);
  const read = flow.operations.flatMap(({ inputs }) => inputs.map((input) => flow.rootOf(input)));
  return [...new Set([...flow.program.inputs, ...made, ...read])];
}

const samePlace = (a: Place, b: Place): boolean =>
  a.kind === 'working' && b.kind === 'working'
    ? a.offset === b.offset
    : 'name' in a && 'name' in b && a.name === b.name;

function overlap(a: { value: Value; place: Place }, b: { value: Value; place: Place }): boolean {
  if (a.place.kind === 'working' && b.place.kind === 'working') {
    const [endA, endB] = [a, b].map(
      ({ value, place }) => (place.kind === 'working' ? place.offset : 0) + bytesOf(value) + 64,
    ) as [number, number];
    return a.place.offset < endB && b.place.offset < endA;
  }
  return a.place.kind === b.place.kind && samePlace(a.place, b.place);
}

/** Whether a loop reads `old` only where it writes `next`, and has as many elements of it. */
function readsInPlace(flow: Dataflow, task: Task, old: Value, next: Value): boolean {
  if (task.kind !== 'loop' || shapeSize(old.shape) !== shapeSize(next.shape)) return false;
  if (!task.operations.some(({ outputs }) => outputs.includes(next))) return false;
  const readers = operationsOf(task).filter(({ inputs }) =>
    inputs.some((input) => flow.rootOf(input) === old),
  );
  return readers.every(
    (reader) =>
      isElementwise(reader) && shapeSize(reader.outputs[0]?.shape ?? []) === shapeSize(old.shape),
  );
}

function shapeProblems(flow: Dataflow, task: Task): readonly string[] {
  const problems: string[] = [];
  if (task.kind === 'single') {
    const { kernel } = task.operation;
    const isOther = ![isElementwise, isReduction, isContraction].some((is) => is(task.operation));
    return isOther ? [] : [`${kernel} is no single task`];
  }
  if (task.kind === 'contraction') {
    const shape = `${task.contraction.outputs[0]?.shape}`;
    for (const { kernel, outputs } of task.epilogue) {
      if (`${outputs[0]?.shape}` !== shape) problems.push(`${kernel} has another shape`);
    }
    return problems;
  }
  if (task.kind === 'scan') return problemsOf(task.step);
  const space = task.space.join();
  const compact = (value: Value | undefined): string =>
    (value?.shape ?? []).filter((size) => size !== 1).join();
  for (const operation of task.operations) {
    const isMove = isSliceInPlace(operation) || isConcatInPlace(operation);
    if (!isElementwise(operation) && !isMove)
      problems.push(`${operation.kernel} is not element-wise`);
    const value = isConcatInPlace(operation) ? operation.inputs[0] : operation.outputs[0];
    if (compact(value) !== space) problems.push(`${operation.kernel} is not of the space`);
  }
  for (const { kernel, inputs } of task.reductions) {
    if (compact(inputs[0]) !== space) problems.push(`${kernel} reduces another space`);
  }
  const reduced = new Set(task.reductions);
  for (const operation of operationsOf(task)) {
    for (const input of operation.inputs) {
      const maker = flow.makerOf(input);
      if (maker && reduced.has(maker))
        problems.push(`${operation.kernel} reads a reduction of its task`);
    }
  }
  return problems;
}
