import { Catalog } from '../options/catalog.ts';
import type { Optimizer } from './optimizer.ts';

/** Keras's names of optimizers. */
export type OptimizerName =
  | 'adadelta'
  | 'Adadelta'
  | 'adafactor'
  | 'Adafactor'
  | 'adagrad'
  | 'Adagrad'
  | 'adam'
  | 'Adam'
  | 'adamax'
  | 'Adamax'
  | 'adamw'
  | 'AdamW'
  | 'ftrl'
  | 'Ftrl'
  | 'lion'
  | 'Lion'
  | 'muon'
  | 'Muon'
  | 'nadam'
  | 'Nadam'
  | 'rmsprop'
  | 'RMSprop'
  | 'schedulefreeadamw'
  | 'ScheduleFreeAdamW'
  | 'sgd'
  | 'SGD';

export type OptimizerClass = new (options?: never) => Optimizer;

/** As Keras, it takes a name in any case: `'ADAM'`. */
class OptimizerCatalog extends Catalog<OptimizerClass> {
  override has(name: string): boolean {
    return super.has(this.#spelled(name));
  }

  override find(where: string, name: string, alsoKnown: readonly string[] = []): OptimizerClass {
    return super.find(where, this.#spelled(name), alsoKnown);
  }

  #spelled(name: string): string {
    const lower = String(name).toLowerCase();
    return !super.has(name) && super.has(lower) ? lower : name;
  }
}

/** Optimizers known by name. */
export const optimizerCatalog: Catalog<OptimizerClass> = new OptimizerCatalog('optimizer');
