import { ArgumentError, describe, requireKnownOptions, requireOptions } from '@myelin/core';
import type { TabularInput } from '../input/tabular-input.ts';
import { Transformer } from '../transformer/transformer.ts';
import { FittedModelPipeline, type FittedModelPipelineParts } from './fitted-model-pipeline.ts';
import { holdOut, type RawData } from './hold-out.ts';
import { requireTransformer } from './steps.ts';
import {
  codeTarget,
  fitTarget,
  isVector,
  type TargetCoder,
  type TargetInput,
} from './target-coder.ts';
import type { FitOptionsOf, FittedBy, TrainableModel } from './trainable-model.ts';

export interface ModelPipelineOptions<M extends TrainableModel> {
  /** What raw rows go through: a ColumnTransformer, a Pipeline, or any other transformer. */
  readonly prepare: Transformer;
  /** A compiled model. It is trained itself, not a copy of it. */
  readonly model: M;
  /** What targets go through: a LabelEncoder or LabelBinarizer for classes, a scaler for numbers. @defaultValue nothing */
  readonly target?: TargetCoder;
}

/** Options of `fit` of the model; validation data is raw, too. */
export type PipelineFitOptions<M> = Omit<FitOptionsOf<M>, 'validationData'> & {
  readonly validationData?: RawData;
};

/**
 * Preparing data and training a model on it, as one: a pipeline that ends in a model.
 *
 * @throws {@link ArgumentError} an option is not what it should be.
 * @see {@link FittedModelPipeline}
 * @example
 * const pipeline = new ModelPipeline({ prepare: new StandardScaler(), model });
 * const { fitted, history } = await pipeline.fit(rows, targets, { epochs: 50 });
 * await fitted.predict(newRows);
 */
export class ModelPipeline<M extends TrainableModel> {
  readonly config: ModelPipelineOptions<M>;

  constructor(options: ModelPipelineOptions<M>) {
    requireOptions('ModelPipeline', options);
    requireKnownOptions('ModelPipeline', options, ['prepare', 'model', 'target']);
    this.config = options;
    const { prepare, model, target } = options;
    requireTransformer('ModelPipeline', 'prepare', prepare, []);
    requireMethods(
      'model',
      model,
      ['fit', 'predict', 'evaluate', 'toState'],
      'a compiled Sequential',
    );
    if (target !== undefined && !(target instanceof Transformer)) {
      requireMethods('target', target, ['fit'], 'new LabelEncoder()');
    }
  }

  /**
   * Fits what prepares the data on these rows, and trains the model on what comes out.
   *
   * A `validationSplit` among the options cuts off the last rows before anything is fitted, so that nothing of them goes into means or
   * categories; only classes are looked for in all of `y`.
   *
   * @param y - One value for each row; texts need a coder of classes as `target`.
   * @throws what `fit` of the transformers and of the model throw.
   */
  async fit(
    x: TabularInput,
    y: TargetInput,
    options: PipelineFitOptions<M> = {} as PipelineFitOptions<M>,
  ): Promise<{ readonly fitted: FittedModelPipeline<M>; readonly history: FittedBy<M> }> {
    const where = 'ModelPipeline.fit';
    const { prepare, model, target: coder } = this.config;
    const { training, validation } = partsOf(where, [x, y], options);
    const [rows, targets] = training;
    const target = coder && fitTarget(coder, coder instanceof Transformer ? targets : y);
    const lesson = prepare.read(rows, isVector(targets) ? targets : undefined);
    const coded = codeTarget(where, target, targets);
    const { fitted, result } = prepare.learnApply(lesson);
    const { validationSplit: _, ...others } = options as { readonly validationSplit?: number };
    const history = await model.fit(result.toNdArray(where, 'transformTable'), coded, {
      ...others,
      ...preparedValidation(where, { prepare: fitted, model, target }, validation),
    });
    return {
      fitted: new FittedModelPipeline({ prepare: fitted, model, target }),
      history: history as FittedBy<M>,
    };
  }
}

/** What is to learn from, and what to validate with, raw. */
function partsOf(
  where: string,
  all: RawData,
  options: { readonly validationData?: RawData; readonly validationSplit?: number },
): { readonly training: RawData; readonly validation: RawData | undefined } {
  const { validationData, validationSplit } = options;
  if (validationData !== undefined || !validationSplit) {
    return { training: all, validation: validationData };
  }
  return holdOut(where, all, validationSplit);
}

/** Validation data as the model sees it. */
function preparedValidation(
  where: string,
  { prepare, target }: FittedModelPipelineParts<TrainableModel>,
  given: RawData | undefined,
): object {
  if (given === undefined) return {};
  const [x, y] = given;
  return {
    validationData: [prepare.transform(x), codeTarget(`${where} \`validationData\``, target, y)],
  };
}

function requireMethods(
  option: string,
  value: unknown,
  methods: readonly string[],
  example: string,
): void {
  const missing = methods.find(
    (method) =>
      typeof (value as Record<string, unknown> | null | undefined)?.[method] !== 'function',
  );
  if (missing === undefined) return;
  throw new ArgumentError({
    where: 'ModelPipeline',
    problem: `\`${option}\` must have the method ${missing}(), received ${describe(value)}`,
    fix: `pass for example ${example}`,
  });
}
