/** Edges worked by hand, or run with Keras 3.15.1 where that is said, eager and compiled. */

import { type Metric, NdArray, type Tensor } from '@myelin/core';
import { expectClose, onEachBackend, waysToRun } from '@myelin/testkit';
import { describe, test } from 'vitest';
import {
  AUC,
  BinaryIoU,
  F1Score,
  FalseNegatives,
  FalsePositives,
  FBetaScore,
  IoU,
  MeanIoU,
  OneHotMeanIoU,
  Precision,
  PrecisionAtRecall,
  Recall,
  RecallAtPrecision,
  SensitivityAtSpecificity,
  SpecificityAtSensitivity,
  TrueNegatives,
  TruePositives,
} from './index.ts';

interface Edge {
  readonly metric: () => Metric;
  /** Targets, predictions and perhaps weights. */
  readonly batches: readonly (readonly NdArray[])[];
  readonly result: number | number[];
}

const floats = (...values: number[]): NdArray =>
  new NdArray(Float32Array.from(values), [values.length]);
const rows = (...values: number[][]): NdArray =>
  new NdArray(Float32Array.from(values.flat()), [values.length, values[0]?.length ?? 0]);

// The 14 predictions lie outside [0, 1], on its ends, or are no numbers at all.
const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const wild = floats(-inf, -1, -1e-7, -1e-8, 0, 1e-8, 0.2, 0.5, 0.8, 1, 1 + 1e-6, 2, inf, nan);
const wildTargets = floats(1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1);
const wildWeights = floats(...Array.from({ length: 14 }, (_, i) => i));
const asRecorded = [
  [wildTargets, wild],
  [wildTargets, wild, wildWeights],
];

const half = floats(0.5, 0.5, 0.5, 0.5);
const none = floats(0, 0, 0, 0);
const all = floats(1, 1, 1, 1);
const mixed = floats(0, 1, 0, 1);
const spread = floats(0.1, 0.4, 0.6, 0.9);

