import { DataError, describe, NdArray, type Resolved, resolveOptions } from '@myelin/core';
import type { Cell } from '@myelin/table';
import { type GenericSchema, object } from 'valibot';
import { type LabelsInput, labelColumn } from '../input/labels-input.ts';
import { Fitted } from '../transformer/fitted.ts';
import { CategoryIndex } from './category-index.ts';
import { type LabelCodes, readCodes, requirePlace } from './label-codes.ts';
import { categoryList } from './learned-categories-schema.ts';
import { seenCategories } from './seen-categories.ts';

/** There are no options. */
export type LabelEncoderOptions = Readonly<Record<never, never>>;

export interface LabelEncoderState {
  /** The different labels, sorted, null (missing) last. */
  readonly classes: readonly Cell[];
}

/**
 * Labels as whole numbers: `code = place among the sorted labels`.
 *
 * It is for what is to be predicted; `OrdinalEncoder` is for columns.
 *
 * @throws {@link DataError} labels are texts and numbers side by side, or one is not known.
 * @source scikit-learn `LabelEncoder`
 * @example
 * const encoder = new LabelEncoder().fit(['Korea', 'Japan', 'China']);
 * encoder.transform(['Korea', 'China']).toArray() // => [2, 0]
 * encoder.inverseTransform([1]) // => ['Japan']
 */
export class LabelEncoder {
  readonly className = 'LabelEncoder';
  /** Complete options. */
  readonly config: Resolved<LabelEncoderOptions>;

  constructor(options: LabelEncoderOptions = {}) {
    this.config = resolveOptions<LabelEncoderOptions>('LabelEncoder', options, {});
  }

  /** Learns the labels that there are. */
  fit(y: LabelsInput): FittedLabelEncoder {
    const where = 'LabelEncoder.fit';
    const { categories } = seenCategories(where, labelColumn(where, 'y', y));
    return new FittedLabelEncoder(this.config, { classes: categories });
  }

  /** `fit(y).transform(y)` */
  fitTransform(y: LabelsInput): NdArray {
    return this.fit(y).transform(y);
  }
}

export class FittedLabelEncoder extends Fitted<LabelEncoderState> {
  readonly className = 'LabelEncoder';
  readonly #index: CategoryIndex;

  constructor(config: object, state: LabelEncoderState) {
    super(config, state);
    this.#index = new CategoryIndex(state.classes);
  }

  /** The different labels, sorted, null (missing) last. */
  get classes(): readonly Cell[] {
    return this.state.classes;
  }

  /**
   * The codes of labels.
   *
   * @shape output `[labels]`, int32
   * @throws {@link DataError} a label was not there in `fit`.
   */
  transform(y: LabelsInput): NdArray {
    const where = 'LabelEncoder.transform';
    const column = labelColumn(where, 'y', y);
    const places = this.#index.places(column);
    const at = places.indexOf(-1);
    if (at < 0) return new NdArray(places, [places.length]);
    throw new DataError({
      where,
      problem: `a label must be one of ${describe(this.classes)}, which fit saw, received ${describe(column.cell(at))} at ${at}`,
      fix: 'fit with all labels that can come',
    });
  }

  /** The labels that codes stand for. @throws {@link DataError} a number is no code. */
  inverseTransform(codes: LabelCodes): Cell[] {
    const where = 'LabelEncoder.inverseTransform';
    const { classes } = this.state;
    return Array.from(
      readCodes(where, codes),
      (code) => classes[requirePlace(where, code, classes.length)] as Cell,
    );
  }
}

/** What a saved one has learned. */
export const labelEncoderState: GenericSchema<unknown, LabelEncoderState> = object({
  classes: categoryList,
});
