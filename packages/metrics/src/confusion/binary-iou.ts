import { IoUBase } from './iou-base.ts';
import { type BinaryIoUOptions, requireIoUPlan } from './iou-options.ts';

/**
 * Intersection over union for two classes, told apart by a threshold: `mean (tp / (tp + fp + fn))`.
 *
 * Weights of each class are added up in float32: whole numbers are
 * exact up to 2²⁴. (Keras adds up int64.)
 *
 * Classes that neither targets nor predictions hold do not enter the mean; 0 where none is left.
 *
 * @shape yTrue 0 or 1; other targets do not count
 * @shape yPred numbers; at or above `threshold` they are of class 1
 * @throws {@link ArgumentError} an option is out of its domain.
 * @throws {@link ShapeError} there is not one target for each prediction, or weights do not fit them.
 * @source Keras 3 `metrics.BinaryIoU`; samples that a mask leaves out do not count here, they do in Keras.
 * @example
 * const iou = new BinaryIoU();
 * iou.updateState([0, 1, 0, 1], [0.1, 0.2, 0.4, 0.7]);
 * iou.result().arraySync() // => 0.5833333
 */
export class BinaryIoU extends IoUBase<BinaryIoUOptions> {
  readonly className = 'BinaryIoU';

  constructor(options: BinaryIoUOptions = {}) {
    super(
      'BinaryIoU',
      options,
      { targetClassIds: [0, 1], threshold: 0.5, dtype: 'int' },
      (config) => requireIoUPlan('BinaryIoU', { ...config, numClasses: 2 }),
    );
  }
}
