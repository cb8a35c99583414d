/** What in the numbers of layers is a known disease, and its cures. */

import type { LayerSummary } from './layer-summary.ts';

export type LayerProblem =
  | 'vanishing gradients'
  | 'exploding gradients'
  | 'dead units'
  | 'saturated units'
  | 'not finite';

export interface LayerFinding {
  readonly problem: LayerProblem;
  /** Names of the layers concerned. */
  readonly layers: readonly string[];
  /** In plain words, with what to try. */
  readonly explanation: string;
}

/**
 * Factor by which gradients shrink, or grow, from the last layer to the first one.
 *
 * @source Nielsen 2015, "Neural Networks and Deep Learning", chapter 5: with four hidden layers of sigmoids "the first
 * hidden layer is learning roughly 100 times slower than the final hidden layer".
 */
const gradientFactor = 100;
/** Share of dead units in a layer. Ours; a few units are off by chance when the probe is small. */
const deadShare = 0.1;
/** Share of saturated outputs of a hidden layer. Ours. */
const saturatedShare = 0.5;

/** @param layers - From the input to the output. */
export function findProblems(layers: readonly LayerSummary[]): LayerFinding[] {
  const broken = notFinite(layers);
  if (broken) return [broken];
  return [...gradientProblems(layers), ...layers.flatMap(deadUnits), ...saturation(layers)];
}

function notFinite(layers: readonly LayerSummary[]): LayerFinding | undefined {
  const broken = layers.filter(({ mean, weightNorm, gradientNorm }) =>
    [mean, weightNorm ?? 0, gradientNorm ?? 0].some((value) => !Number.isFinite(value)),
  );
  if (broken.length === 0) return undefined;
  const names = broken.map(({ name }) => name);
  return {
    problem: 'not finite',
    layers: names,
    explanation: `Outputs, weights or gradients of ${names.join(', ')} are infinite or NaN. Lower the learning rate, clip gradients ({ clipnorm: 1 }), and look for values in the data that are not finite.`,
  };
}

/** Compares the first with the last of the layers that have a matrix of weights, such as a kernel. */
function gradientProblems(layers: readonly LayerSummary[]): LayerFinding[] {
  const learning = layers.filter(
    ({ weights, gradientNorm }) => gradientNorm !== null && weights.some(({ rank }) => rank >= 2),
  );
  const first = learning[0];
  const last = learning.at(-1);
  if (first === undefined || last === undefined || first === last) return [];
  const nearInput = first.gradientNorm ?? 0;
  const nearOutput = last.gradientNorm ?? 0;
  const names = learning.map(({ name }) => name);
  const norms = `the gradient of ${first.name} is ${short(nearInput)} and that of ${last.name} ${short(nearOutput)}`;
  if (nearOutput > 0 && nearInput * gradientFactor <= nearOutput) {
    return [
      {
        problem: 'vanishing gradients',
        layers: names,
        explanation: `Gradients vanish toward the input: ${norms}. The first layers hardly learn. Use relu and not sigmoid or tanh, initializers that fit ('he_normal'), batch normalization, or connections that skip layers.`,
      },
    ];
  }
  if (nearInput > 0 && nearInput >= nearOutput * gradientFactor) {
    return [
      {
        problem: 'exploding gradients',
        layers: names,
        explanation: `Gradients explode toward the input: ${norms}. Clip them ({ clipnorm: 1 }), lower the learning rate, or use initializers that fit ('he_normal', 'glorot_uniform').`,
      },
    ];
  }
  return [];
}

function deadUnits({ name, units, deadUnits: dead }: LayerSummary): LayerFinding[] {
  if (dead === null || dead < deadShare * units) return [];
  return [
    {
      problem: 'dead units',
      layers: [name],
      explanation: `${dead} of ${units} units of ${name} are dead: they gave 0 for each sample of the probe, so that nothing reaches their weights. Lower the learning rate, or use leaky_relu or elu.`,
    },
  ];
}

/** The last layer may be sure of itself: a hidden one that is flat lets no gradient through. */
function saturation(layers: readonly LayerSummary[]): LayerFinding[] {
  return layers.slice(0, -1).flatMap(({ name, activation, saturated }) => {
    if (saturated === null || saturated < saturatedShare) return [];
    return {
      problem: 'saturated units' as const,
      layers: [name],
      explanation: `${Math.round(100 * saturated)}% of the outputs of ${name} lie where ${activation} is flat, so that little gradient gets through. Scale the inputs, start with smaller weights ('glorot_uniform'), or use relu.`,
    };
  });
}

const short = (value: number): string => String(Number(value.toPrecision(2)));
