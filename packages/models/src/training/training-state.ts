/** The state of a training as plain data: what decides how it goes on, and how it is put back. */

import {
  formatShape,
  type Layer,
  NdArray,
  restoreSeedState,
  type SavedState,
  type SeedState,
  type StateCell,
  StateError,
  seedState,
  shapesAgree,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import { nameStates } from '../programs/state-names.ts';

/** A model and how it is trained. */
export interface TrainedParts {
  readonly model: Layer;
  readonly compilation: Compilation;
}

/**
 * Weights, the optimizer's slots and step count, learning rate, and random numbers.
 *
 * @throws {@link StateError} the model is not built, so that there is nothing to save.
 */
export function saveTraining(parts: TrainedParts): SavedState {
  const { optimizer, seed, steps } = parts.compilation;
  const { weights, slots } = cellsOf(parts);
  return {
    weights: arraysOf(weights),
    optimizer: {
      className: optimizer.className,
      iterations: steps,
      learningRate: optimizer.schedule ? null : optimizer.learningRate,
      slots: arraysOf(slots),
    },
    seed,
    seeds: { ...seedState() },
  };
}

/**
 * Puts a state back, all of it or, if it does not fit, nothing.
 *
 * @throws {@link StateError} it is not the state of such a model and optimizer.
 */
export function loadTraining(parts: TrainedParts, state: SavedState): void {
  const { compilation } = parts;
  const { optimizer } = compilation;
  const saved = state.optimizer as SavedState;
  if (saved?.className !== optimizer.className) {
    throw mismatch(
      `it was trained with ${String(saved?.className)}, the model is compiled with ${optimizer.className}`,
    );
  }
  const { weights, slots } = cellsOf(parts);
  const writes = [
    ...matched('weight', weights, state.weights as SavedState),
    ...matched('slot', slots, saved.slots as SavedState),
  ];
  if ((saved.learningRate === null) !== (optimizer.schedule !== undefined)) {
    throw mismatch(
      'one of the two optimizers follows a schedule of the learning rate, the other does not',
    );
  }
  for (const write of writes) write();
  if (saved.learningRate !== null) optimizer.learningRate = saved.learningRate as number;
  compilation.steps = saved.iterations as number;
  compilation.seed = state.seed as number;
  restoreSeedState(state.seeds as unknown as SeedState);
}

type NamedCells = readonly (readonly [name: string, cell: StateCell])[];

/** Everything that training changes, by name; slots are made if there were none yet. */
function cellsOf({ model, compilation }: TrainedParts): { weights: NamedCells; slots: NamedCells } {
  if (!model.isBuilt) {
    throw new StateError({
      where: 'saveState',
      problem: `model "${model.name}" has no weights yet`,
      fix: 'give its first layer an inputShape, or build the model, before fit',
    });
  }
  compilation.begin(model);
  return {
    weights: unique(model.weights.map(({ path, cell }) => [path, cell])),
    slots: unique(compilation.slotCells.map((cell) => [cell.name, cell])),
  };
}

const unique = (cells: NamedCells): NamedCells =>
  nameStates(cells).map(({ name, cell }) => [name, cell]);

function arraysOf(cells: NamedCells): SavedState {
  return Object.fromEntries(
    cells.map(([name, cell]) => [name, new NdArray(cell.read().slice(), cell.shape)]),
  );
}

/**
 * What gives cells the values that were saved for them. They are matched by their order, as automatic names of layers
 * count on from model to model; what a weight is called inside its layer, and its shape, must be the same.
 */
function matched(what: string, cells: NamedCells, saved: SavedState): (() => void)[] {
  const arrays = Object.entries(saved);
  if (arrays.length !== cells.length) {
    throw mismatch(`it holds ${arrays.length} ${what}s, the model has ${cells.length}`);
  }
  return cells.map(([name, cell], i) => {
    const [savedName = '', array] = arrays[i] ?? [];
    if (lastPart(savedName) !== lastPart(name)) {
      throw mismatch(`${what} ${i} is ${savedName}, the model's is ${name}`);
    }
    if (!(array instanceof NdArray) || !shapesAgree(array.shape, cell.shape)) {
      const shape = array instanceof NdArray ? formatShape(array.shape) : 'none';
      throw mismatch(
        `${what} ${savedName} has shape ${shape}, the model's is ${formatShape(cell.shape)}`,
      );
    }
    return () => cell.write(array.data);
  });
}

/** `kernel` of `dense/kernel`, `momentum of kernel` of `momentum of dense/kernel`. */
function lastPart(path: string): string {
  return path.replace(/\S+\//, '');
}

function mismatch(problem: string): StateError {
  return new StateError({
    where: 'resume',
    problem: `the saved training does not fit the model: ${problem}`,
    fix: 'build and compile the model as it was when the state was saved, or remove the saved state',
  });
}
