import { ArgumentError, type NdArray, type Resolved } from '@myelin/core';
import type { Column, Table } from '@myelin/table';
import { check, type GenericSchema, object, pipe } from 'valibot';
import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import type { TabularInput } from '../input/tabular-input.ts';
import type { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { InvertibleTransformer } from '../transformer/invertible-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { contentOf, copied } from './content-of.ts';
import { stepsOf } from './fitted-schema.ts';
import { requireNamed, requireTransformer } from './steps.ts';

/** A step: its name and what it does. */
export type PipelineStep = readonly [name: string, transformer: Transformer | 'passthrough'];

export interface PipelineOptions {
  /** What is done with the rows, in this order. `'passthrough'` does nothing. */
  readonly steps: readonly PipelineStep[];
}

export type FittedStep = readonly [name: string, fitted: FittedTransformer | 'passthrough'];

export interface PipelineState {
  readonly steps: readonly FittedStep[];
}

/**
 * Transformers one after another, as one: each is fitted on what the one before makes of the rows.
 *
 * @throws {@link ArgumentError} a step has no name of its own, or is no transformer.
 * @source scikit-learn `Pipeline`; one that ends in a model is {@link ModelPipeline}.
 * @see {@link makePipeline}
 * @example
 * const pipeline = new Pipeline({
 *   steps: [['impute', new SimpleImputer()], ['scale', new MinMaxScaler()]],
 * });
 * pipeline.fitTransform([[1], [null], [3]]).toArray() // => [[0], [0.5], [1]]
 */
export class Pipeline extends Transformer<PipelineOptions, FittedPipeline> {
  readonly className = 'Pipeline';

  constructor(options: PipelineOptions) {
    super('Pipeline', options, { steps: [] });
    const { steps } = this.config;
    requireNamed('Pipeline', 'steps', steps, "[['scale', new StandardScaler()]]");
    for (const [name, step] of steps)
      requireTransformer('Pipeline', `steps.${name}`, step, ['passthrough']);
    if (steps.length > 0) return;
    throw new ArgumentError({
      where: 'Pipeline',
      problem: '`steps` must hold at least one step, received none',
      fix: "pass for example { steps: [['scale', new StandardScaler()]] }",
    });
  }

  /** @internal */
  learn(lesson: Lesson): FittedPipeline {
    return this.learnApply(lesson).fitted;
  }

  /** @internal */
  override learnApply({ x, isNamed, y }: Lesson): { fitted: FittedPipeline; result: Tabular } {
    let rows = x;
    const steps = this.config.steps.map(([name, step]): FittedStep => {
      if (step === 'passthrough') return [name, step];
      // Columns that a step made are told apart by their places, since it names them alike every time.
      const { fitted, result } = step.learnApply({ x: rows, isNamed, y });
      rows = result;
      return [name, fitted];
    });
    const fitted = new FittedPipeline({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { steps },
    });
    return { fitted, result: rows === x ? copied(x) : rows };
  }
}

export class FittedPipeline extends InvertibleTransformer<PipelineState> {
  readonly className = 'Pipeline';
  declare readonly config: Resolved<PipelineOptions>;

  /** The fitted step of that name; `'passthrough'` where nothing was to be fitted. */
  get namedSteps(): Readonly<Record<string, FittedTransformer | 'passthrough'>> {
    return Object.fromEntries(this.state.steps);
  }

  override isNeeded(place: number): boolean {
    return this.#fitted[0]?.isNeeded(place) ?? true;
  }

  protected override get ignoresOthers(): boolean {
    return this.#fitted[0]?.takesOthers ?? false;
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    return this.#fitted.reduce<readonly string[]>(
      (given, step) => step.featureNamesOut(given),
      names,
    );
  }

  protected compute(x: Tabular): Matrix | readonly Column[] {
    const made = this.#fitted.reduce((rows, step) => step.apply(rows), x);
    return contentOf(made === x ? copied(x) : made);
  }

  /**
   * The rows as they were before the first step.
   *
   * @throws {@link ArgumentError} a step cannot be undone. {@link DataError} what it was are texts: see
   * {@link inverseTransformTable}.
   */
  inverseTransform(y: TabularInput): NdArray {
    return this.invertedArray(y);
  }

  /** As {@link inverseTransform}, as a table. */
  inverseTransformTable(y: TabularInput): Table {
    return this.invertedTable(y);
  }

  protected invert(y: Tabular): Matrix | readonly Column[] {
    const rows = [...this.#fitted].reverse().reduce((after, step) => {
      if (step instanceof InvertibleTransformer) return step.unapply(after);
      throw new ArgumentError({
        where: 'Pipeline.inverseTransform',
        problem: `a ${step.className} cannot be undone`,
        fix: 'undo the steps that can be by themselves: fitted.namedSteps',
      });
    }, y);
    return contentOf(rows === y ? copied(y) : rows);
  }

  get #fitted(): readonly FittedTransformer[] {
    return this.state.steps
      .map(([, step]) => step)
      .filter((step): step is FittedTransformer => step !== 'passthrough');
  }
}

/** What a saved one has learned. */
export const pipelineState = (
  columns: number,
  { steps: options }: Resolved<PipelineOptions>,
): GenericSchema<unknown, PipelineState> =>
  object({
    steps: pipe(
      stepsOf(options),
      check(
        (steps) => takeOneAnother(steps, columns),
        'a step takes other columns than the one before gives',
      ),
    ),
  });

function takeOneAnother(steps: readonly FittedStep[], columns: number): boolean {
  let width = columns;
  for (const [, step] of steps) {
    if (step === 'passthrough') continue;
    if (step.featureNamesIn.length !== width) return false;
    width = step.featureNamesOut().length;
  }
  return true;
}
