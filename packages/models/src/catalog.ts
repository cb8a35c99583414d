import type { LayerClass } from '@myelin/core';
import { Input } from './functional/input.ts';
import { Model } from './functional/model.ts';
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
