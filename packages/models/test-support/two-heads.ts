import type { AnyLayer, LayerOptions, Pass, Tensor } from '@myelin/core';
import { Model } from '../src/functional/model.ts';

/** A model with two outputs: two layers that get the same input. */
export class TwoHeads extends Model<Tensor, readonly [Tensor, Tensor]> {
  readonly heads: readonly [AnyLayer, AnyLayer];

  constructor(heads: readonly [AnyLayer, AnyLayer], options: LayerOptions = {}) {
    super(options, { className: 'TwoHeads' });
    this.heads = heads;
  }

  override get outputNames(): readonly string[] {
    return this.heads.map(({ name }) => name);
  }

  protected override call(x: Tensor, _weights: object, pass: Pass): readonly [Tensor, Tensor] {
    const [first, second] = this.heads;
    return [first.forward(x, pass) as Tensor, second.forward(x, pass) as Tensor];
  }
}
