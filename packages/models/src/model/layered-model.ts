import {
  type AnyLayer,
  ArgumentError,
  ComposedLayer,
  describe,
  isTensor,
  type JsonRecord,
  type Layer,
  type LayerOptions,
  NdArray,
  ndArray,
  requireWholeNumber,
  serialize,
  type Tensor,
  type TensorLike,
  type Tensors,
} from '@myelin/core';
import type { PlainArrayInput } from '../data/array-input.ts';

/** A layer that is made of layers, and answers for their weights. */
export abstract class LayeredModel<
  Options extends LayerOptions = LayerOptions,
  In extends Tensors = Tensor,
  Out extends Tensors = Tensor,
> extends ComposedLayer<Options, In, Out> {
  /** The layers a user put in, in order. */
  abstract get layers(): readonly AnyLayer[];

  /** The architecture as Keras writes it into files: JSON, without weights. */
  getConfig(): JsonRecord {
    return serialize(this.asAny).config;
  }

  /** Copies of all weights, in Keras's order. */
  getWeights(): NdArray[] {
    return this.weights.map((weight) => new NdArray(weight.read(), weight.shape));
  }

  /**
   * Gives all weights new values.
   *
   * @throws {@link ArgumentError} there are more or fewer values than weights; {@link ShapeError} one has another shape.
   * No weight is changed then.
   */
  setWeights(values: readonly PlainArrayInput[]): void {
    const { weights } = this;
    requireList('setWeights', values);
    if (values.length !== weights.length) {
      throw new ArgumentError({
        where: 'setWeights',
        problem: `the model has ${weights.length} weights, received ${values.length} values`,
        fix: this.isBuilt
          ? 'pass one array for each weight, as getWeights() returns them'
          : 'build the model first: give its first layer an inputShape, or call it on data',
      });
    }
    const given = values.map((value) => (isTensor(value) ? value : ndArray(value)));
    for (const [i, weight] of weights.entries()) weight.requireShape(given[i]?.shape ?? []);
    for (const [i, weight] of weights.entries()) weight.assign(given[i] as TensorLike);
  }

  /**
   * The layer of that name or at that place.
   *
   * @typeParam L - What kind of layer it is. @defaultValue one that takes and gives one tensor, as most do
   * @throws {@link ArgumentError} there is none.
   */
  getLayer<L extends AnyLayer = Layer>(which: string | number): L {
    const { layers } = this;
    const found =
      typeof which === 'string'
        ? layers.find((layer) => layer.name === which)
        : layers.at(requireWholeNumber('getLayer', 'which', which));
    if (found) return found as L;
    throw new ArgumentError({
      where: 'getLayer',
      problem: `no layer ${typeof which === 'string' ? `is named "${which}"` : `stands at ${which}`}`,
      fix: `use one of ${layers.map((layer) => layer.name).join(', ')}`,
    });
  }

  protected override get castsInput(): boolean {
    return false;
  }
}

function requireList(where: string, values: unknown): void {
  if (Array.isArray(values)) return;
  throw new ArgumentError({
    where,
    problem: `takes a list of arrays, received ${describe(values)}`,
    fix: 'pass one array for each weight, as getWeights() returns them',
  });
}
