import { Catalog } from '../options/catalog.ts';
import type { Optimizer } from './optimizer.ts';
import type { OptimizerOptions } from './optimizer-options.ts';

/** Keras's names of optimizers. */
export type OptimizerName = 'sgd' | 'SGD' | 'rmsprop' | 'RMSprop' | 'adam' | 'Adam';

export type OptimizerClass = new (options?: OptimizerOptions) => Optimizer;

/** Optimizers known by name. */
export const optimizerCatalog: Catalog<OptimizerClass> = new Catalog<OptimizerClass>('optimizer');
