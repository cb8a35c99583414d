import { Catalog, SerializationError } from '@myelin/core';
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

/** What a transformer for that many columns, with these options, has learned. */
export type StateSchema<State> = (columns: number, config: never) => GenericSchema<unknown, State>;

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
    new Made({
      ...learned,
      state: checked(schema(learned.featureNamesIn.length, learned.config as never), learned.state),
    }),
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

/** The entry of what has options only, such as a splitter inside of an encoder. */
export const optionsEntry = (Options: PreprocessorEntry['Options']): PreprocessorEntry => ({
  Options,
  restore: () => {
    throw new SerializationError({
      where: 'fromJson',
      problem: `the form is damaged: ${Options.name} learns nothing, received a state of one`,
      fix: 'save it anew with JSON.stringify(fitted)',
    });
  },
});
