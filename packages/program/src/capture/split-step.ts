/**
 * Divides a step and its derivative into what a loop forward does and what a loop backward does, and chooses what the first
 * keeps for the second.
 *
 * What the derivative needs of the way forward is kept, but for what light operations make of other things that are kept
 * or there anyway: those are done again. (Cf. Chen et al. 2016, "Training deep nets with sublinear memory cost", and the
 * partitioning of jax's `linearize`: its residuals.)
 */

import type { Operation, Value } from '../ir/program.ts';

export interface JointStep {
  /** In an order in which everything is made before it is used. */
  readonly operations: readonly Operation[];
  /** Inputs that are known on the way back only. */
  readonly given: readonly Value[];
  /** Results of the way forward. */
  readonly made: readonly Value[];
  /** Results of the way back. */
  readonly wanted: readonly Value[];
  /** Inputs that are there on the way back as well, without keeping them. */
  readonly free: readonly Value[];
  /** Results of the way forward that are kept in any case. */
  readonly kept: readonly Value[];
}

export interface SplitStep {
  readonly forward: readonly Operation[];
  readonly backward: readonly Operation[];
  /** What the way back needs of the way forward: inputs that are not free, and results. */
  readonly residuals: readonly Value[];
}

/** Operations that cost no more than to load what they make. */
const light: ReadonlySet<string> = new Set([
  ...['Abs', 'Neg', 'Relu', 'Step', 'Cast', 'LogicalNot', 'Select', 'BroadcastTo', 'Reshape'],
  ...['Add', 'Sub', 'Multiply', 'Maximum', 'Minimum', 'Sign', 'Slice', 'Identity'],
  ...['Equal', 'NotEqual', 'Less', 'LessEqual', 'Greater', 'GreaterEqual'],
  ...['LogicalAnd', 'LogicalOr'],
]);

export function splitStep(step: JointStep): SplitStep {
  const makers = new Map<Value, Operation>();
  for (const operation of step.operations) {
    for (const output of operation.outputs) makers.set(output, operation);
  }
  const backward = dependentOn(step.given, step.operations);
  const needed = leadingTo(step.wanted, step.operations, (operation) => backward.has(operation));
  const free = new Set(step.free);
  const isFree = (value: Value): boolean => value.origin.kind === 'constant' || free.has(value);
  const given = new Set(step.given);
  const border = new Set<Value>();
  const cross = (value: Value): void => {
    const maker = makers.get(value);
    const isThere = (maker && backward.has(maker)) || given.has(value) || isFree(value);
    if (!isThere) border.add(value);
  };
  for (const operation of needed) for (const input of operation.inputs) cross(input);
  for (const value of step.wanted) cross(value);
  const again = repeated(border, step, makers, isFree);
  const work = new Set([...needed, ...again]);
  return {
    forward: leadingTo([...step.made, ...border], step.operations, () => true),
    backward: step.operations.filter((operation) => work.has(operation)),
    residuals: [...border],
  };
}

/** Takes out of the border what is made again, and returns the operations that do. */
function repeated(
  border: Set<Value>,
  { kept, operations }: JointStep,
  makers: ReadonlyMap<Value, Operation>,
  isFree: (value: Value) => boolean,
): ReadonlySet<Operation> {
  const again = new Set<Operation>();
  const there = new Set([...border, ...kept]);
  const position = new Map(operations.map((operation, i) => [operation, i]));
  const latestFirst = [...border]
    .flatMap((value) => {
      const maker = makers.get(value);
      return maker ? [{ value, maker }] : [];
    })
    .sort((a, b) => (position.get(b.maker) ?? 0) - (position.get(a.maker) ?? 0));
  for (const { value, maker } of latestFirst) {
    if (kept.includes(value)) continue;
    const done = new Set<Operation>();
    const isThere = (input: Value): boolean =>
      isFree(input) || (input !== value && there.has(input)) || canRepeat(input);
    const canRepeat = (input: Value): boolean => {
      const operation = makers.get(input);
      if (!operation || !light.has(operation.kernel)) return false;
      if (!operation.inputs.every(isThere)) return false;
      done.add(operation);
      return true;
    };
    if (!light.has(maker.kernel) || !maker.inputs.every(isThere)) continue;
    for (const operation of [maker, ...done]) again.add(operation);
    border.delete(value);
    there.delete(value);
  }
  // What is made again may need things that are kept in any case, but were not asked for before.
  for (const operation of again) {
    for (const input of operation.inputs) {
      const inner = makers.get(input);
      if (!isFree(input) && !(inner && again.has(inner))) border.add(input);
    }
  }
  return again;
}

/** Operations that depend on some values. */
function dependentOn(
  values: readonly Value[],
  operations: readonly Operation[],
): ReadonlySet<Operation> {
  const reached = new Set<Value>(values);
  const found = new Set<Operation>();
  for (const operation of operations) {
    if (!operation.inputs.some((input) => reached.has(input))) continue;
    found.add(operation);
    for (const output of operation.outputs) reached.add(output);
  }
  return found;
}

/** Operations that some values depend on, in order; those that do not pass are not followed. */
function leadingTo(
  values: readonly Value[],
  operations: readonly Operation[],
  passes: (operation: Operation) => boolean,
): readonly Operation[] {
  const needed = new Set<Value>(values);
  const found: Operation[] = [];
  for (const operation of [...operations].reverse()) {
    if (!passes(operation) || !operation.outputs.some((output) => needed.has(output))) continue;
    found.push(operation);
    for (const input of operation.inputs) needed.add(input);
  }
  return found.reverse();
}
