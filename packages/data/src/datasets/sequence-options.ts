import { ArgumentError, requireWholeNumber } from '@myelin/core';

/** Which indices stand for the words of a text. All options are optional. */
export interface SequenceOptions {
  /**
   * Only indices below this one are kept, which are those of the most frequent words. Null for all, but for the largest one,
   * which Keras drops.
   *
   * @defaultValue `null`
   */
  readonly numWords?: number | null;
  /** Indices below this one are dropped too. @defaultValue `0` */
  readonly skipTop?: number;
  /** Only texts with fewer indices than this are kept. @defaultValue `null` */
  readonly maxlen?: number | null;
  /** Fixes the order of the texts. @defaultValue `113` */
  readonly seed?: number;
  /** Begins every sequence; null for nothing. @defaultValue `1` */
  readonly startChar?: number | null;
  /** Stands for what was dropped; null to leave no trace of it. @defaultValue `2` */
  readonly oovChar?: number | null;
  /** Added to the rank of every word. @defaultValue `3` */
  readonly indexFrom?: number;
}

/** Names of {@link SequenceOptions}. */
export const sequenceOptionNames = [
  'numWords',
  'skipTop',
  'maxlen',
  'seed',
  'startChar',
  'oovChar',
  'indexFrom',
] as const satisfies readonly (keyof SequenceOptions)[];

/** Checks the options and fills in the defaults. @throws {@link ArgumentError} */
export function checkedSequenceOptions(
  where: string,
  options: SequenceOptions,
): Required<SequenceOptions> {
  const { numWords = null, skipTop = 0, maxlen = null, seed = 113 } = options;
  const { startChar = 1, oovChar = 2, indexFrom = 3 } = options;
  const wholeOrNull = (option: keyof SequenceOptions, value: number | null, min: number) =>
    value === null ? null : requireWholeNumber(where, option, value, { min, max: 2 ** 31 - 1 });
  return {
    numWords: wholeOrNull('numWords', numWords, 1),
    skipTop: requireWholeNumber(where, 'skipTop', skipTop, { min: 0 }),
    maxlen: wholeOrNull('maxlen', maxlen, 1),
    seed: requireWholeNumber(where, 'seed', seed, { min: 0 }),
    startChar: wholeOrNull('startChar', startChar, 0),
    oovChar: wholeOrNull('oovChar', oovChar, 0),
    indexFrom: requireWholeNumber(where, 'indexFrom', indexFrom, { min: 0, max: 2 ** 30 }),
  };
}

/** The words of a text as ranks, with its label. */
export interface RankedText {
  readonly ranks: Int32Array;
  readonly label: number;
}

/** A text as it is handed out. */
export interface EncodedText {
  readonly sequence: Int32Array;
  readonly label: number;
}

/**
 * The texts as Keras encodes them: shifted by `indexFrom`, begun with `startChar`, without those that reach `maxlen`, and with
 * `oovChar` for indices outside [`skipTop`, `numWords`), the `startChar` included.
 *
 * @throws {@link ArgumentError} `maxlen` leaves a part without texts.
 * @source Keras 3 `imdb.load_data`, `reuters.load_data`.
 */
export function encodeTexts(
  where: string,
  parts: readonly (readonly RankedText[])[],
  options: Required<SequenceOptions>,
): EncodedText[][] {
  const { maxlen, startChar } = options;
  const begun = startChar === null ? 0 : 1;
  const kept = parts.map((texts) =>
    maxlen === null ? texts : texts.filter(({ ranks }) => ranks.length + begun < maxlen),
  );
  if (maxlen !== null && kept.some((texts) => texts.length === 0)) {
    throw new ArgumentError({
      where,
      problem: `no text is shorter than \`maxlen\` ${maxlen}`,
      fix: 'raise `maxlen`, or leave it out and cut the sequences with padSequences',
    });
  }
  const below = options.numWords ?? largestIndex(kept, options);
  const longest = kept.flat().reduce((most, { ranks }) => Math.max(most, ranks.length), 0);
  const room = new Int32Array(longest + 1);
  return kept.map((texts) =>
    texts.map(({ ranks, label }) => ({ sequence: encode(ranks, room, below, options), label })),
  );
}

function largestIndex(
  parts: readonly (readonly RankedText[])[],
  { startChar, indexFrom }: Required<SequenceOptions>,
): number {
  let largest = startChar ?? 0;
  for (const texts of parts) {
    for (const { ranks } of texts) {
      for (const rank of ranks) if (rank + indexFrom > largest) largest = rank + indexFrom;
    }
  }
  return largest;
}

/** @param room - Space for one sequence, of which the answer is a copy. */
function encode(
  ranks: Int32Array,
  room: Int32Array,
  below: number,
  { startChar, oovChar, skipTop, indexFrom }: Required<SequenceOptions>,
): Int32Array {
  let length = 0;
  const add = (index: number): void => {
    if (index >= skipTop && index < below) room[length++] = index;
    else if (oovChar !== null) room[length++] = oovChar;
  };
  if (startChar !== null) add(startChar);
  for (const rank of ranks) add(rank + indexFrom);
  return room.slice(0, length);
}
