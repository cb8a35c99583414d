import { ArgumentError } from '../errors/myelin-error.ts';
import type { KnownShape } from '../shapes/shape.ts';
import { fill } from '../tensors/creation.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { OptimizedWeight } from './optimized-weight.ts';
import type { OptimizerState, SlotRecord } from './optimizer-state.ts';

/** A slot that all weights share, such as a product over the steps so far. */
export interface SharedSlot {
  readonly name: string;
  /** @defaultValue `[]` */
  readonly shape?: KnownShape;
  /** What every element is before the first step. @defaultValue `0` */
  readonly first?: number;
}

/** A slot of one weight, such as its momentum. */
export interface WeightSlot {
  readonly name: string;
  /** @defaultValue the shape of the weight */
  readonly shape?: KnownShape;
  /** What every element is before the first step; `'weight'` for a copy of the weight. @defaultValue `0` */
  readonly first?: number | 'weight';
}

/** A slot, or its name where the defaults will do. */
export type WeightSlots = readonly (string | WeightSlot)[];

/**
 * Slots that stand together.
 *
 * Those of weights alternate weight by weight, and may differ from weight to weight: `{ perWeight: ['momentum'] }` or
 * `{ perWeight: (weight) => … }`.
 */
export type SlotGroup =
  | { readonly perWeight: WeightSlots | ((weight: OptimizedWeight) => WeightSlots) }
  | { readonly shared: readonly (string | SharedSlot)[] };

/** One slot in its place. */
interface Place {
  readonly name: string;
  readonly shape: KnownShape;
  readonly first: number | 'weight';
  /** Index of the weight; undefined for what all share. */
  readonly owner: number | undefined;
}

/**
 * Where each slot stands in the flat list of all slots, which is the order of Keras's `optimizer.variables`.
 *
 * One group follows the other. For Adam with `amsgrad`, groups `[{ perWeight: ['momentum', 'velocity'] },
 * { perWeight: ['velocity_hat'] }]` and two weights, that is: momentum and velocity of the first, momentum and velocity
 * of the second, velocity_hat of the first, velocity_hat of the second.
 */
export class SlotLayout {
  readonly #weights: readonly OptimizedWeight[];
  readonly #places: readonly Place[];

  constructor(groups: readonly SlotGroup[], weights: readonly OptimizedWeight[]) {
    this.#weights = weights;
    this.#places = groups.flatMap((group) => placesOf(group, weights));
  }

  /** What each slot is: `'momentum of dense/kernel'`. */
  get labels(): string[] {
    return this.#places.map(({ name, owner }) => `${name} of ${this.#ownerOf(owner)}`);
  }

  /** The slots before the first step. */
  firstSlots(values: readonly Tensor[]): Tensor[] {
    return this.#places.map(({ shape, first, owner }) =>
      // The copy has a life of its own: the weight is replaced from step to step.
      first === 'weight' ? (values[owner ?? 0] as Tensor).reshape(shape) : fill(shape, first),
    );
  }

  /** Where the slots of one name stand, weight by weight. */
  placesOf(name: string): number[] {
    return this.#weights.map((_, i) =>
      this.#places.findIndex((place) => place.owner === i && place.name === name),
    );
  }

  /**
   * Weights with their slots by name, out of the flat list.
   *
   * @throws {@link ArgumentError} the slots are not those of these weights.
   */
  split(values: readonly Tensor[], slots: readonly Tensor[]): OptimizerState {
    this.#requireFitting(slots);
    const records = this.#weights.map((): SlotRecord => ({}));
    const shared: SlotRecord = {};
    for (const [i, { name, owner }] of this.#places.entries()) {
      const record = owner === undefined ? shared : records[owner];
      if (record) record[name] = slots[i] as Tensor;
    }
    const weights = records.map((record, i) => ({ value: values[i] as Tensor, slots: record }));
    return { weights, shared };
  }

  /** The flat list. */
  join({ weights, shared }: OptimizerState): Tensor[] {
    return this.#places.map(
      ({ name, owner }) => (owner === undefined ? shared : weights[owner]?.slots)?.[name] as Tensor,
    );
  }

  #ownerOf(owner: number | undefined): string {
    return owner === undefined ? 'all weights' : (this.#weights[owner]?.path ?? '');
  }

  #requireFitting(slots: readonly Tensor[]): void {
    const { length } = this.#places;
    if (slots.length === length) return;
    const names = [...new Set(this.#places.map(({ name }) => name))].join(', ') || 'none';
    throw new ArgumentError({
      where: 'Optimizer.apply',
      problem: `\`slots\` must hold ${length} tensors (${names} of ${this.#weights.length} weights), received ${slots.length}`,
      fix: 'pass what initialSlots() made for the same weights, or what the step before returned',
    });
  }
}

function placesOf(group: SlotGroup, weights: readonly OptimizedWeight[]): Place[] {
  if ('shared' in group) return group.shared.map((slot) => placeOf(slot, [], undefined));
  const { perWeight } = group;
  return weights.flatMap((weight, i) => {
    const slots = typeof perWeight === 'function' ? perWeight(weight) : perWeight;
    return slots.map((slot) => placeOf(slot, weight.shape, i));
  });
}

function placeOf(
  slot: string | WeightSlot,
  usualShape: KnownShape,
  owner: number | undefined,
): Place {
  const { name, shape = usualShape, first = 0 } = typeof slot === 'string' ? { name: slot } : slot;
  return { name, shape, first, owner };
}
