import {
  ArgumentError,
  DataError,
  formatShape,
  NdArray,
  type Resolved,
  requireNumber,
  requireWholeNumber,
  resolveOptions,
  ShapeError,
} from '@myelin/core';
import type { Cell } from '@myelin/table';
import { check, type GenericSchema, minLength, object, picklist, pipe } from 'valibot';
import type { LabelsInput } from '../input/labels-input.ts';
import { Fitted } from '../transformer/fitted.ts';
import { binarizedLabels, type IndicatorRows, type LabelType } from './binarized-labels.ts';
import { CategoryIndex } from './category-index.ts';
import { categoryList } from './learned-categories-schema.ts';
import { type NumberRows, readRows } from './read-rows.ts';

export interface LabelBinarizerOptions {
  /** The number for classes that a label is not of. Whole number below `posLabel`. @defaultValue `0` */
  readonly negLabel?: number;
  /** The number for the class of a label. @defaultValue `1` */
  readonly posLabel?: number;
}

export interface LabelBinarizerState {
  readonly type: LabelType;
  /** The different labels, sorted; places where labels are rows of 0 and 1. */
  readonly classes: readonly Cell[];
}

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
    const isInt32 = [negLabel, posLabel].every((label) => label === (label | 0));
    if (negLabel < posLabel && isInt32) return;
    throw new ArgumentError({
      where: 'LabelBinarizer',
      problem: `\`negLabel\` must be below \`posLabel\`, and both int32, received ${negLabel} and ${posLabel}`,
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

/** @typeParam Label - What `inverseTransform` gives for a row: a label, or a row of 0 and 1. */
export class FittedLabelBinarizer<Label = Cell> extends Fitted<LabelBinarizerState> {
  readonly className = 'LabelBinarizer';
  declare readonly config: Resolved<LabelBinarizerOptions>;
  readonly #index: CategoryIndex;

  constructor(config: object, state: LabelBinarizerState) {
    super(config, state);
    this.#index = new CategoryIndex(state.classes);
  }

  /** The different labels, sorted; places where labels are rows of 0 and 1. */
  get classes(): readonly Cell[] {
    return this.state.classes;
  }

  /** What the labels were: `'binary'`, `'multiclass'` or `'multilabel-indicator'`. */
  get yType(): LabelType {
    return this.state.type;
  }

  /**
   * A row for each label.
   *
   * @shape output `[labels, classes]`, `[labels, 1]` for two classes; int32
   * @throws {@link DataError} labels are missing or have fractions. {@link ShapeError} rows of 0 and 1 have another width.
   */
  transform(y: LabelsInput | IndicatorRows): NdArray {
    const { negLabel, posLabel } = this.config;
    const { type, classes } = this.state;
    const where = 'LabelBinarizer.transform';
    const { column, classes: own } = binarizedLabels(where, y);
    if (!column) {
      this.#requireWidth(where, own.length, type === 'multilabel-indicator' ? classes.length : 1);
      const rows = y as IndicatorRows;
      const data = Int32Array.from(rows.flat(), (value) => (Number(value) ? posLabel : negLabel));
      return new NdArray(data, [rows.length, classes.length]);
    }
    if (type === 'multilabel-indicator') this.#requireWidth(where, 1, classes.length);
    const width = type === 'binary' ? 1 : classes.length;
    const places = this.#index.places(column);
    const data = new Int32Array(places.length * width).fill(negLabel);
    for (let row = 0; row < places.length; row++) {
      const place = places[row] as number;
      // Of two classes the second one is told by the only column, and a single one by none.
      if (type === 'binary') data[row] = place === 1 ? posLabel : negLabel;
      else if (place >= 0) data[row * width + place] = posLabel;
    }
    return new NdArray(data, [places.length, width]);
  }

  /**
   * The labels that rows stand for: that of the largest number; with one column the second label above the threshold.
   *
   * @param threshold - Number above which a class counts, where there is one column or several classes at once. @defaultValue the
   * middle of `negLabel` and `posLabel`
   * @throws {@link ShapeError} there is not a column for each class. {@link DataError} a number is missing.
   */
  inverseTransform(
    z: NumberRows,
    { threshold = (this.config.negLabel + this.config.posLabel) / 2 }: { threshold?: number } = {},
  ): Label[] {
    const where = 'LabelBinarizer.inverseTransform';
    requireNumber(where, 'threshold', threshold);
    const { type, classes } = this.state;
    const { data, rows, columns } = readRows(where, z);
    // Two columns for two classes, as a softmax has, do as well.
    const takesTwo = type === 'binary' && columns === 2;
    this.#requireWidth(where, columns, type === 'binary' ? (takesTwo ? 2 : 1) : classes.length);
    return Array.from({ length: rows }, (_, row) => {
      const numbers = data.subarray(row * columns, (row + 1) * columns);
      if (numbers.some(Number.isNaN)) throw missingNumber(where, row);
      if (type === 'multiclass') return classes[largest(numbers)] as Label;
      const above = Array.from(numbers, (value) => Number(value > threshold));
      if (type === 'multilabel-indicator') return above as Label;
      return (classes[above.at(-1) ?? 0] ?? classes[0]) as Label;
    });
  }

  #requireWidth(where: string, width: number, expected: number): void {
    if (width === expected) return;
    throw new ShapeError({
      where,
      problem: `rows must have ${expected} ${expected === 1 ? 'number' : 'numbers'}, as in fit, received shape ${formatShape([null, width])}`,
      fix: `pass what belongs to the classes ${this.classes.slice(0, 8).join(', ')}`,
    });
  }
}

/** What a saved one has learned. */
export const labelBinarizerState: GenericSchema<unknown, LabelBinarizerState> = pipe(
  object({
    type: picklist(['binary', 'multiclass', 'multilabel-indicator']),
    classes: pipe(categoryList, minLength(1)),
  }),
  check(({ type, classes }) => type !== 'binary' || classes.length <= 2, 'two classes at most'),
);

function largest(numbers: Float64Array): number {
  let best = 0;
  for (let at = 1; at < numbers.length; at++) {
    if ((numbers[at] as number) > (numbers[best] as number)) best = at;
  }
  return best;
}

const missingNumber = (where: string, row: number): DataError =>
  new DataError({
    where,
    problem: `rows must hold numbers, received NaN in row ${row}`,
    fix: 'pass what transform or a model gave',
  });
