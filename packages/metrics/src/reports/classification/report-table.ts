import { formatFixed, formatFloat } from '@myelin/core';

/** One row of a report. */
export interface ReportScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1Score: number;
  /** Samples of the class, or their weight. */
  readonly support: number;
}

/** `'accuracy'` takes the place of `'micro'` where both are the same. */
export type AverageName = 'accuracy' | 'micro' | 'macro' | 'weighted' | 'samples';

/** What a report holds. */
export interface ReportContent {
  readonly classes: readonly (readonly [name: string, scores: ReportScores])[];
  readonly averages: ReadonlyMap<AverageName, ReportScores>;
  readonly digits: number;
  /** Support is printed as whole numbers. */
  readonly areCounts: boolean;
}

/** A row as scikit-learn's `output_dict` has it. */
export interface ReportRecord {
  readonly precision: number;
  readonly recall: number;
  readonly 'f1-score': number;
  readonly support: number;
}

const none: ReportScores = { precision: 0, recall: 0, f1Score: 0, support: 0 };

/** What `classificationReport` gives: numbers by name, and a table when printed. */
export class ClassificationReport {
  /** The rows, by the names of the classes. */
  readonly classes: ReadonlyMap<string, ReportScores>;
  /** Share of samples that are classified rightly; undefined where classes are left out, or samples have several. */
  readonly accuracy: number | undefined;
  /** Over all labels at once; undefined where that is the accuracy. */
  readonly microAverage: ReportScores | undefined;
  /** Plain mean of the classes. */
  readonly macroAverage: ReportScores;
  /** Mean of the classes by support. */
  readonly weightedAverage: ReportScores;
  /** Mean over samples; undefined where each has one class. */
  readonly samplesAverage: ReportScores | undefined;
  readonly #content: ReportContent;

  constructor(content: ReportContent) {
    const { averages } = content;
    this.classes = new Map(content.classes);
    this.accuracy = averages.get('accuracy')?.precision;
    this.microAverage = averages.get('micro');
    this.macroAverage = averages.get('macro') ?? none;
    this.weightedAverage = averages.get('weighted') ?? none;
    this.samplesAverage = averages.get('samples');
    this.#content = content;
  }

  /** The table that scikit-learn prints, letter by letter. */
  toString(): string {
    const { classes, averages, digits, areCounts } = this.#content;
    const width = classes.reduce(
      (most, [name]) => Math.max(most, [...name].length),
      Math.max('weighted avg'.length, digits),
    );
    const line = (title: string, cells: readonly string[]): string =>
      `${right(title, width)}  ${cells.map((cell) => right(cell, 9)).join(' ')}\n`;
    const support = (count: number): string => (areCounts ? String(count) : formatFloat(count));
    const fixed = (value: number): string => formatFixed(value, digits);
    const row = (title: string, scores: ReportScores): string =>
      line(title, [
        fixed(scores.precision),
        fixed(scores.recall),
        fixed(scores.f1Score),
        support(scores.support),
      ]);
    const head = line('', ['precision', 'recall', 'f1-score', 'support']);
    const last = [...averages].map(([name, scores]) =>
      name === 'accuracy'
        ? line(name, ['', '', fixed(scores.f1Score), support(scores.support)])
        : row(`${name} avg`, scores),
    );
    return `${head}\n${classes.map(([name, scores]) => row(name, scores)).join('')}\n${last.join('')}`;
  }

  /** What scikit-learn gives with `output_dict=True`. */
  toJSON(): Readonly<Record<string, ReportRecord | number>> {
    const record: Record<string, ReportRecord | number> = Object.create(null);
    for (const [name, scores] of this.#content.classes) record[name] = recordOf(scores);
    for (const [name, scores] of this.#content.averages) {
      if (name === 'accuracy') record[name] = scores.precision;
      else record[`${name} avg`] = recordOf(scores);
    }
    return record;
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

const right = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - [...text].length)) + text;

const recordOf = ({ precision, recall, f1Score, support }: ReportScores): ReportRecord => ({
  precision,
  recall,
  'f1-score': f1Score,
  support,
});
