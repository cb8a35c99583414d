import { custom, type GenericSchema, literal, union } from 'valibot';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';

const fittedTransformer: GenericSchema<unknown, FittedTransformer> = custom<FittedTransformer>(
  (value) => value instanceof FittedTransformer,
  'must be a fitted transformer',
);

/** A fitted transformer, or a word in the place of one. */
export const fittedOr = <const Word extends string>(
  ...words: readonly [Word, ...Word[]]
): GenericSchema<unknown, FittedTransformer | Word> =>
  union([fittedTransformer, ...words.map((word) => literal(word))]);
