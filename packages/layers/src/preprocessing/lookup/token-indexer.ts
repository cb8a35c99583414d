import { DataError, describe } from '@myelin/core';
import { hashBucket } from '../hash/hash-bucket.ts';
import type { LookupConfig } from './lookup-options.ts';
import type { Vocabulary } from './vocabulary.ts';
import { numbering } from './vocabulary.ts';

/**
 * Finds the index of a token in ordinary memory; -1 for one that leaves no trace in rows.
 *
 * @throws {@link DataError} from what is returned: a token is unknown, and there are no indices for such.
 */
export function tokenIndexer<Token extends string | number>(
  where: string,
  config: LookupConfig<Token>,
  { places }: Vocabulary<Token>,
): (token: Token) => number {
  const { maskToken, outputMode, numOovIndices, salt } = config;
  const { oovStart, tokenStart } = numbering(config);
  const masked = outputMode === 'int' ? 0 : -1;
  return (token) => {
    if (token === maskToken) return masked;
    const place = places.get(token);
    if (place !== undefined) return tokenStart + place;
    if (numOovIndices > 1) return oovStart + hashBucket(String(token), numOovIndices, salt);
    if (numOovIndices === 1) return oovStart;
    throw new DataError({
      where,
      problem: `with \`numOovIndices\` 0 every token must be in the vocabulary, received ${describe(token)}`,
      fix: 'pass { numOovIndices: 1 }, or add the token to the vocabulary',
    });
  };
}
