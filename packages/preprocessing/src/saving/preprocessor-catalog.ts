import { Catalog } from '@myelin/core';
import type { GenericSchema } from 'valibot';
import type { Fitted } from '../transformer/fitted.ts';
import type { FittedTransformer, Learned } from '../transformer/fitted-transformer.ts';
import { checked } from './checked.ts';

/** How what was fitted by one class is read back from a file. */
export interface PreprocessorEntry {
  /** The class that is fitted; its constructor checks the options. */
  readonly Options: new (
    config: never,
  ) => { readonly config: object };
  /** What was fitted. @throws {@link SerializationError} what it learned is damaged. */
  restore(learned: Learned): Fitted;
}

/** What a transformer for that many columns has learned. */
export type StateSchema<State> = (columns: number) => GenericSchema<unknown, State>;

/** All that can be read back, by class name. */
export const preprocessorCatalog: Catalog<PreprocessorEntry> = new Catalog('preprocessor');

/** The entry of a transformer. */
export const transformerEntry = <State extends object>(
  Options: PreprocessorEntry['Options'],
  Made: new (learned: Learned<State>) => FittedTransformer<State>,
  schema: StateSchema<State>,
): PreprocessorEntry => ({
  Options,
  restore: (learned) =>
    new Made({ ...learned, state: checked(schema(learned.featureNamesIn.length), learned.state) }),
});

/** The entry of an encoder of labels. */
export const labelsEntry = <State extends object>(
  Options: PreprocessorEntry['Options'],
  Made: new (config: never, state: State) => Fitted<State>,
  schema: GenericSchema<unknown, State>,
): PreprocessorEntry => ({
  Options,
  restore: ({ config, state }) => new Made(config as never, checked(schema, state)),
});
