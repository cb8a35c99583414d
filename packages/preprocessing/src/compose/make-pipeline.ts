import type { Transformer } from '../transformer/transformer.ts';
import { Pipeline } from './pipeline.ts';
import { namedByClass, requireTransformer } from './steps.ts';

/**
 * A {@link Pipeline} of these, named by their classes: `standardscaler`, and `standardscaler-2` for a second one.
 *
 * @throws {@link ArgumentError} a step is no transformer, or there is none.
 * @example
 * makePipeline(new SimpleImputer(), new StandardScaler())
 */
export function makePipeline(...steps: readonly Transformer[]): Pipeline {
  for (const [at, step] of steps.entries()) {
    requireTransformer('makePipeline', `step ${at + 1}`, step, []);
  }
  return new Pipeline({ steps: namedByClass(steps) });
}
