import {
  ArgumentError,
  type NdArray,
  type Resolved,
  requireWholeNumber,
  resolveOptions,
} from '@myelin/core';
import type { Cell } from '@myelin/table';
import type { LabelsInput } from '../input/labels-input.ts';
import { binarizedLabels } from './binarized-labels.ts';
import { FittedLabelBinarizer, type LabelBinarizerState } from './fitted-label-binarizer.ts';

export interface LabelBinarizerOptions {
  /** The number for classes that a label is not of. Whole number below `posLabel`. @defaultValue `0` */
  readonly negLabel?: number;
  /** The number for the class of a label. @defaultValue `1` */
  readonly posLabel?: number;
}

/** Rows of 0 and 1 for samples that are of several classes at once. */
export type IndicatorRows = readonly (readonly number[])[];

/**
 * A column for each label: `posLabel` where a label is that one, `negLabel` elsewhere.
 *
 * Two labels make one column, which is `posLabel` for the second. Labels that are not known get `negLabel` everywhere. Rows of
 * 0 and 1 (several classes at once) stay as they are but for the two numbers.
 *
 * @throws {@link DataError} labels are missing, have fractions, or are texts and numbers side by side.
 * @source scikit-learn `LabelBinarizer`. Where labels to transform are of more kinds than those of `fit`, it gives other numbers
 * of columns; here there is always one for two labels.
 * @example
 * const binarizer = new LabelBinarizer().fit(['low', 'high', 'mid']);
 * binarizer.classes // => ['high', 'low', 'mid']
 * binarizer.transform(['mid']).toArray() // => [[0, 0, 1]]
 */
export class LabelBinarizer {
  readonly className = 'LabelBinarizer';
  /** Complete options. */
  readonly config: Resolved<LabelBinarizerOptions>;

  constructor(options: LabelBinarizerOptions = {}) {
    this.config = resolveOptions('LabelBinarizer', options, { negLabel: 0, posLabel: 1 });
    const { negLabel, posLabel } = this.config;
    requireWholeNumber('LabelBinarizer', 'negLabel', negLabel);
    requireWholeNumber('LabelBinarizer', 'posLabel', posLabel);
    if (negLabel < posLabel) return;
    throw new ArgumentError({
      where: 'LabelBinarizer',
      problem: `\`negLabel\` must be below \`posLabel\`, received ${negLabel} and ${posLabel}`,
      fix: 'pass for example { negLabel: -1, posLabel: 1 }',
    });
  }

  /** Learns the labels that there are. */
  fit(y: LabelsInput): FittedLabelBinarizer<Cell>;
  fit(y: IndicatorRows): FittedLabelBinarizer<number[]>;
  fit(y: LabelsInput | IndicatorRows): FittedLabelBinarizer<Cell | number[]> {
    const { type, classes } = binarizedLabels('LabelBinarizer.fit', y);
    const state: LabelBinarizerState = { type, classes };
    return new FittedLabelBinarizer(this.config, state);
  }

  /** `fit(y).transform(y)` */
  fitTransform(y: LabelsInput | IndicatorRows): NdArray {
    return this.fit(y as LabelsInput).transform(y);
  }
}
