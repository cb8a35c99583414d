import { ArgumentError } from '../errors/myelin-error.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** Slots of one weight by name: `{ momentum, velocity }`. */
export type SlotRecord = Record<string, Tensor>;

/**
 * Where each slot stands in the flat list of all slots, which is the order of Keras's `optimizer.variables`.
 *
 * Slots come in groups. Within a group they alternate weight by weight; one group follows the other. For Adam with
 * `amsgrad`, groups `[['momentum', 'velocity'], ['velocity_hat']]` and two weights, that is: momentum and velocity
 * of the first, momentum and velocity of the second, velocity_hat of the first, velocity_hat of the second.
 */
export class SlotLayout {
  readonly #groups: readonly (readonly string[])[];
  /** Names of the slots of each weight. */
  readonly names: readonly string[];

  constructor(groups: readonly (readonly string[])[]) {
    this.#groups = groups;
    this.names = groups.flat();
  }

  /**
   * One record a weight, out of the flat list.
   *
   * @throws {@link ArgumentError} the list has another length.
   */
  split(slots: readonly Tensor[], weightCount: number): SlotRecord[] {
    this.#requireLength(slots.length, weightCount);
    const records = Array.from({ length: weightCount }, (): SlotRecord => ({}));
    const rest = slots.values();
    for (const names of this.#groups) {
      for (const record of records) {
        for (const name of names) record[name] = rest.next().value as Tensor;
      }
    }
    return records;
  }

  /** The flat list, out of one record a weight. */
  join(records: readonly Readonly<SlotRecord>[]): Tensor[] {
    return this.#groups.flatMap((names) =>
      records.flatMap((record) => names.map((name) => record[name] as Tensor)),
    );
  }

  /** What each slot of the flat list is: `'momentum of dense/kernel'`, for weights of these names. */
  labels(weights: readonly string[]): string[] {
    return this.#groups.flatMap((names) =>
      weights.flatMap((weight) => names.map((name) => `${name} of ${weight}`)),
    );
  }

  #requireLength(length: number, weightCount: number): void {
    const wanted = weightCount * this.names.length;
    if (length === wanted) return;
    throw new ArgumentError({
      where: 'Optimizer.apply',
      problem: `\`slots\` must hold ${wanted} tensors (${this.names.join(', ') || 'none'} of ${weightCount} weights), received ${length}`,
      fix: 'pass what initialSlots() made for the same weights, or what the step before returned',
    });
  }
}
