import { type Resolved, requireBoolean } from '@myelin/core';
import type { Column } from '@myelin/table';
import { check, type GenericSchema, object, pipe } from 'valibot';
import type { Matrix } from '../input/matrix.ts';
import type { Tabular } from '../input/tabular.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { contentOf } from './content-of.ts';
import { stepsOf } from './fitted-schema.ts';
import { joined, weighted } from './joined.ts';
import { outputNames } from './output-names.ts';
import type { FittedStep, PipelineStep } from './pipeline.ts';
import { requireWeights } from './require-weights.ts';
import { requireNamed, requireTransformer } from './steps.ts';

export interface FeatureUnionOptions {
  /** What is done with the rows, each by itself. `'passthrough'` gives them as they are. */
  readonly transformerList: readonly PipelineStep[];
  /** What the numbers of a part are multiplied by, by its name. @defaultValue none */
  readonly transformerWeights?: Readonly<Record<string, number>> | null;
  /** Whether columns that come out are called `part__column`; else by their own names. @defaultValue `true` */
  readonly verboseFeatureNamesOut?: boolean;
}

export interface FeatureUnionState {
  readonly parts: readonly FittedStep[];
}

/**
 * Several transformers of the same rows, their results side by side.
 *
 * @throws {@link ArgumentError} a part has no name of its own, or is no transformer.
 * @source scikit-learn `FeatureUnion`
 * @example
 * new FeatureUnion({
 *   transformerList: [['as they are', 'passthrough'], ['squares', new PolynomialFeatures()]],
 * })
 */
export class FeatureUnion extends Transformer<FeatureUnionOptions, FittedFeatureUnion> {
  readonly className = 'FeatureUnion';

  constructor(options: FeatureUnionOptions) {
    super('FeatureUnion', options, {
      transformerList: [],
      transformerWeights: null,
      verboseFeatureNamesOut: true,
    });
    const { transformerList, transformerWeights, verboseFeatureNamesOut } = this.config;
    requireNamed(
      'FeatureUnion',
      'transformerList',
      transformerList,
      "[['scale', new StandardScaler()]]",
    );
    for (const [name, part] of transformerList) {
      requireTransformer('FeatureUnion', `transformerList.${name}`, part, ['passthrough']);
    }
    requireWeights(
      'FeatureUnion',
      transformerWeights,
      transformerList.map(([name]) => name),
    );
    requireBoolean('FeatureUnion', 'verboseFeatureNamesOut', verboseFeatureNamesOut);
  }

  /** @internal */
  learn(lesson: Lesson): FittedFeatureUnion {
    return this.learnApply(lesson).fitted;
  }

  /** @internal */
  override learnApply(lesson: Lesson): { fitted: FittedFeatureUnion; result: Tabular } {
    const { x, isNamed } = lesson;
    const results: Tabular[] = [];
    const parts = this.config.transformerList.map(([name, part]): FittedStep => {
      const made = part === 'passthrough' ? undefined : part.learnApply(lesson);
      results.push(weighted(made?.result ?? x, name, this.config.transformerWeights));
      return [name, made?.fitted ?? 'passthrough'];
    });
    const fitted = new FittedFeatureUnion({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state: { parts },
    });
    const result = joined('FeatureUnion.fit', results, x.rows).renamed(fitted.featureNamesOut());
    return { fitted, result };
  }
}

export class FittedFeatureUnion extends FittedTransformer<FeatureUnionState> {
  readonly className = 'FeatureUnion';
  declare readonly config: Resolved<FeatureUnionOptions>;

  /** The fitted part of that name. */
  get namedTransformers(): Readonly<Record<string, FittedTransformer | 'passthrough'>> {
    return Object.fromEntries(this.state.parts);
  }

  protected namesOut(names: readonly string[]): readonly string[] {
    const parts = this.state.parts.map(([name, part]) => ({
      name,
      columns: part === 'passthrough' ? names : part.featureNamesOut(names),
    }));
    return outputNames('FeatureUnion', parts, this.config.verboseFeatureNamesOut);
  }

  protected compute(x: Tabular): Matrix | readonly Column[] {
    const results = this.state.parts.map(([name, part]) => {
      const result = part === 'passthrough' ? x : part.apply(x);
      return weighted(result, name, this.config.transformerWeights);
    });
    return contentOf(joined('FeatureUnion.transform', results, x.rows));
  }
}

/** What a saved one has learned. */
export const featureUnionState = (
  columns: number,
  { transformerList }: Resolved<FeatureUnionOptions>,
): GenericSchema<unknown, FeatureUnionState> =>
  object({
    parts: pipe(
      stepsOf(transformerList),
      check(
        (parts) =>
          parts.every(
            ([, part]) => part === 'passthrough' || part.featureNamesIn.length === columns,
          ),
        'a part takes another number of columns',
      ),
    ),
  });
