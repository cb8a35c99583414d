import {
  ArgumentError,
  describe,
  requireBoolean,
  requireKnownOptions,
  requireNumber,
  requireWholeNumber,
} from '@myelin/core';
import { checkedMaker, type MakerOptions, requireSamples } from './maker-options.ts';

export interface MakeClassificationOptions extends MakerOptions {
  /** Number of rows. @defaultValue `100` */
  readonly nSamples?: number;
  /** Number of columns: informative, redundant and repeated ones, the rest being noise. @defaultValue `20` */
  readonly nFeatures?: number;
  /** Columns in which the classes differ. @defaultValue `2` */
  readonly nInformative?: number;
  /** Columns that are linear combinations of informative ones. @defaultValue `2` */
  readonly nRedundant?: number;
  /** Columns that are copies of informative and redundant ones. @defaultValue `0` */
  readonly nRepeated?: number;
  /** @defaultValue `2` */
  readonly nClasses?: number;
  /** @defaultValue `2` */
  readonly nClustersPerClass?: number;
  /** Share of each class; the last one may be left out. @defaultValue equal shares */
  readonly weights?: readonly number[] | null;
  /** Fraction of rows whose class is drawn anew. @defaultValue `0.01` */
  readonly flipY?: number;
  /** Half the length of an edge of the hypercube at whose corners the clusters are. @defaultValue `1` */
  readonly classSep?: number;
  /** False moves the clusters from the corners, closer together. @defaultValue `true` */
  readonly hypercube?: boolean;
  /** Added to every column; null for a random number for each, in [-classSep, classSep). @defaultValue `0` */
  readonly shift?: number | null;
  /** Multiplies every column, after the shift; null for a random number for each, in [1, 101). @defaultValue `1` */
  readonly scale?: number | null;
}

/** The options with every default filled in. */
export type ClassificationSettings = ReturnType<typeof checkedClassification>;

const OPTIONS = [
  'nSamples',
  'nFeatures',
  'nInformative',
  'nRedundant',
  'nRepeated',
  'nClasses',
  'nClustersPerClass',
  'weights',
  'flipY',
  'classSep',
  'hypercube',
  'shift',
  'scale',
  'shuffle',
  'seed',
];

/** Checks the options, fills in the defaults and works out the size of each cluster. @throws {@link ArgumentError} */
export function checkedClassification(where: string, options: MakeClassificationOptions) {
  requireKnownOptions(where, options, OPTIONS);
  const whole = (option: keyof MakeClassificationOptions, fallback: number, min: number): number =>
    requireWholeNumber(where, option, options[option] ?? fallback, { min, max: 1e5 });
  const numberOrNull = (option: 'shift' | 'scale', fallback: number): number | null =>
    options[option] === null ? null : requireNumber(where, option, options[option] ?? fallback);
  const nSamples = requireSamples(where, options.nSamples ?? 100, 1);
  const settings = {
    ...checkedMaker(where, options),
    nFeatures: whole('nFeatures', 20, 1),
    nInformative: whole('nInformative', 2, 1),
    nRedundant: whole('nRedundant', 2, 0),
    nRepeated: whole('nRepeated', 0, 0),
    nClasses: whole('nClasses', 2, 1),
    nClustersPerClass: whole('nClustersPerClass', 2, 1),
    flipY: requireNumber(where, 'flipY', options.flipY ?? 0.01, { min: 0, max: 1 }),
    classSep: requireNumber(where, 'classSep', options.classSep ?? 1, { min: 0 }),
    hypercube: requireBoolean(where, 'hypercube', options.hypercube ?? true),
    shift: numberOrNull('shift', 0),
    scale: numberOrNull('scale', 1),
  };
  const { nFeatures, nInformative, nRedundant, nRepeated, nClasses, nClustersPerClass } = settings;
  const sum = nInformative + nRedundant + nRepeated;
  if (sum > nFeatures) {
    throw new ArgumentError({
      where,
      problem: `\`nInformative\`, \`nRedundant\` and \`nRepeated\` must add up to at most \`nFeatures\` ${nFeatures}, received ${sum}`,
      fix: `pass for example { nFeatures: ${sum} }`,
    });
  }
  const clusters = nClasses * nClustersPerClass;
  if (clusters > 2 ** nInformative) {
    throw new ArgumentError({
      where,
      problem: `${nInformative} informative columns have ${2 ** nInformative} corners for clusters, and \`nClasses\` · \`nClustersPerClass\` is ${clusters}`,
      fix: `pass for example { nInformative: ${Math.ceil(Math.log2(clusters))} }`,
    });
  }
  const shares = sharesOf(where, options.weights ?? null, nClasses);
  return { ...settings, sizes: clusterSizes(nSamples, shares, nClustersPerClass) };
}

function sharesOf(where: string, weights: readonly number[] | null, nClasses: number): number[] {
  if (weights === null) return new Array<number>(nClasses).fill(1 / nClasses);
  if (!Array.isArray(weights) || (weights.length !== nClasses && weights.length !== nClasses - 1)) {
    throw new ArgumentError({
      where,
      problem: `\`weights\` must be a list of ${nClasses} numbers, or of ${nClasses - 1}, received ${describe(weights)}`,
      fix: 'pass the share of each class, for example { weights: [0.9, 0.1] }',
    });
  }
  const shares = weights.map((share, at) =>
    requireNumber(where, `weights[${at}]`, share, { min: 0, max: 1 }),
  );
  const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
  if (rest < -1e-9) requireNumber(where, 'the sum of weights', 1 - rest, { max: 1 });
  return shares.length === nClasses ? shares : [...shares, rest];
}

/** Rows of each cluster; clusters of a class are `nClasses` apart. What rounding leaves goes to the first ones. */
function clusterSizes(nSamples: number, shares: readonly number[], perClass: number): number[] {
  const sizes = Array.from({ length: shares.length * perClass }, (_, cluster) =>
    Math.floor((nSamples * (shares[cluster % shares.length] ?? 0)) / perClass),
  );
  const rest = nSamples - sizes.reduce((sum, size) => sum + size, 0);
  for (let i = 0; i < rest; i++) {
    const at = i % sizes.length;
    sizes[at] = (sizes[at] ?? 0) + 1;
  }
  return sizes;
}
