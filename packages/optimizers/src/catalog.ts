import type { OptimizerClass, OptimizerName } from '@myelin/core';
import { Adadelta } from './adadelta.ts';
import { Adafactor } from './adafactor.ts';
import { Adagrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import { Adamax } from './adamax.ts';
import { AdamW } from './adamw.ts';
import { Ftrl } from './ftrl.ts';
import { Lamb } from './lamb.ts';
import { Lion } from './lion.ts';
import { LossScaleOptimizer } from './loss-scale-optimizer.ts';
import { MultiOptimizer } from './multi-optimizer.ts';
import { Muon } from './muon.ts';
import { Nadam } from './nadam.ts';
import { RMSprop } from './rmsprop.ts';
import { ScheduleFreeAdamW } from './schedule-free-adamw.ts';
import { SGD } from './sgd.ts';

/** The optimizers of this package by Keras's names. Those that only files name are there by their class alone. */
export const optimizers: Readonly<
  Record<OptimizerName | 'Lamb' | 'LossScaleOptimizer' | 'MultiOptimizer', OptimizerClass>
> = {
  sgd: SGD,
  SGD,
  rmsprop: RMSprop,
  RMSprop,
  adam: Adam,
  Adam,
  adamw: AdamW,
  AdamW,
  adamax: Adamax,
  Adamax,
  nadam: Nadam,
  Nadam,
  adagrad: Adagrad,
  Adagrad,
  adadelta: Adadelta,
  Adadelta,
  adafactor: Adafactor,
  Adafactor,
  ftrl: Ftrl,
  Ftrl,
  lion: Lion,
  Lion,
  muon: Muon,
  Muon,
  schedulefreeadamw: ScheduleFreeAdamW,
  ScheduleFreeAdamW,
  Lamb,
  LossScaleOptimizer: LossScaleOptimizer as unknown as OptimizerClass,
  MultiOptimizer: MultiOptimizer as unknown as OptimizerClass,
};
