import {
  ArgumentError,
  permutation,
  RandomSource,
  requireBoolean,
  requireKnownOptions,
  requireWholeNumber,
  seedOr,
} from '@myelin/core';
import { blocksSource } from './blocks-source.ts';
import type { Cardinality } from './cardinality.ts';
import { flowing } from './flow.ts';
import { shuffledBlocks } from './shuffled-blocks.ts';
import type { Source } from './source.ts';
import { type Stage, throughStages } from './stage.ts';

export interface ShuffleOptions {
  /** Fixes the order. @defaultValue a new seed, which `setRandomSeed` makes reproducible */
  readonly seed?: number;
  /** Whether every pass has an order of its own. @defaultValue `true` */
  readonly reshuffleEachIteration?: boolean;
}

/**
 * The elements in random order, drawn from a buffer of `bufferSize` elements that is refilled in turn.
 *
 * A buffer as large as the data set, which is the default, shuffles it completely.
 */
export function shuffle<E>(
  source: Source<E>,
  bufferSize: number | undefined,
  options: ShuffleOptions,
): Source<E> {
  const where = 'Dataset.shuffle';
  requireKnownOptions(where, options, ['seed', 'reshuffleEachIteration']);
  const { reshuffleEachIteration = true } = options;
  const seed = seedOr(where, options.seed);
  requireBoolean(where, 'reshuffleEachIteration', reshuffleEachIteration);
  const size = requireWholeNumber(
    where,
    'bufferSize',
    bufferSize ?? wholeBuffer(where, source.cardinality),
    { min: 1 },
  );
  const passes = new RandomSource(seed);
  const draws = (): RandomSource => new RandomSource(reshuffleEachIteration ? passes.word() : seed);
  const { blocks } = source;
  if (!blocks) return throughStages(source, source.cardinality, () => shuffleStage(size, draws()));
  return blocksSource(source, {
    cardinality: 'unknown',
    open: () => flowing((open) => shuffledBlocks(open, blocks, size, draws())),
  });
}

function shuffleStage<T>(size: number, random: RandomSource): Stage<T> {
  const buffer: T[] = [];
  return {
    push(item): T | undefined {
      if (buffer.length < size) {
        buffer.push(item);
        return undefined;
      }
      const slot = random.integer(size);
      const drawn = buffer[slot];
      buffer[slot] = item;
      return drawn;
    },
    *rest(): Generator<T> {
      for (const slot of permutation(buffer.length, random.word())) yield buffer[slot] as T;
    },
  };
}

function wholeBuffer(where: string, cardinality: Cardinality): number {
  if (Number.isFinite(cardinality)) return Math.max(1, cardinality as number);
  throw new ArgumentError({
    where,
    problem: `\`bufferSize\` must be given for a data set with cardinality ${cardinality}`,
    fix: 'pass for example shuffle(10000), or shuffle before repeat()',
  });
}
