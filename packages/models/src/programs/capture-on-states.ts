/** Captures computations whose states are cells. */

import {
  currentLayerScope,
  type StandIns,
  type StateCell,
  type Tensor,
  withStandIns,
} from '@myelin/core';
import {
  type CapturedOutput,
  CaptureError,
  captureProgram,
  type InputDeclaration,
  type Program,
} from '@myelin/program';

/** A state under the name that it has in a session. */
export interface NamedState {
  readonly name: string;
  readonly cell: StateCell;
}

export interface CapturedStep {
  readonly program: Program;
  /** All states that it reads, those outside of the model included. */
  readonly states: readonly NamedState[];
}

/** Tensors of inputs, by name. */
export type Given = Readonly<Record<string, Tensor>>;

/** Tensors of states, in their order. */
export function pick(states: readonly NamedState[], given: Given): Tensor[] {
  return states.map(({ name }) => given[name] as Tensor);
}

/** Outputs for the states that are not what they were. */
export function changedStates(
  states: readonly NamedState[],
  given: Given,
  values: readonly Tensor[],
): CapturedOutput[] {
  return states.flatMap(({ name }, i) => {
    const tensor = values[i] as Tensor;
    return tensor === given[name] ? [] : [{ role: 'state', name, tensor } as const];
  });
}

/**
 * Captures a computation on states. States that it reads and that were not named, such as weights of another model in a
 * loss, become states of the program too: their values may change between runs.
 */
export function captureOnStates(
  name: string,
  inputs: readonly InputDeclaration[],
  named: readonly NamedState[],
  compute: (given: Given, nameOf: (cell: StateCell) => string) => CapturedOutput[],
): CapturedStep {
  const states = [...named];
  for (;;) {
    const known = states.length;
    try {
      const declared = [...inputs, ...states.map(stateInput)];
      const program = captureProgram({
        name,
        inputs: declared,
        compute: (given) =>
          withStandIns(standInsOf(name, states, given), () => compute(given, nameIn(states))),
      });
      return { program, states };
    } catch (error) {
      if (states.length === known) throw error;
    }
  }
}

/** Answers with the tensors of states; one that has none is put on the list. */
function standInsOf(program: string, states: NamedState[], given: Given): StandIns {
  const known = new Map(states.map(({ name, cell }) => [cell, name]));
  return {
    valueOf: (cell: StateCell): Tensor => {
      const standIn = given[known.get(cell) ?? ''];
      if (standIn) return standIn;
      states.push({ name: `${cell.name} (${numberOf(cell)})`, cell });
      throw new Error(`state ${cell.name} is met for the first time`);
    },
    onMade: (cell: StateCell): void => {
      const scope = currentLayerScope();
      throw new CaptureError({
        where: `capture of ${program}`,
        problem: `weight "${cell.name}" is made inside the step${scope && ` in layer "${scope}"`}`,
        fix: 'make weights in `build`, and name the layers inside a layer in `sublayers`',
        scope,
      });
    },
  };
}

/** Names of states that are known. */
function nameIn(states: readonly NamedState[]): (cell: StateCell) => string {
  return (cell) => states.find((state) => state.cell === cell)?.name ?? cell.name;
}

const numbers = new WeakMap<StateCell, number>();
let lastNumber = 0;

/** Another one for each state, the same in all programs. */
function numberOf(cell: StateCell): number {
  const number = numbers.get(cell) ?? ++lastNumber;
  numbers.set(cell, number);
  return number;
}

const stateInput = ({ name, cell }: NamedState): InputDeclaration => ({
  name,
  role: 'state',
  shape: cell.shape,
  dtype: cell.dtype,
});
