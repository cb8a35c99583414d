import type { LayerClass, ModelReader } from '@myelin/core';
import { Input } from './functional/input.ts';
import { Model } from './functional/model.ts';
import { modelFromState } from './model/load-model.ts';
import { Sequential } from './sequential/sequential.ts';

/** Models and their parts by Keras's class names, for a catalog of layers. */
export const models: Readonly<
  Record<'Functional' | 'InputLayer' | 'Model' | 'Sequential', LayerClass>
> = {
  Functional: Model,
  InputLayer: Input,
  Model,
  Sequential,
};

/** How saved models are read back, for the catalog of saved models. */
export const modelReaders: Readonly<Record<'model', ModelReader>> = { model: modelFromState };
