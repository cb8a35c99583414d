import {
  array,
  check,
  custom,
  type GenericSchema,
  literal,
  pipe,
  strictTuple,
  string,
  union,
} from 'valibot';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import type { FittedStep, PipelineStep } from './pipeline.ts';

const fittedTransformer: GenericSchema<unknown, FittedTransformer> = custom<FittedTransformer>(
  (value) => value instanceof FittedTransformer,
  'must be a fitted transformer',
);

/** A fitted transformer, or a word in the place of one. */
export const fittedOr = <const Word extends string>(
  ...words: readonly [Word, ...Word[]]
): GenericSchema<unknown, FittedTransformer | Word> =>
  union([fittedTransformer, ...words.map((word) => literal(word))]);

/** Whether the parts of a composite are those that its options name. */
export const areNamed = (parts: readonly string[], options: readonly string[]): boolean =>
  parts.length === options.length && parts.every((name, at) => name === options[at]);

/** The fitted steps of a composite, one for each of its options. */
export const stepsOf = (
  options: readonly PipelineStep[],
): GenericSchema<unknown, readonly FittedStep[]> =>
  pipe(
    array(strictTuple([string(), fittedOr('passthrough')])),
    check(
      (steps) =>
        areNamed(
          steps.map(([name]) => name),
          options.map(([name]) => name),
        ),
      'there must be a step for each of the options',
    ),
  );
