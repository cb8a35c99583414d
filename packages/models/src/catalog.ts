import type { LayerClass } from '@myelin/core';
import { Input } from './sequential/input.ts';
import { Sequential } from './sequential/sequential.ts';

/** Models and their parts by Keras's class names, for a catalog of layers. */
export const models: Readonly<Record<'InputLayer' | 'Sequential', LayerClass>> = {
  InputLayer: Input,
  Sequential,
};
