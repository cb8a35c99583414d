/** The rules of `diagnoseFit`, in the order in which they are asked. The first that has an answer decides. */

import type { FitVerdict } from './fit-verdict.ts';
import type { SmoothCurve } from './smooth-curve.ts';

/** Epochs below which curves say nothing. */
const fewestEpochs = 5;
/** Prechelt's generalization loss at α = 5: `val_loss` over its minimum, less 1. */
const generalizationLoss = 0.05;
/** Share that counts as nothing: of what a run gained, or of a loss. */
const negligible = 0.01;
/** Share of what the training loss gained that it must lose again to diverge. */
const lostProgress = 0.5;
/** Share of `val_loss` that is missing in `loss`, if the gap is large; and share of the fall of `val_loss`. */
const gapOfLoss = 0.5;
const gapOfFall = 0.1;
/** Share of its whole fall that `val_loss` makes in the last quarter of a run that is not over. */
const shareOfFall = 0.05;
/** Share of its start by which a training loss falls if anything is learned. */
const leastFall = 0.1;

export interface JudgedCurves {
  readonly train: SmoothCurve;
  readonly validation: SmoothCurve;
  readonly targetLoss: number | null;
  /** Number of the epoch, as people count, at an index into the curves. */
  readonly epochAt: (index: number) => number;
}

export interface Judgement {
  readonly verdict: FitVerdict;
  /** Index into the curves after which it went wrong. */
  readonly since?: number;
  readonly explanation: string;
}

type Rule = (curves: JudgedCurves) => Judgement | undefined;

export function judgeCurves(curves: JudgedCurves): Judgement {
  for (const rule of rules) {
    const judgement = rule(curves);
    if (judgement) return judgement;
  }
  return {
    verdict: 'good fit',
    explanation: `Both losses leveled off: loss at ${short(curves.train.last)}, val_loss at ${short(curves.validation.last)}.`,
  };
}

const fewEpochs: Rule = ({ train: { values } }) => {
  if (values.length >= fewestEpochs) return undefined;
  return {
    verdict: 'unclear',
    explanation: `The run has ${values.length} epochs, and curves of fewer than ${fewestEpochs} say nothing. Train longer.`,
  };
};

const trainingLossRises: Rule = ({ train, epochAt }) => {
  const rise = train.last - train.least;
  const gained = train.first - train.least;
  const allowed = Math.max(lostProgress * gained, generalizationLoss * Math.abs(train.least));
  if (rise <= Math.max(allowed, train.chance)) return undefined;
  return {
    verdict: 'diverging',
    since: train.leastIndex,
    explanation: `loss ${turning(train, epochAt)}. Lower the learning rate, or clip gradients ({ clipnorm: 1 }).`,
  };
};

const validationLossRises: Rule = ({ train, validation, epochAt }) => {
  if (!risesByMuch(validation) || isChance(validation)) return undefined;
  const since = validation.leastIndex;
  const trainThen = train.values[since] ?? train.last;
  const turned = `val_loss ${turning(validation, epochAt)}`;
  if (train.last - trainThen > train.chance) {
    return {
      verdict: 'diverging',
      since,
      explanation: `${turned}, and loss rises too, from ${short(trainThen)} to ${short(train.last)}. Lower the learning rate.`,
    };
  }
  return {
    verdict: 'overfitting',
    since,
    explanation: `${turned}, while loss goes from ${short(trainThen)} to ${short(train.last)}. Stop there (EarlyStopping with restoreBestWeights), get more data, or use dropout, weight decay or a smaller model.`,
  };
};

const validationLossFalls: Rule = ({ validation }) => {
  const { first, last, least, lastFall, chanceOfFall } = validation;
  const little = Math.max(shareOfFall * (first - least), negligible * Math.abs(last));
  if (lastFall <= Math.max(little, chanceOfFall)) return undefined;
  return {
    verdict: 'still improving',
    explanation: `val_loss still falls: by ${short(lastFall)} from quarter to quarter of the epochs, to ${short(last)}. Train longer.`,
  };
};

const gapIsLarge: Rule = ({ train, validation }) => {
  const fall = validation.first - validation.least;
  const isLarge = (i: number): boolean => {
    const valLoss = validation.values[i] ?? Number.NaN;
    const gap = valLoss - (train.values[i] ?? Number.NaN);
    return gap > Math.max(gapOfLoss * Math.abs(valLoss), gapOfFall * fall, validation.chance);
  };
  const last = train.values.length - 1;
  if (!isLarge(last)) return undefined;
  let since = last;
  while (since > 0 && isLarge(since)) since--;
  return {
    verdict: 'overfitting',
    since,
    explanation: `val_loss leveled off at ${short(validation.last)}, and loss is ${short(train.last)}: the model knows its training data by heart. Get more data, or use dropout, weight decay or a smaller model.`,
  };
};

const trainingLossIsHigh: Rule = ({ train, targetLoss }) => {
  const isHigh =
    targetLoss === null
      ? train.first - train.last < leastFall * Math.abs(train.first)
      : train.last > targetLoss;
  if (!isHigh) return undefined;
  const height =
    targetLoss === null
      ? `began at ${short(train.first)} and leveled off at ${short(train.last)}`
      : `leveled off at ${short(train.last)}, above the target of ${short(targetLoss)}`;
  return {
    verdict: 'underfitting',
    explanation: `loss ${height}. Use more units or layers, less regularization, better features, or another learning rate.`,
  };
};

const noiseHidesRise: Rule = ({ validation, epochAt }) => {
  if (!risesByMuch(validation)) return undefined;
  return {
    verdict: 'unclear',
    explanation: `val_loss ${turning(validation, epochAt)}, but jumps by as much from epoch to epoch. Use more validation data, or train longer.`,
  };
};

const rules: readonly Rule[] = [
  fewEpochs,
  trainingLossRises,
  validationLossRises,
  validationLossFalls,
  gapIsLarge,
  trainingLossIsHigh,
  noiseHidesRise,
];

/** The end is above the minimum by Prechelt's criterion, and by more than nothing of what the run gained. */
function risesByMuch({ first, last, least }: SmoothCurve): boolean {
  return (
    last - least > Math.max(generalizationLoss * Math.abs(least), negligible * (first - least))
  );
}

const isChance = ({ last, least, chance }: SmoothCurve): boolean => last - least <= chance;

function turning(curve: SmoothCurve, epochAt: (index: number) => number): string {
  return `was lowest around epoch ${epochAt(curve.leastIndex)}, ${short(curve.least)}, and ends at ${short(curve.last)}`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