const edges: Readonly<Record<string, Edge>> = {
  'an AUC without positive samples is 0': {
    metric: () => new AUC(),
    batches: [[none, spread]],
    result: 0,
  },
  'an AUC without negative samples is 0': {
    metric: () => new AUC(),
    batches: [[all, spread]],
    result: 0,
  },
  'an AUC of equal predictions is that of guessing': {
    metric: () => new AUC(),
    batches: [[mixed, half]],
    result: 0.5,
  },
  'an AUC of weights 0 is 0': {
    metric: () => new AUC(),
    batches: [[mixed, spread, none]],
    result: 0,
  },
  // Of the two positive samples one is above both negative ones, one above one of them: 3 of 4 pairs.
  'an AUC of well spread predictions is the share of pairs in the right order': {
    metric: () => new AUC(),
    batches: [[mixed, spread]],
    result: 3 / 4,
  },
  'an AUC of all right predictions over precision and recall is 1': {
    metric: () => new AUC({ curve: 'PR' }),
    batches: [[floats(0, 0, 1, 1), spread]],
    result: 1,
  },
  'an AUC over gains of all right predictions is 1': {
    metric: () => new AUC({ curve: 'PRGAIN' }),
    batches: [[floats(0, 0, 1, 1), spread]],
    result: 1,
  },
  'an AUC of wild predictions is as in Keras, for even thresholds': {
    metric: () => new AUC(),
    batches: asRecorded,
    result: 0.40136054158210754,
  },
  'an AUC of wild predictions is as in Keras, for uneven thresholds': {
    metric: () => new AUC({ thresholds: [0.9, 0.1, 0.3] }),
    batches: asRecorded,
    result: 0.3374905586242676,
  },
  'an AUC with no thresholds between 0 and 1 is as in Keras': {
    metric: () => new AUC({ thresholds: [] }),
    batches: asRecorded,
    result: 0.3650793433189392,
  },
  'an AUC of wild logits is as in Keras': {
    metric: () => new AUC({ fromLogits: true }),
    batches: asRecorded,
    result: 0.43121692538261414,
  },
  // The first label is in the right order (1), the second in the wrong one (0).
  'the AUC of each label counts by the weight of the label': {
    metric: () => new AUC({ multiLabel: true, labelWeights: [3, 1] }),
    batches: [[rows([0, 0], [1, 1]), rows([0.2, 0.8], [0.7, 0.3])]],
    result: 0.75,
  },
  // Weights 2 and 1: the pairs (0.2, 0.7), (0.2, 0.3), (0.8, 0.7), (0.8, 0.3) of negative and positive samples weigh
  // 4, 2, 2 and 1; the first two are in order.
  'weights of labels are weights of predictions where labels are not counted apart': {
    metric: () => new AUC({ labelWeights: [2, 1] }),
    batches: [[rows([0, 0], [1, 1]), rows([0.2, 0.8], [0.7, 0.3])]],
    result: 6 / 9,
  },
  'true positives at even thresholds are as in Keras': {
    metric: () => new TruePositives({ thresholds: [0, 0.5, 1] }),
    batches: asRecorded,
    result: [40, 33, 0],
  },
  'results come in the order of the thresholds, twice where one comes twice': {
    metric: () => new FalsePositives({ thresholds: [0.5, 0, 0.5] }),
    // Negative samples at 0.2, 0.5 and 0.7.
    batches: [[floats(0, 0, 0, 1), floats(0.2, 0.5, 0.7, 0.9)]],
    result: [1, 3, 1],
  },
  'NaN is predicted negative': {
    metric: () => new FalseNegatives(),
    batches: [[floats(1, 1), floats(nan, 0.6)]],
    result: 1,
  },
  'a prediction at the threshold is negative': {
    metric: () => new TrueNegatives(),
    batches: [[floats(0, 0), floats(0.5, 0.50001)]],
    result: 1,
  },
  'all targets but 0 are positive': {
    metric: () => new TruePositives(),
    batches: [[floats(-1, 0.3, 2, 0), all]],
    result: 3,
  },
  'precision is 0 where nothing is predicted positive': {
    metric: () => new Precision(),
    batches: [[all, half]],
    result: 0,
  },
  'recall is 0 where nothing is positive': {
    metric: () => new Recall(),
    batches: [[none, all]],
    result: 0,
  },
  'precision of weights 0 is 0': {
    metric: () => new Precision(),
    batches: [[mixed, all, none]],
    result: 0,
  },
  // The two largest of the first row are at 1 and 2 (the target is at 2), of the second at 0 and 1 (0 and 2).
  'only the largest predictions count as positive, whatever their size': {
    metric: () => new Precision({ topK: 2 }),
    batches: [[rows([0, 0, 1], [1, 0, 1]), rows([0, 0.1, 0.2], [0.4, 0.3, 0.2])]],
    result: 2 / 4,
  },
  'of equal predictions the first ones are taken': {
    metric: () => new Recall({ topK: 2 }),
    batches: [[rows([0, 1, 1, 1]), rows([1, 1, 1, 1])]],
    result: 1 / 3,
  },
  'a class counts only where it is among the largest and above the threshold': {
    metric: () => new Precision({ topK: 1, classId: 1, thresholds: 0.5 }),
    // Class 1 is the largest in rows 0 and 2, above 0.5 in rows 0 and 1.
    batches: [[rows([0, 1], [0, 1], [0, 1]), rows([0.1, 0.6], [0.7, 0.6], [0.3, 0.4])]],
    result: 1,
  },
  'sensitivity at specificity of wild predictions is as in Keras': {
    metric: () => new SensitivityAtSpecificity({ specificity: 0.5 }),
    batches: [[wildTargets, wild]],
    result: 0.5,
  },
  'sensitivity is 0 where no threshold is specific enough': {
    metric: () => new SensitivityAtSpecificity({ specificity: 0.5, numThresholds: 1 }),
    batches: [[none, all]],
    result: 0,
  },
  // Above 0.4 are one of two positive samples and one negative one of two; above 0.9 none.
  'specificity is looked for where sensitivity is exactly the one wanted': {
    metric: () => new SpecificityAtSensitivity({ sensitivity: 0.5 }),
    batches: [[mixed, spread]],
    result: 1,
  },
  'precision at recall 1 is at the threshold below the last positive sample': {
    metric: () => new PrecisionAtRecall({ recall: 1 }),
    batches: [[mixed, spread]],
    result: 2 / 3,
  },
  'recall at precision 1 is up to the first negative sample': {
    metric: () => new RecallAtPrecision({ precision: 1 }),
    batches: [[mixed, spread]],
    result: 1 / 2,
  },
  'recall is 0 where no threshold is precise enough': {
    metric: () => new RecallAtPrecision({ precision: 0.5 }),
    batches: [[none, spread]],
    result: 0,
  },
  // Both are predicted for the first sample (one right), none for the second: tp 1, fp 1, fn 1.
  'of equal predictions all are said, of zeros none': {
    metric: () => new F1Score({ average: 'micro' }),
    batches: [[rows([1, 0], [0, 1]), rows([0.5, 0.5], [0, 0])]],
    result: 0.5,
  },
  'no class is said where a prediction is NaN': {
    metric: () => new F1Score(),
    batches: [[rows([1, 0], [1, 0]), rows([nan, 0.9], [0.8, 0.1])]],
    // tp 1, fp 0, fn 1 for the first class; nothing for the second.
    result: [2 / 3, 0],
  },
  'F-scores of weights 0 are 0': {
    metric: () => new FBetaScore({ beta: 2, average: 'weighted' }),
    batches: [[rows([1, 0], [0, 1]), rows([0.9, 0.1], [0.2, 0.8]), floats(0, 0)]],
    result: 0,
  },
  // precision 1/2, recall 1: 5 · 0.5 / (4 · 0.5 + 1)
  'a beta above 1 counts recall more': {
    metric: () => new FBetaScore({ beta: 2, threshold: 0.5, average: 'micro' }),
    batches: [[rows([1], [0]), rows([0.9], [0.9])]],
    result: 5 / 6,
  },
  'class ids that are none do not count, and are cut down to whole numbers': {
    // Counted: (0, 0), (1, 1), (0, 1), the last one as -0.5 is cut down to 0.
    metric: () => new MeanIoU({ numClasses: 2 }),
    batches: [[floats(0.9, 1, -0.5, -1, 2, nan, 1), floats(0, 1.9, 1, 0, 0, 0, 255)]],
    result: 0.5,
  },
  'classes that are nowhere do not enter the mean': {
    metric: () => new MeanIoU({ numClasses: 5 }),
    batches: [[floats(0, 0, 3), floats(0, 3, 3)]],
    result: 0.5,
  },
  'the IoU of a class that is nowhere is 0': {
    metric: () => new IoU({ numClasses: 3, targetClassIds: [2] }),
    batches: [[floats(0, 1), floats(0, 1)]],
    result: 0,
  },
  'targets of the class to ignore do not count, predictions of it do': {
    // Left are (0, 0) and (0, 1): class 0 has 1/2, class 1 has 0/1.
    metric: () => new MeanIoU({ numClasses: 2, ignoreClass: 1 }),
    batches: [[floats(0, 0, 1, 1), floats(0, 1, 1, 0)]],
    result: 0.25,
  },
  'weights are cut down to whole numbers': {
    metric: () => new MeanIoU({ numClasses: 2 }),
    batches: [[floats(0, 0, 1), floats(0, 1, 1), floats(2.9, 1.1, 0.9)]],
    result: (2 / 3 + 0) / 2,
  },
  'weights are taken as they are in float32': {
    metric: () => new MeanIoU({ numClasses: 2, dtype: 'float32' }),
    batches: [[floats(0, 0, 1), floats(0, 1, 1), floats(1.5, 0.5, 0.5)]],
    result: (0.75 + 0.5) / 2,
  },
  'a weight for each sample counts for all its pixels': {
    // Class 0: 2·1 of 2·2 + 1·1 that are or are said; class 1: 1·1 of 2·1 + 1·2 .
    metric: () => new MeanIoU({ numClasses: 2 }),
    batches: [[rows([0, 0], [1, 1]), rows([0, 1], [1, 0]), floats(2, 1)]],
    result: (2 / 5 + 1 / 4) / 2,
  },
  'a prediction at the threshold is of class 1': {
    metric: () => new BinaryIoU({ targetClassIds: [1] }),
    batches: [[floats(1, 0), floats(0.5, 0.4)]],
    result: 1,
  },
  'the two classes of wild predictions are as in Keras': {
    metric: () => new BinaryIoU(),
    batches: asRecorded,
    result: 0.26075267791748047,
  },
  // Classes on the first of the two axes after the batch: targets 0, 1; predictions 0, 0.
  'classes may lie on any axis': {
    metric: () => new OneHotMeanIoU({ numClasses: 2, axis: 0 }),
    batches: [[rows([1, 0], [0, 1]), rows([0.9, 0.8], [0.1, 0.2])]],
    result: 0.25,
  },
};

