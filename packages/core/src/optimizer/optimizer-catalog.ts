import { Catalog } from '../options/catalog.ts';
import type { Optimizer } from './optimizer.ts';

/** Keras's names of optimizers. */
export type OptimizerName = 'sgd' | 'SGD' | 'rmsprop' | 'RMSprop' | 'adam' | 'Adam';

export type OptimizerClass = new () => Optimizer;

/** Optimizers known by name. */
export const optimizerCatalog: Catalog<OptimizerClass> = new Catalog<OptimizerClass>('optimizer');
