import { maskedWeights } from '../loss/masked-weights.ts';
import type { Tensor } from '../tensors/tensor.ts';
import type { MetricBatch, MetricOptions } from './metric.ts';
import { Metric } from './metric.ts';
import { emptyMean, extendMean, meanSoFar } from './running-mean.ts';

/** Base of metrics that are the mean of a value per sample, over all samples of an epoch. */
export abstract class MeanMetric<
  Options extends MetricOptions = MetricOptions,
> extends Metric<Options> {
  /** One value per sample, or several, which are averaged. Must not read values of tensors. */
  protected abstract values(yTrue: Tensor, yPred: Tensor): Tensor;

  initialState(): readonly Tensor[] {
    return emptyMean();
  }

  nextState(state: readonly Tensor[], batch: MetricBatch): readonly Tensor[] {
    const weight = maskedWeights(batch.sampleWeight, batch.mask, false);
    return extendMean(state, this.values(batch.yTrue, batch.yPred), weight);
  }

  resultOf(state: readonly Tensor[]): Tensor {
    return meanSoFar(state);
  }
}
