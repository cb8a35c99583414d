import {
  DataError,
  type NdArray,
  type OptionDefaults,
  type Resolved,
  resolveOptions,
  ShapeError,
} from '@myelin/core';
import type { Cell, Table } from '@myelin/table';
import { type LabelsInput, readLabels } from '../input/labels-input.ts';
import type { Tabular } from '../input/tabular.ts';
import { readTabular, type TabularInput } from '../input/tabular-input.ts';
import type { FittedTransformer } from './fitted-transformer.ts';

/** What `fit` was given, read. */
export interface Lesson {
  readonly x: Tabular;
  /** Whether the columns came with names. */
  readonly isNamed: boolean;
  /** One for each row. */
  readonly y: readonly Cell[] | undefined;
}

/** Options for preparing data, which `fit` makes a fitted transformer of. It learns nothing itself and can be fitted again. */
export abstract class Transformer<
  Options extends object = object,
  Made extends FittedTransformer = FittedTransformer,
> {
  /** scikit-learn's name of the class. */
  abstract readonly className: string;
  /** Complete options: `new Class(transformer.config)` makes an equal one. */
  readonly config: Resolved<Options>;

  /** @throws {@link ArgumentError} an option is unknown, or a required one is missing. */
  constructor(where: string, options: Options, defaults: OptionDefaults<Options>) {
    this.config = resolveOptions(where, options, defaults);
  }

  /** What is learned from read rows. @internal */
  abstract learn(lesson: Lesson): Made;

  /**
   * Learns from rows, and from what belongs to each of them where that is given.
   *
   * @throws {@link ShapeError} rows differ in length, or there are more or fewer of `y` than of `x`.
   * @throws {@link DataError} there are no rows, or values of the wrong kind.
   */
  fit(x: TabularInput, y?: LabelsInput): Made {
    return this.learn(this.read(x, y));
  }

  /** `fit(x, y).transform(x)`, but for transformers that say otherwise. */
  fitTransform(x: TabularInput, y?: LabelsInput): NdArray {
    const { result } = this.learnApply(this.read(x, y));
    return result.toNdArray(`${this.className}.fitTransform`, 'fitTransformTable');
  }

  /** As {@link fitTransform}, as a table. */
  fitTransformTable(x: TabularInput, y?: LabelsInput): Table {
    return this.learnApply(this.read(x, y)).result.toTable();
  }

  /** Learns and transforms what was learned from. @internal */
  learnApply(lesson: Lesson): { readonly fitted: Made; readonly result: Tabular } {
    const fitted = this.learn(lesson);
    return { fitted, result: fitted.apply(lesson.x) };
  }

  /** What `fit` was given, read and checked. @internal */
  read(x: TabularInput, y: LabelsInput | undefined): Lesson {
    const where = `${this.className}.fit`;
    const { tabular, isNamed } = readTabular(where, x);
    if (tabular.width === 0) {
      throw new DataError({
        where,
        problem: 'there must be at least one column, received none',
        fix: 'check that the columns were chosen by their names',
      });
    }
    if (y === undefined) return { x: tabular, isNamed, y: undefined };
    const labels = readLabels(where, 'y', y);
    if (labels.length === tabular.rows) return { x: tabular, isNamed, y: labels };
    throw new ShapeError({
      where,
      problem: `\`x\` and \`y\` must have equally many rows, received ${tabular.rows} and ${labels.length}`,
      fix: 'pass one value of y for each row of x',
    });
  }
}
