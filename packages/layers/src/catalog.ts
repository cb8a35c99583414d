import type { LayerClass } from '@myelin/core';
import { Activation } from './activation/activation.ts';
import { ELU } from './activation/elu.ts';
import { LeakyReLU } from './activation/leaky-relu.ts';
import { PReLU } from './activation/prelu.ts';
import { ReLU } from './activation/relu.ts';
import { Softmax } from './activation/softmax.ts';
import { Conv2D } from './convolution/conv2d.ts';
import { Dense } from './core/dense.ts';
import { Embedding } from './core/embedding.ts';
import { Identity } from './core/identity.ts';
import { Masking } from './core/masking.ts';
import { BatchNormalization } from './normalization/batch-normalization.ts';
import { AveragePooling2D } from './pooling/average-pooling2d.ts';
import { GlobalAveragePooling2D } from './pooling/global-average-pooling2d.ts';
import { MaxPooling2D } from './pooling/max-pooling2d.ts';
import { Normalization } from './preprocessing/normalization.ts';
import { Rescaling } from './preprocessing/rescaling.ts';
import { ActivityRegularization } from './regularization/activity-regularization.ts';
import { Dropout } from './regularization/dropout.ts';
import { Flatten } from './reshaping/flatten.ts';
import { Reshape } from './reshaping/reshape.ts';

/** Every layer of this package, by Keras's class name. */
export const layers = {
  Activation,
  ActivityRegularization,
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GlobalAveragePooling2D,
  Identity,
  LeakyReLU,
  Masking,
  MaxPooling2D,
  Normalization,
  PReLU,
  ReLU,
  Rescaling,
  Reshape,
  Softmax,
} as const satisfies Readonly<Record<string, LayerClass>>;

/** Keras's name of a layer of this package. */
export type LayerName = keyof typeof layers;
