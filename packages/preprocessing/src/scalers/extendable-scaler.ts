import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import type { Learned } from '../transformer/fitted-transformer.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';

/** A fitted scaler that can learn from more rows. */
export abstract class ExtendableScaler<
  State extends object = object,
> extends InvertibleTransformer<State> {
  /** What is known with these rows, too. */
  protected abstract extendedState(x: Tabular): State;

  /**
   * One that has learned from these rows, too; this one stays as it is. scikit-learn's `partial_fit`.
   *
   * @throws as `transform`
   * @example
   * const scaler = new MaxAbsScaler().fit([[2]]).extend([[-4]]);
   * scaler.maxAbs // => Float64Array [4]
   */
  extend(x: TabularInput): this {
    const Class = this.constructor as new (learned: Learned<State>) => this;
    return new Class({
      config: this.config,
      featureNamesIn: this.featureNamesIn,
      isNamed: this.isNamed,
      state: this.extendedState(this.read('extend', x)),
    });
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return names;
  }
}
