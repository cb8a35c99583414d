import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { snakeCase } from '../layer/layer-name.ts';
import { matchRanks } from '../loss/match-ranks.ts';
import { returnedTensor } from '../loss/returned-tensor.ts';
import { toFloat } from '../loss/to-float.ts';
import { required } from '../options/options.ts';
import type { Tensor } from '../tensors/tensor.ts';
import { MeanMetric } from './mean-metric.ts';
import type { Direction, MetricOptions } from './metric.ts';
import { metricCatalog } from './metric-catalog.ts';

/** One value per sample, from targets and predictions. Must not read values of tensors. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

export interface MeanMetricWrapperOptions extends MetricOptions {
  readonly fn: MetricFunction;
  /** @defaultValue the name of the function; for one of Keras's in Keras's spelling: `categorical_accuracy` */
  readonly name?: string;
  /** Which way is better; `null` where neither is. @defaultValue `null` */
  readonly direction?: 'up' | 'down' | null;
}

/**
 * A plain function as a metric: the mean of `fn(yTrue, yPred)` over all samples.
 *
 * Both reach the function as float32, `[n]` against `[n, 1]` as `[n, 1]` twice.
 *
 * @throws {@link ArgumentError} `fn` is not a function.
 * @example
 * const bias = new MeanMetricWrapper({ fn: (yTrue, yPred) => yPred.sub(yTrue), name: 'bias' });
 * bias.updateState([1, 2], [[1.5], [2.5]]);
 * bias.result().arraySync() // => 0.5
 */
export class MeanMetricWrapper extends MeanMetric<MeanMetricWrapperOptions> {
  readonly className = 'MeanMetricWrapper';
  readonly direction: Direction;

  constructor(options: MeanMetricWrapperOptions) {
    const { fn } = options;
    super('MeanMetricWrapper', fn?.name ? { name: kerasName(fn.name), ...options } : options, {
      fn: required,
      direction: null,
    });
    this.direction = this.config.direction ?? undefined;
    if (typeof fn !== 'function') {
      throw new ArgumentError({
        where: 'MeanMetricWrapper',
        problem: `\`fn\` must be a function, received ${describe(fn)}`,
        fix: 'pass { fn: (yTrue, yPred) => … }, which returns one value per sample',
      });
    }
  }

  protected values(yTrue: Tensor, yPred: Tensor): Tensor {
    const values = this.config.fn(...matchRanks(toFloat(yTrue), toFloat(yPred)));
    return returnedTensor(this.name, values);
  }
}

/** `categoricalAccuracy` is `categorical_accuracy` in Keras's logs; functions that Keras lacks keep their names. */
function kerasName(name: string): string {
  const snake = snakeCase(name);
  return metricCatalog.has(snake) ? snake : name;
}
