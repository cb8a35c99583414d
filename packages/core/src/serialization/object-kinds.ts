/** The kinds of objects that files hold, and where their classes are found. */

import type { Constraint } from '../constraints/constraint.ts';
import { constraintCatalog } from '../constraints/constraint-catalog.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { initializerCatalog } from '../initializers/initializer-catalog.ts';
import { layerCatalog } from '../layer/layer-catalog.ts';
import type { AnyLayer } from '../layer/layer-types.ts';
import type { Loss } from '../loss/loss.ts';
import { lossCatalog } from '../loss/loss-catalog.ts';
import type { Metric } from '../metric/metric.ts';
import { metricCatalog } from '../metric/metric-catalog.ts';
import type { LearningRateSchedule } from '../optimizer/learning-rate-schedule.ts';
import type { Optimizer } from '../optimizer/optimizer.ts';
import { optimizerCatalog } from '../optimizer/optimizer-catalog.ts';
import { scheduleCatalog } from '../optimizer/schedule-catalog.ts';
import type { Catalog } from '../options/catalog.ts';
import type { Regularizer } from '../regularizers/regularizer.ts';
import { regularizerCatalog } from '../regularizers/regularizer-catalog.ts';

/** What the kinds of serialized objects are in our code. */
export interface ObjectKinds {
  layer: AnyLayer;
  loss: Loss;
  metric: Metric;
  optimizer: Optimizer;
  schedule: LearningRateSchedule;
  initializer: Initializer;
  regularizer: Regularizer;
  constraint: Constraint;
}

export type ObjectKind = keyof ObjectKinds;

/** The catalog of each kind. In this order a class without a module is looked for. */
export const catalogs: Readonly<Record<ObjectKind, Catalog<unknown>>> = {
  layer: layerCatalog as Catalog<unknown>,
  loss: lossCatalog as Catalog<unknown>,
  metric: metricCatalog as Catalog<unknown>,
  optimizer: optimizerCatalog as Catalog<unknown>,
  schedule: scheduleCatalog as Catalog<unknown>,
  initializer: initializerCatalog as Catalog<unknown>,
  regularizer: regularizerCatalog as Catalog<unknown>,
  constraint: constraintCatalog as Catalog<unknown>,
};

const modules: Readonly<Record<string, ObjectKind>> = {
  keras: 'layer',
  'keras.models': 'layer',
  'keras.layers': 'layer',
  'keras.losses': 'loss',
  'keras.metrics': 'metric',
  'keras.optimizers': 'optimizer',
  'keras.optimizers.schedules': 'schedule',
  'keras.initializers': 'initializer',
  'keras.regularizers': 'regularizer',
  'keras.constraints': 'constraint',
};

/** What a Keras module holds; `keras.src.models.functional` is a private spelling of `keras.models`. */
export function kindOfModule(module: unknown): ObjectKind | undefined {
  if (typeof module !== 'string') return undefined;
  const [, group] = /^keras\.src\.(optimizers\.schedules|[a-z]+)\./.exec(module) ?? [];
  const name = group === undefined ? module : `keras.${group}`;
  return Object.hasOwn(modules, name) ? modules[name] : undefined;
}

/** What an option holds by its name, if it holds an object: `kernel_initializer` an initializer. */
export function kindOfOption(name: string): ObjectKind | undefined {
  if (/(?:^|_)learning_rate$/.test(name)) return 'schedule';
  const [, kind] =
    /(?:^|_)(initializer|regularizer|constraint|optimizer|loss|metric|layer|cell)s?$/.exec(name) ??
    [];
  return (kind === 'cell' ? 'layer' : kind) as ObjectKind | undefined;
}
