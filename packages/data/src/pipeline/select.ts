import {
  ArgumentError,
  DataError,
  describe,
  NdArray,
  RandomSource,
  requireBoolean,
  requireKnownOptions,
  requireNumber,
  seedOr,
} from '@myelin/core';
import type { Cardinality } from './cardinality.ts';
import { commonSpec } from './common-spec.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import type { OpenPasses } from './open-passes.ts';
import type { Pass } from './pass.ts';
import type { Source } from './source.ts';

export interface ChooseFromOptions {
  /** Whether the end of one data set ends all; otherwise the others go on without it. @defaultValue `true` */
  readonly stopOnEmptyDataset?: boolean;
}

export interface SampleFromOptions {
  /** How often elements are drawn from each data set, in proportion. @defaultValue equally often */
  readonly weights?: readonly number[];
  /** Fixes the draws. @defaultValue a new seed, which `setRandomSeed` makes reproducible */
  readonly seed?: number;
  /** Whether the end of one data set ends all; otherwise the others go on without it. @defaultValue `false` */
  readonly stopOnEmptyDataset?: boolean;
  /** Whether every pass has draws of its own. @defaultValue `true` */
  readonly rerandomizeEachIteration?: boolean;
}

/** Elements of the sources whose numbers `choices` gives. */
export function choose<E>(
  sources: readonly Source<E>[],
  choices: Source<NdArray>,
  options: ChooseFromOptions,
): Source<E> {
  const where = 'Dataset.chooseFromDatasets';
  requireSources(where, sources);
  requireKnownOptions(where, options, ['stopOnEmptyDataset']);
  const { stopOnEmptyDataset = true } = options;
  requireBoolean(where, 'stopOnEmptyDataset', stopOnEmptyDataset);
  return {
    cardinality: drawnCount(sources),
    elementSpec: commonSpec(sources),
    open: () => flowing((passes) => chosen(passes, sources, { choices, stopOnEmptyDataset })),
  };
}

interface Choice {
  readonly choices: Source<NdArray>;
  readonly stopOnEmptyDataset: boolean;
}

function* chosen<E>(
  passes: OpenPasses,
  sources: readonly Source<E>[],
  { choices, stopOnEmptyDataset }: Choice,
): Flow<E> {
  const chooser = passes.open(choices);
  const opened: (Pass<E> | undefined)[] = sources.map((source) => passes.open(source));
  for (let at = 0; ; at++) {
    const asked = chooser.next();
    const choice = isPromised(asked) ? yield* settled(asked) : asked;
    if (choice === undefined) return;
    const number = requireChoice(choice, at, sources.length);
    const pulled = opened[number]?.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element !== undefined) yield element;
    else if (stopOnEmptyDataset) return;
    else opened[number] = undefined;
  }
}

function requireChoice(choice: unknown, at: number, count: number): number {
  const number = choice instanceof NdArray && choice.size === 1 ? choice.data[0] : undefined;
  if (number !== undefined && Number.isInteger(number) && number >= 0 && number < count) {
    return number;
  }
  throw new DataError({
    where: 'Dataset.chooseFromDatasets',
    problem: `choice ${at} must be the number of a data set, from 0 to ${count - 1}, received ${number ?? describe(choice)}`,
    fix: 'pass numbers as choices, for example Dataset.range(2).repeat()',
  });
}

/** Elements drawn from the sources at random. */
export function sample<E>(sources: readonly Source<E>[], options: SampleFromOptions): Source<E> {
  const where = 'Dataset.sampleFromDatasets';
  requireSources(where, sources);
  const known = ['weights', 'seed', 'stopOnEmptyDataset', 'rerandomizeEachIteration'];
  requireKnownOptions(where, options, known);
  const { stopOnEmptyDataset = false, rerandomizeEachIteration = true } = options;
  requireBoolean(where, 'stopOnEmptyDataset', stopOnEmptyDataset);
  requireBoolean(where, 'rerandomizeEachIteration', rerandomizeEachIteration);
  const weights = requireWeights(where, options.weights ?? sources.map(() => 1), sources.length);
  const seed = seedOr(where, options.seed);
  const seeds = new RandomSource(seed);
  return {
    cardinality: drawnCount(sources),
    elementSpec: commonSpec(sources),
    open: () => {
      const random = new RandomSource(rerandomizeEachIteration ? seeds.word() : seed);
      return flowing((passes) => drawn(passes, sources, { weights, random, stopOnEmptyDataset }));
    },
  };
}

interface Draws {
  readonly weights: readonly number[];
  readonly random: RandomSource;
  readonly stopOnEmptyDataset: boolean;
}

function* drawn<E>(
  passes: OpenPasses,
  sources: readonly Source<E>[],
  { weights, random, stopOnEmptyDataset }: Draws,
): Flow<E> {
  const places = sources.map((source, i) => ({
    pass: passes.open(source),
    weight: weights[i] as number,
  }));
  let left = places.filter(({ weight }) => weight > 0);
  while (left.length > 0) {
    const total = left.reduce((sum, { weight }) => sum + weight, 0);
    const point = random.unit() * total;
    let sum = 0;
    const at = left.findIndex(({ weight }) => {
      sum += weight;
      return point < sum;
    });
    // Rounding may leave the point behind the last.
    const place = left.at(at) as (typeof left)[number];
    const pulled = place.pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element !== undefined) yield element;
    else if (stopOnEmptyDataset) return;
    else left = left.filter((one) => one !== place);
  }
}

/** As `tf.data` has it: it is not known when which of them ends. */
function drawnCount<E>(sources: readonly Source<E>[]): Cardinality {
  const isEndless = sources.some(({ cardinality }) => cardinality === Number.POSITIVE_INFINITY);
  return isEndless ? Number.POSITIVE_INFINITY : 'unknown';
}

function requireSources<E>(where: string, sources: readonly Source<E>[]): void {
  if (sources.length > 0) return;
  throw new ArgumentError({
    where,
    problem: '`datasets` must hold at least one data set, received []',
    fix: 'pass a list of data sets: [first, second]',
  });
}

function requireWeights(where: string, weights: unknown, count: number): readonly number[] {
  if (!Array.isArray(weights) || weights.length !== count) {
    throw new ArgumentError({
      where,
      problem: `\`weights\` must be a list with a number for each of the ${count} data sets, received ${describe(weights)}`,
      fix: `pass for example { weights: [${Array.from({ length: count }, () => (1 / count).toFixed(1))}] }`,
    });
  }
  for (const [i, weight] of weights.entries()) {
    requireNumber(where, `weights[${i}]`, weight, { min: 0 });
  }
  if (weights.some((weight) => weight > 0)) return weights;
  throw new ArgumentError({
    where,
    problem: `\`weights\` must hold a number above 0, received ${describe(weights)}`,
    fix: 'give the data sets that are drawn from a weight',
  });
}
