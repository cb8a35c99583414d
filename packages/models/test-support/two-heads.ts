import type {
  Layer,
  LayerOptions,
  Pass,
  Shape,
  Tensor,
  WeightRecord,
  WeightValues,
} from '@myelin/core';
import { Model } from '../src/model/model.ts';
import type { Outputs } from '../src/training/step-contract.ts';

/** A model with two outputs: two layers that get the same input. */
export class TwoHeads extends Model {
  readonly className: string = 'TwoHeads';
  readonly #heads: readonly [Layer, Layer];

  constructor(heads: readonly [Layer, Layer], options: LayerOptions = {}) {
    super('TwoHeads', options, {});
    this.#heads = heads;
  }

  get layers(): readonly Layer[] {
    return this.#heads;
  }

  override get sublayers(): readonly Layer[] {
    return this.#heads;
  }

  override get outputNames(): readonly string[] {
    return this.#heads.map(({ name }) => name);
  }

  outputShape(input: Shape): Shape {
    return this.#heads[0].outputShape(input);
  }

  protected override outputShapes(input: Shape): readonly Shape[] {
    return this.#heads.map((head) => head.outputShape(input));
  }

  protected build(input: Shape): WeightRecord {
    for (const head of this.#heads) head.buildFor(input);
    return {};
  }

  protected call(x: Tensor, _weights: WeightValues<WeightRecord>, pass: Pass): Tensor {
    return this.#heads[0].forward(x, pass);
  }

  protected override forwardAll(x: Tensor, pass: Pass): Outputs {
    const [first, second] = this.#heads;
    return [first.forward(x, pass), second.forward(x, pass)];
  }
}
