import { required } from '@myelin/core';
import { IoUBase } from './iou-base.ts';
import { type OneHotMeanIoUOptions, requireIoUPlan } from './iou-options.ts';

/**
 * Intersection over union for one-hot targets, the mean of all classes: `mean (tp / (tp + fp + fn))`.
 *
 * Class ids outside `[0, numClasses)` do not count. Weights of each class are added up in float32: whole numbers are
 * exact up to 2²⁴. (Keras adds up int64.)
 *
 * Classes that neither targets nor predictions hold do not enter the mean; 0 where none is left.
 *
 * @shape yTrue `[batch, ..., classes]`
 * @shape yPred `[batch, ..., classes]`, or class ids with `sparseYPred`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} there is not one target for each prediction, or weights do not fit them.
 * @source Keras 3 `metrics.OneHotMeanIoU`; samples that a mask leaves out do not count here, they do in Keras.
 * @example
 * const iou = new OneHotMeanIoU({ numClasses: 2 });
 * iou.updateState([[1, 0], [1, 0], [0, 1]], [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6]]);
 * iou.result().arraySync() // => 0.5
 */
export class OneHotMeanIoU extends IoUBase<OneHotMeanIoUOptions> {
  readonly className = 'OneHotMeanIoU';

  constructor(options: OneHotMeanIoUOptions) {
    super(
      'OneHotMeanIoU',
      options,
      { numClasses: required, ignoreClass: null, sparseYPred: false, axis: -1, dtype: 'int' },
      (config) => requireIoUPlan('OneHotMeanIoU', { ...config, sparseYTrue: false }),
    );
  }
}
