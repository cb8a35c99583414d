import { Catalog } from '../options/catalog.ts';
import type { SavedState } from '../state/saved-state.ts';
import type { Predictor } from './estimator.ts';

/** A model that can be put into a file whole. */
export interface SavableModel extends Predictor {
  /**
   * Architecture and weights, as they stand in a file: a state whose `kind` says which entry of {@link savedModelCatalog} makes
   * a model of it.
   *
   * @throws {@link StateError} it has no weights yet.
   */
  toState(): SavedState;
}

/** Makes a model of its state. */
export type ModelReader = (state: SavedState) => SavableModel;

/** How saved models are read back, by the `kind` of their state. */
export const savedModelCatalog: Catalog<ModelReader> = new Catalog('kind of model');
