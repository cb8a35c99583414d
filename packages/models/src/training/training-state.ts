/** The state of a training as plain data: what decides how it goes on, and how it is put back. */

import {
  type AnyLayer,
  formatShape,
  NdArray,
  type Optimizer,
  restoreSeedState,
  type SavedState,
  type SavedValue,
  type StateCell,
  StateError,
  seedState,
  shapesAgree,
} from '@myelin/core';
import type { Compilation } from '../compile/compilation.ts';
import { nameStates } from '../programs/state-names.ts';

/** A model and how it is trained. */
export interface TrainedParts {
  readonly model: AnyLayer;
  readonly compilation: Compilation;
}

/** All weights, by their paths. */
export function saveWeights(model: AnyLayer): SavedState {
  return arraysOf(weightsOf('saveWeights', model));
}

/**
 * Puts weights back, all of them or, if they do not fit, none.
 *
 * @throws {@link StateError} they are not those of such a model.
 */
export function loadWeights(where: string, model: AnyLayer, saved: SavedValue | undefined): void {
  const weights = weightsOf(where, model);
  for (const write of matched({ where, what: 'weight' }, weights, saved)) write();
}

/**
 * Weights, the optimizer's slots and step count, learning rates, and random numbers.
 *
 * @throws {@link StateError} the model is not built, so that there is nothing to save.
 */
export function saveTraining({ model, compilation }: TrainedParts): SavedState {
  const { optimizer, seed } = compilation;
  const weights = saveWeights(model);
  const slots = slotsOf({ model, compilation });
  return {
    weights,
    optimizer: {
      className: optimizer.className,
      iterations: optimizer.iterations,
      learningRates: optimizer.learningRates,
      slots: arraysOf(slots),
    },
    areAveragesShown: compilation.areAveragesShown,
    seed,
    seeds: { ...seedState() },
  };
}

/**
 * Checks a state. What it gives puts the state back, all of it, and cannot fail.
 *
 * @throws {@link StateError} it is not the state of such a model and optimizer.
 */
export function prepareTraining(where: string, parts: TrainedParts, state: SavedState): () => void {
  const { model, compilation } = parts;
  const { optimizer } = compilation;
  const saved = recordOf(state.optimizer);
  if (saved.className !== optimizer.className) {
    throw mismatch(
      where,
      `it was trained with ${String(saved.className ?? 'no optimizer')}, the model is compiled with ${optimizer.className}`,
    );
  }
  const writes = [
    ...matched({ where, what: 'weight' }, weightsOf(where, model), state.weights),
    ...matched({ where, what: 'slot' }, slotsOf(parts), saved.slots),
  ];
  const learningRates = savedRates(where, optimizer, saved.learningRates);
  const iterations = countOf(where, 'iterations', saved.iterations);
  const seed = countOf(where, 'seed', state.seed);
  const { seed: first, drawn } = recordOf(state.seeds);
  const seeds = { seed: countOf(where, 'seeds', first), drawn: countOf(where, 'seeds', drawn) };
  return () => {
    for (const write of writes) write();
    optimizer.learningRates = learningRates;
    optimizer.iterations = iterations;
    compilation.areAveragesShown = state.areAveragesShown === true;
    compilation.seed = seed;
    restoreSeedState(seeds);
  };
}

function countOf(where: string, name: string, value: SavedValue | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw mismatch(where, `its \`${name}\` is missing or damaged`);
}

/** Learning rates as they were saved, if they are those of such an optimizer. */
function savedRates(
  where: string,
  optimizer: Optimizer,
  saved: SavedValue | undefined,
): readonly (number | null)[] {
  const present = optimizer.learningRates;
  const rates = (Array.isArray(saved) ? saved : []) as readonly (number | null)[];
  if (rates.length !== present.length) {
    throw mismatch(
      where,
      `it holds ${rates.length} learning rates, the optimizer has ${present.length}`,
    );
  }
  const isRate = (rate: unknown): boolean =>
    rate === null || (typeof rate === 'number' && rate >= 0 && rate < Number.POSITIVE_INFINITY);
  if (!rates.every(isRate)) throw mismatch(where, 'a learning rate is damaged');
  if (present.every((rate, i) => (rate === null) === (rates[i] === null))) return rates;
  throw mismatch(
    where,
    'one of the two optimizers follows a schedule of the learning rate, the other does not',
  );
}

type NamedCells = readonly (readonly [name: string, cell: StateCell])[];

function weightsOf(where: string, model: AnyLayer): NamedCells {
  if (model.isBuilt) return unique(model.weights.map(({ path, cell }) => [path, cell]));
  throw new StateError({
    where,
    problem: `model "${model.name}" has no weights yet`,
    fix: 'give its first layer an inputShape, or build the model, before',
  });
}

/** The slots of the optimizer; they are made if there were none yet. */
function slotsOf({ model, compilation }: TrainedParts): NamedCells {
  compilation.begin(model);
  return unique(compilation.slotCells.map((cell) => [cell.name, cell]));
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
function matched(
  { where, what }: { readonly where: string; readonly what: string },
  cells: NamedCells,
  saved: SavedValue | undefined,
): (() => void)[] {
  const arrays = Object.entries(recordOf(saved));
  if (arrays.length !== cells.length) {
    throw mismatch(where, `it holds ${arrays.length} ${what}s, the model has ${cells.length}`);
  }
  return cells.map(([name, cell], i) => {
    const [savedName = '', array] = arrays[i] ?? [];
    if (lastPart(savedName) !== lastPart(name)) {
      throw mismatch(where, `${what} ${i} is ${savedName}, the model's is ${name}`);
    }
    if (!(array instanceof NdArray) || !shapesAgree(array.shape, cell.shape)) {
      const shape = array instanceof NdArray ? formatShape(array.shape) : 'none';
      throw mismatch(
        where,
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

function recordOf(value: SavedValue | undefined): SavedState {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord && !(value instanceof NdArray) ? (value as SavedState) : {};
}

function mismatch(where: string, problem: string): StateError {
  return new StateError({
    where,
    problem: `what was saved does not fit the model: ${problem}`,
    fix: 'build and compile the model as it was when it was saved, or remove what was saved',
  });
}
