import {
  decodeState,
  type FileStore,
  isPlainRecord,
  MyelinError,
  readState,
  type SavedState,
  SerializationError,
  savedModelCatalog,
} from '@myelin/core';
import { fromJson } from '../saving/from-json.ts';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { FittedModelPipeline, PIPELINE_KIND } from './fitted-model-pipeline.ts';
import type { FittedTargetCoder } from './target-coder.ts';
import type { TrainableModel } from './trainable-model.ts';

const where = 'loadPipeline';

/**
 * The pipeline that `save` wrote: it predicts from raw rows what the saved one did. The file may come from anywhere: nothing in it
 * is executed, and only classes in the catalogs are made. (Importing `myelin` fills them.)
 *
 * @param source - Path of the file, or its bytes.
 * @param files - Where the file is kept. @defaultValue {@link localFiles}
 * @throws {@link SerializationError} the file is missing or damaged, holds something else, or a class that is not known.
 * @example
 * const pipeline = await loadPipeline('titanic.safetensors');
 * await pipeline.predictLabels([{ Sex: 'female', Age: 38, Fare: 71.3 }]);
 */
export async function loadPipeline(
  source: string | Uint8Array<ArrayBuffer>,
  { files }: { readonly files?: FileStore } = {},
): Promise<FittedModelPipeline> {
  const state = typeof source === 'string' ? await readState(source, files) : decodeState(source);
  if (state.kind !== PIPELINE_KIND) throw notAPipeline('it holds something else');
  const prepare = fromJson(state.prepare);
  if (!(prepare instanceof FittedTransformer)) throw notAPipeline('rows go through no transformer');
  const target = state.target === null ? undefined : fromJson(state.target);
  if (target && !(target instanceof FittedTransformer) && !('classes' in target)) {
    throw notAPipeline('targets go through no coder of classes');
  }
  return new FittedModelPipeline({
    prepare,
    model: readModel(state.model as SavedState),
    target: target as FittedTargetCoder | undefined,
  });
}

function readModel(state: SavedState): TrainableModel {
  if (!isPlainRecord(state) || typeof state.kind !== 'string')
    throw notAPipeline('it holds no model');
  try {
    return savedModelCatalog.find(where, state.kind)(state) as TrainableModel;
  } catch (cause) {
    if (!(cause instanceof MyelinError) || cause instanceof SerializationError) throw cause;
    throw new SerializationError({ where, problem: cause.problem, fix: cause.fix, cause });
  }
}

const notAPipeline = (problem: string): SerializationError =>
  new SerializationError({
    where,
    problem: `the file holds no pipeline: ${problem}`,
    fix: 'pass a file that FittedModelPipeline.save() wrote',
  });
