import type { KnownShape, Pass, Tensor } from '@myelin/core';
import { formatShapes, ShapeError, shapeSize, Weight, withStandIns } from '@myelin/core';

/**
 * States that live on from batch to batch. They are no weights of the layer: they are neither counted nor saved, and they are
 * made when the first batch shows how many samples there are.
 */
export class KeptStates {
  readonly #layer: string;
  /** One list for each batch size. */
  readonly #lists = new Map<string, readonly Weight[]>();
  #present: readonly Weight[] = [];

  /** @param layer - Name of the layer that they belong to. */
  constructor(layer: string) {
    this.#layer = layer;
  }

  /** Those of the last batch. */
  get weights(): readonly Weight[] {
    return this.#present;
  }

  /**
   * The states before a batch.
   *
   * @throws {@link ShapeError} the batch has another number of samples than the one before it.
   */
  read(shapes: readonly KnownShape[], pass: Pass): readonly Tensor[] {
    const key = `${shapes}`;
    const own = this.#lists.get(key);
    if (!own || own !== this.#present) this.#requireOver(shapes);
    this.#present = own ?? shapes.map((shape) => this.#make(shape));
    this.#lists.set(key, this.#present);
    return this.#present.map((weight) => pass.read(weight));
  }

  update(states: readonly Tensor[], pass: Pass): void {
    for (const [i, weight] of this.#present.entries()) pass.update(weight, states[i] as Tensor);
  }

  reset(): void {
    for (const weight of this.#all) weight.write(new Float32Array(weight.size));
  }

  dispose(): void {
    for (const weight of this.#all) weight.dispose();
  }

  get #all(): readonly Weight[] {
    return [...this.#lists.values()].flat();
  }

  /** Only where no sample has left anything may other ones come. */
  #requireOver(shapes: readonly KnownShape[]): void {
    if (this.#present.every((weight) => weight.read().every((value) => value === 0))) return;
    const known = this.#present.map(({ shape }) => shape);
    throw new ShapeError({
      where: this.#layer,
      problem: `a \`stateful\` layer goes on with the samples of the batch before: its states have the shapes ${formatShapes([...known])}, this batch needs ${formatShapes([...shapes])}`,
      fix: 'pass batches of one size (a `batchSize` that divides the number of samples), or call resetState() first',
    });
  }

  /** Made of numbers, not tensors: this may be in the middle of a computation that is recorded. */
  #make(shape: KnownShape): Weight {
    const zeros = new Float32Array(shapeSize(shape));
    const make = (): Weight =>
      new Weight(`${this.#layer}/rnn_state`, shape, zeros, { trainable: false });
    const noOneAsks = (): never => {
      throw new Error('a state that is made has no value yet');
    };
    return withStandIns({ valueOf: noOneAsks, onMade: () => {} }, make);
  }
}
