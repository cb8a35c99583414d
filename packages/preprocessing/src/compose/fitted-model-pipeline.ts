import {
  type Bytes,
  encodeState,
  type FileStore,
  type NdArray,
  type SavedState,
  type SavedValue,
  StateError,
  writeState,
} from '@myelin/core';
import type { Cell } from '@myelin/table';
import type { TabularInput } from '../input/tabular-input.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import {
  codeTarget,
  type FittedTargetCoder,
  type TargetInput,
  uncodeNumbers,
} from './target-coder.ts';
import type { TrainableModel } from './trainable-model.ts';

/** The `kind` of saved pipelines. */
export const PIPELINE_KIND = 'pipeline';

export interface FittedModelPipelineParts<M extends TrainableModel> {
  /** What raw rows go through before the model sees them. */
  readonly prepare: FittedTransformer;
  readonly model: M;
  /** What targets went through; undefined if the model learned them as they were. */
  readonly target?: FittedTargetCoder | undefined;
}

/**
 * A trained model together with what prepares its data: it predicts from raw rows, and stands in one file.
 *
 * {@link ModelPipeline} makes one; a model that was trained by hand can be joined with what prepared its data as well.
 *
 * @example
 * const pipeline = new FittedModelPipeline({ prepare: scaler, model });
 * await pipeline.save('pima.safetensors');
 * await (await loadPipeline('pima.safetensors')).predict(rawRows);
 */
export class FittedModelPipeline<M extends TrainableModel = TrainableModel> {
  readonly prepare: FittedTransformer;
  readonly model: M;
  readonly target: FittedTargetCoder | undefined;

  constructor({ prepare, model, target }: FittedModelPipelineParts<M>) {
    this.prepare = prepare;
    this.model = model;
    this.target = target;
  }

  /**
   * What the model answers to raw rows; numbers in the units of the targets that it was fitted on.
   *
   * @throws {@link ShapeError} or {@link DataError} the rows are not such as it was fitted on.
   */
  async predict(x: TabularInput, options?: object): Promise<NdArray> {
    const predict = this.model.predict as (x: NdArray, options?: object) => Promise<NdArray>;
    const outputs = await predict.call(this.model, this.prepare.transform(x), {
      verbose: 0,
      ...options,
    });
    return uncodeNumbers(this.target, outputs);
  }

  /**
   * The class of each row: of one output the second class from 0.5 on, of several the one with the largest.
   *
   * @throws {@link StateError} it was fitted without a coder of classes.
   */
  async predictLabels(x: TabularInput): Promise<Cell[]> {
    const { target } = this;
    if (target === undefined || target instanceof FittedTransformer) {
      throw new StateError({
        where: 'FittedModelPipeline.predictLabels',
        problem: 'there are no classes: it was fitted without a coder of them',
        fix: 'give ModelPipeline { target: new LabelEncoder() }, or use predict()',
      });
    }
    const outputs = await this.predict(x);
    const [rows = 0, width = 1] = outputs.shape;
    const places =
      width === 1
        ? Array.from(outputs.data, (value) => Number(value >= 0.5))
        : Array.from(outputs.reshape([rows, -1]).argMax().data);
    return places.map((place) => target.classes[place] ?? null);
  }

  /** Loss and metrics on raw rows. */
  async evaluate(
    x: TabularInput,
    y: TargetInput,
    options?: object,
  ): Promise<Readonly<Record<string, number>>> {
    const coded = codeTarget('FittedModelPipeline.evaluate', this.target, y);
    const scores = await this.model.evaluate(this.prepare.transform(x), coded, {
      verbose: 0,
      ...options,
      returnDict: true,
    });
    return scores as Readonly<Record<string, number>>;
  }

  /** All of it as it stands in a file. @throws {@link SerializationError} an option, such as a function, cannot be saved. */
  toState(): SavedState {
    return {
      kind: PIPELINE_KIND,
      prepare: this.prepare.toJSON() as SavedValue,
      target: (this.target?.toJSON() ?? null) as SavedValue,
      model: this.model.toState(),
    };
  }

  /** The bytes of the file that {@link save} writes. @throws as {@link toState} */
  toBytes(): Bytes {
    return encodeState(this.toState());
  }

  /**
   * Writes all of it to one file, as a whole.
   *
   * @param path - Ends in `.safetensors`.
   * @throws as {@link toState}, and {@link SerializationError} if the file cannot be written.
   */
  async save(path: string, { files }: { readonly files?: FileStore } = {}): Promise<void> {
    await writeState(path, this.toState(), files);
  }

  /** Frees the memory of the model, which cannot be used any more. What prepares data stays as it is. */
  dispose(): void {
    this.model.dispose?.();
  }

  /** As {@link dispose}: `using pipeline = await loadPipeline(path)`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}
