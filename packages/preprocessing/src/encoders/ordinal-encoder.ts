import { ArgumentError, describe, requireOneOf } from '@myelin/core';
import type { Cell, Column } from '@myelin/table';
import { type Lesson, Transformer } from '../transformer/transformer.ts';
import { FittedOrdinalEncoder } from './fitted-ordinal-encoder.ts';
import { type GivenCategories, requireCategories } from './given-categories.ts';
import { requireFrequencyLimits } from './infrequent-places.ts';
import { learnCategories } from './learn-categories.ts';

export interface OrdinalEncoderOptions {
  /** Categories of each column in the order of their codes; those of numbers must rise. @defaultValue `'auto'`, sorted */
  readonly categories?: GivenCategories;
  /** What happens to a category that `fit` did not see. @defaultValue `'error'` */
  readonly handleUnknown?: 'error' | 'use_encoded_value';
  /** The code of such categories: a whole number, or NaN. @defaultValue `null`: required with `'use_encoded_value'` */
  readonly unknownValue?: number | null;
  /** The code of what is missing: a whole number, or NaN. @defaultValue `NaN` */
  readonly encodedMissingValue?: number;
  /** Rows, or fraction of the rows in (0, 1), below which a category is infrequent. @defaultValue `null`: none is */
  readonly minFrequency?: number | null;
  /** Most codes of a column, that of the infrequent categories among them, missing not. @defaultValue `null`: no limit */
  readonly maxCategories?: number | null;
}

/**
 * Categories of each column as whole numbers: `code = place among the sorted categories`.
 *
 * Missing cells get `encodedMissingValue`. Infrequent categories share the code after the frequent ones.
 *
 * @throws {@link ArgumentError} `unknownValue` or `encodedMissingValue` is the code of a category.
 * @throws {@link DataError} a column holds texts and numbers side by side, or a category that is not known.
 * @source scikit-learn `OrdinalEncoder`, which keeps None and NaN apart; both are missing here. Where missing and infrequent
 * categories meet, `inverseTransform` is right, which its is not; codes that stand for nothing are refused.
 * @example
 * const encoder = new OrdinalEncoder().fit([['low'], ['high']]);
 * encoder.categories // => [['high', 'low']]
 * encoder.transform([['low']]).toArray() // => [[1]]
 */
export class OrdinalEncoder extends Transformer<OrdinalEncoderOptions, FittedOrdinalEncoder> {
  readonly className = 'OrdinalEncoder';

  constructor(options: OrdinalEncoderOptions = {}) {
    super('OrdinalEncoder', options, {
      categories: 'auto',
      handleUnknown: 'error',
      unknownValue: null,
      encodedMissingValue: Number.NaN,
      minFrequency: null,
      maxCategories: null,
    });
    const { categories, handleUnknown, unknownValue, encodedMissingValue } = this.config;
    requireCategories('OrdinalEncoder', categories);
    requireOneOf('OrdinalEncoder', 'handleUnknown', handleUnknown, ['error', 'use_encoded_value']);
    requireCode('encodedMissingValue', encodedMissingValue);
    if (handleUnknown === 'use_encoded_value') requireCode('unknownValue', unknownValue);
    else if (unknownValue !== null) {
      throw new ArgumentError({
        where: 'OrdinalEncoder',
        problem: `\`unknownValue\` needs \`handleUnknown\` 'use_encoded_value', received ${describe(unknownValue)} without it`,
        fix: `pass { handleUnknown: 'use_encoded_value', unknownValue: ${describe(unknownValue)} }`,
      });
    }
    requireFrequencyLimits('OrdinalEncoder', this.config);
  }

  /** @internal */
  learn({ x, isNamed }: Lesson): FittedOrdinalEncoder {
    const { categories, handleUnknown, minFrequency, maxCategories } = this.config;
    const state = learnCategories('OrdinalEncoder.fit', x, {
      given: categories,
      refusesUnknown: handleUnknown === 'error',
      sparesMissing: true,
      minFrequency,
      maxCategories,
    });
    for (const [at, column] of x.columns.entries()) {
      const list = state.categories[at] as readonly Cell[];
      const hasMissing = list.at(-1) === null;
      const codes = list.length - (state.infrequent[at]?.length ?? 0) - Number(hasMissing);
      this.#requireFree('unknownValue', codes, column);
      if (hasMissing) this.#requireFree('encodedMissingValue', codes, column);
    }
    return new FittedOrdinalEncoder({
      config: this.config,
      featureNamesIn: x.names,
      isNamed,
      state,
    });
  }

  #requireFree(option: 'unknownValue' | 'encodedMissingValue', codes: number, column: Column) {
    const value = this.config[option];
    if (value === null || !(value >= 0 && value < codes)) return;
    throw new ArgumentError({
      where: 'OrdinalEncoder.fit',
      problem: `\`${option}\` must not be the code of a category, received ${value}, which column \`${column.name}\` uses`,
      fix: `pass { ${option}: -1 }`,
    });
  }
}

function requireCode(option: string, value: unknown): void {
  if (Number.isNaN(value) || Number.isSafeInteger(value)) return;
  throw new ArgumentError({
    where: 'OrdinalEncoder',
    problem: `\`${option}\` must be a whole number or NaN, received ${describe(value)}`,
    fix: `pass for example { ${option}: -1 }`,
  });
}
