/** Which weights decay, and by how much. */

import { requireKnownOptions } from '../errors/checks.ts';
import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { requireOptions } from '../options/options.ts';
import { mul, sub } from '../tensors/arithmetic.ts';
import type { Tensor } from '../tensors/tensor.ts';

/** Weights that do not decay. */
export interface WeightDecayExclusion {
  /** The weights themselves. @defaultValue `[]` */
  readonly weights?: readonly { readonly path: string }[];
  /** Regular expressions: a weight is excluded if one of them is found in its path. @defaultValue `[]` */
  readonly names?: readonly string[];
}

/** Whether a weight of that path is excluded. */
export type Exclusion = (path: string) => boolean;

export const excludesNothing: Exclusion = () => false;

/** `1 - η·decay`, once for each decay; undefined where nothing decays. */
export function decayFactors(learningRate: Tensor): (decay: number | null) => Tensor | undefined {
  const known = new Map<number, Tensor>();
  return (decay) => {
    if (decay === null || decay === 0) return undefined;
    const factor = known.get(decay) ?? sub(1, mul(learningRate, decay));
    known.set(decay, factor);
    return factor;
  };
}

/** @throws {@link ArgumentError} the exclusion is damaged. */
export function requireExclusion(where: string, exclusion: WeightDecayExclusion): Exclusion {
  requireOptions(where, exclusion);
  requireKnownOptions(where, exclusion, ['weights', 'names']);
  const { weights = [], names = [] } = exclusion;
  if (!Array.isArray(weights) || weights.some((weight) => typeof weight?.path !== 'string')) {
    throw new ArgumentError({
      where,
      problem: `\`weights\` must be a list of weights, received ${describe(weights)}`,
      fix: 'pass for example { weights: layer.weights }',
    });
  }
  if (!Array.isArray(names) || !names.every(isPattern)) {
    throw new ArgumentError({
      where,
      problem: `\`names\` must be a list of regular expressions as strings, received ${describe(names)}`,
      fix: "pass for example { names: ['bias', 'normalization'] }",
    });
  }
  const paths = new Set(weights.map(({ path }) => path));
  const patterns = names.map((name) => new RegExp(name));
  return (path) => paths.has(path) || patterns.some((pattern) => pattern.test(path));
}

function isPattern(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
