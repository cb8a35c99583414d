import {
  type AnyLayer,
  deserialize,
  readState,
  type SavedState,
  SerializationError,
} from '@myelin/core';
import { loadWeights } from '../training/training-state.ts';
import { BaseModel } from './base-model.ts';
import type { FileOptions } from './compiled-model.ts';
import { MODEL_KIND } from './saved-model.ts';

/**
 * The model of a state: it predicts what the saved one did. To go on training it, compile it.
 *
 * @throws {@link SerializationError} it is the state of something else, is damaged, or has a layer that is not known. Nothing
 * of it is left then.
 */
export function modelFromState(state: SavedState): BaseModel {
  const { kind, architecture, weights } = state;
  if (kind !== MODEL_KIND) {
    throw notAModel('it holds something else', 'pass a file that model.save() wrote');
  }
  const model: AnyLayer = deserialize(architecture, 'layer');
  try {
    if (!(model instanceof BaseModel)) {
      throw notAModel(`it holds a ${model.className}`, 'pass a file that model.save() wrote');
    }
    loadWeights('loadModel', model, weights);
    return model as BaseModel;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/**
 * The model that `model.save(path)` wrote: it predicts what the saved one did. To go on training it, compile it.
 *
 * @param path - Ends in `.safetensors`.
 * @param files - Where the file is kept. @defaultValue {@link localFiles}
 * @throws {@link SerializationError} the file is missing or damaged, holds something else, or has a layer that is not known.
 */
export async function loadModel(path: string, { files }: FileOptions = {}): Promise<BaseModel> {
  return modelFromState(await readState(path, files));
}

const notAModel = (problem: string, fix: string): SerializationError =>
  new SerializationError({
    where: 'loadModel',
    problem: `the file holds no model: ${problem}`,
    fix,
  });
