import {
  ArgumentError,
  DataError,
  describe,
  NdArray,
  type Resolved,
  resolveOptions,
  ShapeError,
} from '@myelin/core';
import { type Cell, columnFrom } from '@myelin/table';
import { type GenericSchema, object } from 'valibot';
import { Fitted } from '../transformer/fitted.ts';
import { CategoryIndex } from './category-index.ts';
import { isCell, plain, requireCategories } from './given-categories.ts';
import { categoryList } from './learned-categories-schema.ts';
import { type NumberRows, readRows } from './read-rows.ts';
import { seenCategories } from './seen-categories.ts';

export interface MultiLabelBinarizerOptions {
  /** All labels in the order of their columns. @defaultValue `null`: those of `fit`, sorted */
  readonly classes?: readonly Cell[] | null;
}

export interface MultiLabelBinarizerState {
  readonly classes: readonly Cell[];
}

/** The labels of each sample, in any order: lists or sets. */
export type LabelSets = Iterable<Iterable<Cell>>;

const name = 'MultiLabelBinarizer';

/**
 * Samples with any number of labels as rows of 0 and 1, a column for each label. Labels that are not known are left out.
 *
 * @throws {@link DataError} labels are texts and numbers side by side.
 * @source scikit-learn `MultiLabelBinarizer`, without the warning about unknown labels
 * @example
 * const binarizer = new MultiLabelBinarizer().fit([['drama', 'comedy'], ['crime']]);
 * binarizer.classes // => ['comedy', 'crime', 'drama']
 * binarizer.transform([['drama', 'crime']]).toArray() // => [[0, 1, 1]]
 * binarizer.inverseTransform([[1, 0, 0]]) // => [['comedy']]
 */
export class MultiLabelBinarizer {
  readonly className = name;
  /** Complete options. */
  readonly config: Resolved<MultiLabelBinarizerOptions>;

  constructor(options: MultiLabelBinarizerOptions = {}) {
    this.config = resolveOptions(name, options, { classes: null });
    const { classes } = this.config;
    if (classes === null) return;
    if (!Array.isArray(classes)) {
      throw new ArgumentError({
        where: name,
        problem: `\`classes\` must be a list of labels, received ${describe(classes)}`,
        fix: "pass for example { classes: ['crime', 'drama'] }",
      });
    }
    requireCategories(name, [classes]);
  }

  /** Learns the labels that there are. */
  fit(y: LabelSets): FittedMultiLabelBinarizer {
    const where = `${name}.fit`;
    const sets = readSets(where, y);
    const { classes } = this.config;
    const { categories } = classes
      ? { categories: classes.map(plain) }
      : seenCategories(where, columnFrom(where, 'y', sets.flat()));
    return new FittedMultiLabelBinarizer(this.config, { classes: categories });
  }

  /** `fit(y).transform(y)` */
  fitTransform(y: LabelSets): NdArray {
    const sets = readSets(`${name}.fit`, y);
    return this.fit(sets).transform(sets);
  }
}

export class FittedMultiLabelBinarizer extends Fitted<MultiLabelBinarizerState> {
  readonly className = name;
  declare readonly config: Resolved<MultiLabelBinarizerOptions>;
  readonly #index: CategoryIndex;

  constructor(config: object, state: MultiLabelBinarizerState) {
    super(config, state);
    this.#index = new CategoryIndex(state.classes);
  }

  /** The labels in the order of their columns. */
  get classes(): readonly Cell[] {
    return this.state.classes;
  }

  /**
   * A row of 0 and 1 for each sample.
   *
   * @shape output `[samples, classes]`, int32
   */
  transform(y: LabelSets): NdArray {
    const sets = readSets(`${name}.transform`, y);
    const width = this.classes.length;
    const data = new Int32Array(sets.length * width);
    for (const [row, labels] of sets.entries()) {
      for (const label of labels) {
        const place = this.#index.find(label);
        if (place >= 0) data[row * width + place] = 1;
      }
    }
    return new NdArray(data, [sets.length, width]);
  }

  /** The labels of each row. @throws {@link DataError} a number is neither 0 nor 1. {@link ShapeError} the width is another. */
  inverseTransform(z: NumberRows): Cell[][] {
    const where = `${name}.inverseTransform`;
    const { data, rows, columns } = readRows(where, z);
    if (columns !== this.classes.length) {
      throw new ShapeError({
        where,
        problem: `rows must have ${this.classes.length} numbers, received ${columns}`,
        fix: 'pass a number for each class',
      });
    }
    const wrong = data.find((value) => value !== 0 && value !== 1);
    if (wrong !== undefined) {
      throw new DataError({
        where,
        problem: `rows must hold 0 and 1 only, received ${wrong}`,
        fix: 'compare probabilities with a threshold first',
      });
    }
    return Array.from({ length: rows }, (_, row) =>
      this.classes.filter((_, at) => data[row * columns + at] === 1),
    );
  }
}

/** What a saved one has learned. */
export const multiLabelBinarizerState: GenericSchema<unknown, MultiLabelBinarizerState> = object({
  classes: categoryList,
});

function readSets(where: string, y: LabelSets): Cell[][] {
  const isList = (value: unknown): value is Iterable<unknown> =>
    typeof value === 'object' && value !== null && Symbol.iterator in value;
  const rows: unknown[] = isList(y) ? [...y] : [y];
  return rows.map((labels, at) => {
    const cells = isList(labels) ? [...labels] : undefined;
    if (cells?.every(isCell)) return cells.map(plain);
    throw new DataError({
      where,
      problem: `\`y\` must hold a list of labels for each sample, received ${describe(labels)} at ${at}`,
      fix: "pass for example [['drama', 'crime'], ['comedy'], []]",
    });
  });
}
