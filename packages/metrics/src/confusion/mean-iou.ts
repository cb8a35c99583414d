import { required } from '@myelin/core';
import { IoUBase } from './iou-base.ts';
import { type MeanIoUOptions, requireIoUPlan } from './iou-options.ts';

/**
 * Intersection over union, the mean of all classes: `mean (tp / (tp + fp + fn))`.
 *
 * Class ids outside `[0, numClasses)` do not count. Weights of each class are added up in float32: whole numbers are
 * exact up to 2²⁴. (Keras adds up int64.)
 *
 * Classes that neither targets nor predictions hold do not enter the mean; 0 where none is left.
 *
 * @shape yTrue class ids, or `[batch, ..., classes]` without `sparseYTrue`
 * @shape yPred class ids, or `[batch, ..., classes]` without `sparseYPred`
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} there is not one target for each prediction, or weights do not fit them.
 * @source Keras 3 `metrics.MeanIoU`; samples that a mask leaves out do not count here, they do in Keras.
 * @example
 * const iou = new MeanIoU({ numClasses: 2 });
 * iou.updateState([0, 0, 1, 1], [0, 1, 0, 1]);
 * iou.result().arraySync() // => 0.3333333
 */
export class MeanIoU extends IoUBase<MeanIoUOptions> {
  readonly className = 'MeanIoU';

  constructor(options: MeanIoUOptions) {
    super(
      'MeanIoU',
      options,
      {
        numClasses: required,
        ignoreClass: null,
        sparseYTrue: true,
        sparseYPred: true,
        axis: -1,
        dtype: 'int',
      },
      (config) => requireIoUPlan('MeanIoU', config),
    );
  }
}
