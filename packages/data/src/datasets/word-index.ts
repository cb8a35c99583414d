import { DataError, requireKnownOptions } from '@myelin/core';
import type { Bytes } from '../formats/bytes.ts';
import { checkedSequenceOptions, type SequenceOptions } from './sequence-options.ts';

/** Which indices have a meaning of their own in a sequence: what was given to `load`. */
export type DecodeOptions = Pick<SequenceOptions, 'startChar' | 'oovChar' | 'indexFrom'>;

/** The words and their ranks in a JSON object. @throws {@link DataError} it is something else. */
export function parseWordIndex(where: string, json: Bytes): ReadonlyMap<string, number> {
  const entries = Object.entries(JSON.parse(new TextDecoder().decode(json)) as object);
  for (const [word, rank] of entries) {
    if (Number.isSafeInteger(rank) && rank > 0) continue;
    throw new DataError({
      where,
      problem: `the rank of \`${word}\` must be a whole number of at least 1, received ${rank}`,
      fix: 'fetch the file again and compare its checksum',
    });
  }
  return new Map(entries);
}

/**
 * The words of a sequence, with `[START]` and `[OOV]` for those indices, `[PAD]` for 0, and `[OOV]` for what is no word.
 *
 * @throws {@link ArgumentError} an option is unknown or outside its domain.
 */
export function decodeSequence(
  where: string,
  wordIndex: ReadonlyMap<string, number>,
  sequence: ArrayLike<number>,
  options: DecodeOptions,
): string {
  requireKnownOptions(where, options, ['startChar', 'oovChar', 'indexFrom']);
  const { startChar, oovChar, indexFrom } = checkedSequenceOptions(where, options);
  const words: (string | undefined)[] = [];
  for (const [word, rank] of wordIndex) words[rank + indexFrom] = word;
  words[0] ??= '[PAD]';
  if (startChar !== null) words[startChar] = '[START]';
  if (oovChar !== null) words[oovChar] = '[OOV]';
  return Array.from(sequence, (index) => words[index] ?? '[OOV]').join(' ');
}