onEachBackend('Metrics of confusion', (backend) => {
  describe.each(waysToRun(backend))('$name', ({ run }) => {
    test.each(Object.entries(edges))('%s', async (_title, { metric: make, batches, result }) => {
      const metric = make();
      const [yTrue, yPred] = batches[0] as [NdArray, NdArray];
      const shapes = { yTrue: yTrue.shape, yPred: yPred.shape };
      const named = (tensors: readonly Tensor[]) =>
        Object.fromEntries(tensors.map((tensor, i) => [`state${i}`, tensor]));
      let state = await run({}, () => named(metric.initialState(shapes)));
      for (const [target, prediction, weight] of batches as [NdArray, NdArray, NdArray?][]) {
        const given = { yTrue: target, yPred: prediction, ...(weight && { sampleWeight: weight }) };
        state = await run({ ...state, ...given }, (tensors) => {
          const { yTrue, yPred, sampleWeight } = tensors as Record<keyof typeof given, Tensor>;
          const before = Object.keys(state).map((name) => tensors[name] as Tensor);
          return named(metric.nextState(before, { yTrue, yPred, sampleWeight }));
        });
      }
      const { value } = await run(state, (tensors) => ({
        value: metric.resultOf(Object.keys(state).map((name) => tensors[name] as Tensor)),
      }));
      expectClose(value as NdArray, result);
    });
  });
});
