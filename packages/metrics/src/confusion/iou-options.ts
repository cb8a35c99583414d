import {
  ArgumentError,
  describe,
  type MetricOptions,
  requireBoolean,
  requireNumber,
  requireOneOf,
  requireWholeNumber,
} from '@myelin/core';

/** Options that all IoU metrics have. */
export interface IoUBaseOptions extends MetricOptions {
  /**
   * `'int'` cuts sample weights down to whole numbers, as Keras does unless told otherwise: 0.9 becomes 0. `'float32'`
   * takes them as they are.
   *
   * @defaultValue `'int'`
   */
  readonly dtype?: 'int' | 'float32';
}

/** Options of IoU metrics over several classes. */
export interface ClassIoUOptions extends IoUBaseOptions {
  /** Number of classes, at least 1. Class ids outside `[0, numClasses)` do not count. */
  readonly numClasses: number;
  /** Targets of this class do not count, such as 255 for "unknown". Whole number. @defaultValue `null` */
  readonly ignoreClass?: number | null;
  /** Axis of the classes, where they are not class ids. @defaultValue `-1` */
  readonly axis?: number;
}

/** Options of {@link IoU}. */
export interface IoUOptions extends ClassIoUOptions {
  /** Classes whose mean is taken. */
  readonly targetClassIds: readonly number[];
  /** Whether targets are class ids; else their largest entry says the class. @defaultValue `true` */
  readonly sparseYTrue?: boolean;
  /** Whether predictions are class ids; else their largest entry says the class. @defaultValue `true` */
  readonly sparseYPred?: boolean;
}

/** Options of {@link MeanIoU}. */
export type MeanIoUOptions = Omit<IoUOptions, 'targetClassIds'>;

/** Options of {@link OneHotIoU}. */
export interface OneHotIoUOptions extends ClassIoUOptions {
  /** Classes whose mean is taken. */
  readonly targetClassIds: readonly number[];
  /** Whether predictions are class ids; else their largest entry says the class. @defaultValue `false` */
  readonly sparseYPred?: boolean;
}

/** Options of {@link OneHotMeanIoU}. */
export type OneHotMeanIoUOptions = Omit<OneHotIoUOptions, 'targetClassIds'>;

/** Options of {@link BinaryIoU}. */
export interface BinaryIoUOptions extends IoUBaseOptions {
  /** Classes whose mean is taken: 0, 1 or both. @defaultValue `[0, 1]` */
  readonly targetClassIds?: readonly number[];
  /** Predictions at or above it are of class 1, others, and NaN, of class 0. @defaultValue `0.5` */
  readonly threshold?: number;
}

/** What an IoU metric counts, once its options are checked. */
export interface IoUPlan {
  readonly numClasses: number;
  readonly targetClassIds: readonly number[];
  readonly ignoreClass: number | null;
  readonly sparseYTrue: boolean;
  readonly sparseYPred: boolean;
  readonly axis: number;
  /** Predictions at or above it are of class 1, others of class 0; null where they say the class themselves. */
  readonly threshold: number | null;
  readonly wholeWeights: boolean;
}

/** Options as classes give them. Absent ones have the defaults of {@link IoU}; absent `targetClassIds` are all. */
export type IoUSettings = Omit<IoUOptions, 'name' | 'targetClassIds'> & {
  readonly targetClassIds?: readonly number[];
  readonly threshold?: number;
};

/** @throws {@link ArgumentError} an option is out of its domain. */
export function requireIoUPlan(metric: string, settings: IoUSettings): IoUPlan {
  const { ignoreClass = null, targetClassIds, threshold = null, dtype = 'int' } = settings;
  const { sparseYTrue = true, sparseYPred = true, axis = -1 } = settings;
  const numClasses = requireWholeNumber(metric, 'numClasses', settings.numClasses, { min: 1 });
  const all = (): number[] => Array.from({ length: numClasses }, (_, id) => id);
  return {
    numClasses,
    targetClassIds: requireClassIds(metric, targetClassIds ?? all(), numClasses),
    ignoreClass:
      ignoreClass === null ? null : requireWholeNumber(metric, 'ignoreClass', ignoreClass),
    sparseYTrue: requireBoolean(metric, 'sparseYTrue', sparseYTrue),
    sparseYPred: requireBoolean(metric, 'sparseYPred', sparseYPred),
    axis: requireWholeNumber(metric, 'axis', axis),
    threshold: threshold === null ? null : requireNumber(metric, 'threshold', threshold),
    wholeWeights: requireOneOf(metric, 'dtype', dtype, ['int', 'float32']) === 'int',
  };
}

function requireClassIds(metric: string, ids: unknown, numClasses: number): readonly number[] {
  const isId = (id: unknown): boolean => Number.isInteger(id) && (id as number) >= 0;
  if (Array.isArray(ids) && ids.length > 0 && ids.every((id) => isId(id) && id < numClasses)) {
    return ids;
  }
  throw new ArgumentError({
    where: metric,
    problem: `\`targetClassIds\` must be a list of whole numbers from 0 to ${numClasses - 1}, received ${describe(ids)}`,
    fix: 'pass for example { targetClassIds: [0] }',
  });
}
