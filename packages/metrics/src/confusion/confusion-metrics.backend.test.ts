import { type Metric, ndArray, tensor } from '@myelin/core';
import { expectClose, expectNoLeak, onEachBackend } from '@myelin/testkit';
import { expect, test } from 'vitest';
import {
  AUC,
  BinaryIoU,
  confusionMetrics,
  F1Score,
  FBetaScore,
  IoU,
  MeanIoU,
  OneHotIoU,
  Precision,
  PrecisionAtRecall,
  Recall,
  TruePositives,
} from './index.ts';

const expectResult = (metric: Metric, expected: number | number[]): void => {
  using result = metric.result();
  expectClose(result, expected);
};

const yTrue = [
  [1, 0, 0],
  [0, 1, 0],
];
const yPred = [
  [0.7, 0.2, 0.1],
  [0.6, 0.3, 0.1],
];

onEachBackend('Metrics of confusion', () => {
  test('are exact over an epoch, not the mean of its batches', () => {
    const precision = new Precision();
    precision.updateState([1], [0.9]); // 1 of 1
    precision.updateState([0, 0, 0], [0.9, 0.8, 0.7]); // 0 of 3
    expectResult(precision, 1 / 4);
    precision.resetState();
    expectResult(precision, 0);
  });

  test('a batch of no samples changes nothing', () => {
    const nothing = ndArray(new Float32Array(0));
    for (const metric of [new Precision(), new AUC(), new MeanIoU({ numClasses: 2 })]) {
      metric.updateState([0, 1], [0, 1]);
      metric.updateState(nothing, nothing);
      expectResult(metric, 1);
      metric.resetState();
    }
  });

  test('leave out what the mask leaves out, weighted or not', () => {
    const mask = tensor([true, false, true]);
    const precision = new Precision();
    precision.updateState([1, 0, 0], [0.9, 0.9, 0.9], { mask });
    expectResult(precision, 1 / 2);
    precision.resetState();
    precision.updateState([1, 0, 0], [0.9, 0.9, 0.9], { mask, sampleWeight: [3, 1, 1] });
    expectResult(precision, 3 / 4);
    precision.resetState();
    const score = new F1Score({ average: 'micro' });
    score.updateState(yTrue, yPred, { mask: tensor([true, false]) });
    expectResult(score, 1);
    score.resetState();
    const iou = new MeanIoU({ numClasses: 2 });
    iou.updateState([0, 0, 1], [0, 1, 1], { mask });
    expectResult(iou, 1);
    iou.resetState();
    mask.dispose();
  });

  test('a vector of targets belongs to a column of predictions', () => {
    const recall = new Recall();
    recall.updateState([1, 1], [[0.9], [0.2]], { sampleWeight: [3, 1] });
    expectResult(recall, 3 / 4);
    const score = new F1Score({ threshold: 0.5 });
    score.updateState([1, 1], [[0.9], [0.2]]);
    expectResult(score, [2 / 3]);
  });

  test('a weight for each sample counts for all its values, one for each value only for that', () => {
    const positives = new TruePositives();
    const ones = [
      [1, 1],
      [1, 1],
    ];
    positives.updateState(ones, ones, { sampleWeight: [2, 3] });
    expectResult(positives, 10);
    positives.updateState(ones, ones, {
      sampleWeight: [
        [1, 0],
        [0, 0],
      ],
    });
    expectResult(positives, 11);
    positives.updateState(ones, ones, { sampleWeight: 0.5 });
    expectResult(positives, 13);
    expect(() => positives.updateState(ones, ones, { sampleWeight: [1, 2, 3] })).toThrow(
      'TruePositives: sample weights of shape [3] do not fit values of shape [2, 2].\n  Fix: pass one weight for each sample: shape [2].',
    );
    expectResult(positives, 13);
  });

  test('scores of classes are a vector, of as many classes as the first batch has', () => {
    const score = new F1Score();
    score.updateState(yTrue, yPred);
    expectResult(score, [2 / 3, 0, 0]);
    expect(() => score.updateState([[1, 0]], [[1, 0]])).toThrow(
      'F1Score: predictions of shape [1, 2] do not have as many classes as those before: 3.\n  Fix: call resetState() first, or use one metric for each number of classes.',
    );
    score.resetState();
    expectResult(score, [0, 0, 0]);
    score.updateState([[1, 0]], [[1, 0]]);
    expectResult(score, [1, 0]);
  });

  test('labels are counted apart, as many as the first batch has', () => {
    const auc = new AUC({ multiLabel: true });
    expectResult(auc, 0);
    auc.updateState(
      [
        [0, 0],
        [1, 1],
      ],
      [
        [0.2, 0.8],
        [0.7, 0.3],
      ],
    );
    expectResult(auc, 0.5);
    expect(() => auc.updateState([[0], [1]], [[0.2], [0.8]])).toThrow(
      /AUC: predictions of shape \[2, 1\] do not have as many labels as those before: 2/,
    );
    auc.resetState();
  });

  test('refuse shapes that do not fit, and say what to do', () => {
    expect(() => new F1Score().updateState([0, 1], yPred)).toThrow(
      /F1Score: targets of shape \[2\] do not match predictions of shape \[2, 3\]/,
    );
    expect(() => new F1Score().updateState([0, 1], [0.2, 0.8])).toThrow(
      /F1Score: targets and predictions must have shape \[batch, classes\], received \[2\]/,
    );
    expect(() => new Precision({ classId: 3 }).updateState(yTrue, yPred)).toThrow(
      'Precision: `classId` is 3, but there are 3 classes: the shape is [2, 3].\n  Fix: pass a `classId` from 0 to 2.',
    );
    expect(() => new PrecisionAtRecall({ recall: 1, classId: 0 }).updateState([1], [1])).toThrow(
      /PrecisionAtRecall: `classId` needs predictions of shape \[batch, classes\], received \[1\]/,
    );
    expect(() => new Recall({ topK: 4 }).updateState(yTrue, yPred)).toThrow(
      'Recall: `topK` of 4 needs at least 4 predictions in a row, received shape [2, 3].\n  Fix: pass { topK: 3 } or less.',
    );
    expect(() => new AUC({ multiLabel: true }).updateState([0, 1], [0.2, 0.8])).toThrow(
      /AUC: predictions must have shape \[\?, \?\], received \[2\]/,
    );
    expect(() => new AUC({ labelWeights: [1, 2] }).updateState(yTrue, yPred)).toThrow(
      /AUC: predictions must have shape \[\?, 2\], received \[2, 3\]/,
    );
    expect(() => new MeanIoU({ numClasses: 3 }).updateState([0, 1], yPred)).toThrow(
      /MeanIoU: 2 target classes of shape \[2\] do not match 6 predicted classes of shape \[2, 3\].*\n.*sparseYPred: false/,
    );
    const onAxis = new OneHotIoU({ numClasses: 3, targetClassIds: [0], axis: 2 });
    expect(() => onAxis.updateState(yTrue, yPred)).toThrow(
      /OneHotIoU: `axis` 2 is not an axis of shape \[2, 3\]/,
    );
  });

  test('leave no tensor behind, also where a batch is refused', async () => {
    await expectNoLeak(() => {
      for (const metric of [
        new AUC({ multiLabel: true }),
        new Precision({ topK: 1 }),
        new F1Score(),
      ]) {
        metric.updateState(yTrue, yPred);
        metric.updateState(yTrue, yPred, { sampleWeight: [1, 2] });
        expect(() => metric.updateState(yTrue, [0.5])).toThrow(/do not match/);
        metric.result().dispose();
        metric.resetState();
      }
      const iou = new OneHotIoU({ numClasses: 3, targetClassIds: [1] });
      iou.updateState(yTrue, yPred);
      iou.result().dispose();
      iou.resetState();
    });
  });

  test('refuse options out of their domain', () => {
    const at = (options: object) => () => new PrecisionAtRecall(options as never);
    expect(at({})).toThrow(/PrecisionAtRecall: `recall` is required/);
    expect(at({ recall: 1.2 })).toThrow(/`recall` must be a number of at least 0 and of at most 1/);
    expect(at({ recall: 0.5, numThresholds: 0 })).toThrow(/`numThresholds` must be a whole number/);
    expect(at({ recall: 0.5, classId: -1 })).toThrow(/`classId` must be a whole number/);
    expect(() => new Precision({ topK: 0 })).toThrow(/`topK` must be a whole number/);
    expect(() => new Precision({ thresholds: 2 })).toThrow(/`thresholds` must be/);
    expect(() => new Precision({ threshold: 0.5 } as object)).toThrow(/did you mean `thresholds`/);
    expect(() => new F1Score({ average: 'makro' as never })).toThrow(/did you mean 'macro'/);
    expect(() => new F1Score({ threshold: 0 })).toThrow(/`threshold` must be a number above 0/);
    expect(() => new FBetaScore({ beta: 0 })).toThrow(/`beta` must be a number above 0/);
    expect(() => new AUC({ numThresholds: 1 })).toThrow(/`numThresholds` must be a whole number/);
    expect(() => new AUC({ thresholds: [2] })).toThrow(/AUC: `thresholds` must be a list/);
    expect(() => new AUC({ curve: 'RCO' as never })).toThrow(/AUC: `curve` must be one of 'ROC'/);
    expect(() => new AUC({ summationMethod: 'mean' as never })).toThrow(
      /`summationMethod` must be/,
    );
    expect(() => new AUC({ numLabels: 2 })).toThrow(/`numLabels` needs `multiLabel`/);
    expect(() => new AUC({ labelWeights: [-1] })).toThrow(/`labelWeights` must be a list/);
    expect(() => new AUC({ multiLabel: true, numLabels: 2, labelWeights: [1] })).toThrow(
      /one for each of the 2 labels/,
    );
    expect(() => new IoU({ numClasses: 2, targetClassIds: [2] })).toThrow(
      /IoU: `targetClassIds` must be a list of whole numbers from 0 to 1, received/,
    );
    expect(() => new IoU({ numClasses: 2, targetClassIds: [] })).toThrow(/`targetClassIds` must/);
    expect(() => new BinaryIoU({ targetClassIds: [2] })).toThrow(/`targetClassIds` must/);
    expect(() => new MeanIoU({ numClasses: 0 })).toThrow(/`numClasses` must be a whole number/);
    expect(() => new MeanIoU({ numClasses: 2, dtype: 'float16' as never })).toThrow(/`dtype` must/);
  });

  test('know which way is better, as Keras does', () => {
    const counts = /^(True|False)/;
    for (const [name, Class] of Object.entries(confusionMetrics)) {
      const required = { numClasses: 2, targetClassIds: [0] };
      const at = { recall: 1, precision: 1, specificity: 1, sensitivity: 1 };
      const metric = make(Class, { ...required, ...at });
      expect(metric.direction, name).toBe(counts.test(metric.className) ? undefined : 'up');
      expect(new (Class as AnyClass)(metric.config).config, name).toEqual(metric.config);
    }
  });
});

type AnyClass = new (options: object) => Metric;

/** A metric with those of the options that it needs. */
function make(Class: unknown, options: Readonly<Record<string, unknown>>): Metric {
  const known: Record<string, unknown> = {};
  for (;;) {
    try {
      return new (Class as AnyClass)(known);
    } catch (error) {
      const [, option = ''] = /`(\w+)` is required/.exec(String(error)) ?? [];
      if (!(option in options)) throw error;
      known[option] = options[option];
    }
  }
}
