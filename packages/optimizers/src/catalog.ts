import type { OptimizerClass, OptimizerName } from '@myelin/core';
import { Adam } from './adam.ts';
import { RMSprop } from './rmsprop.ts';
import { SGD } from './sgd.ts';

/** The optimizers of this package by Keras's names. */
export const optimizers: Readonly<Record<OptimizerName, OptimizerClass>> = {
  sgd: SGD,
  SGD,
  rmsprop: RMSprop,
  RMSprop,
  adam: Adam,
  Adam,
};
