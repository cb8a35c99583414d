import { ArgumentError, describe, isPlainRecord } from '@myelin/core';
import type { Transformer } from '../transformer/transformer.ts';
import type { ColumnSelection } from './column-selection.ts';
import { ColumnTransformer, type ColumnTransformerOptions } from './column-transformer.ts';
import { namedByClass, requireTransformer } from './steps.ts';

/** A part without a name: what it does, and with which columns. */
export type UnnamedPart<Name extends string = string> = readonly [
  transformer: Transformer | 'passthrough' | 'drop',
  columns: ColumnSelection<Name>,
];

/** Options of a {@link ColumnTransformer} besides its parts. */
export type MakeColumnTransformerOptions<Name extends string = string> = Omit<
  ColumnTransformerOptions<Name>,
  'transformers'
>;

const where = 'makeColumnTransformer';

/**
 * A {@link ColumnTransformer} of pairs, named by their classes: `standardscaler`, and `standardscaler-2` for a second one.
 *
 * @param given - The pairs, and then perhaps options.
 * @throws as ColumnTransformer
 * @source scikit-learn `make_column_transformer`
 * @example
 * makeColumnTransformer([new StandardScaler(), ['Age']], [new OneHotEncoder(), ['Sex']], {
 *   remainder: 'passthrough',
 * })
 */
export function makeColumnTransformer<Name extends string = string>(
  ...parts: readonly UnnamedPart<Name>[]
): ColumnTransformer<Name>;
export function makeColumnTransformer<Name extends string = string>(
  ...given: readonly [
    ...parts: readonly UnnamedPart<Name>[],
    options: MakeColumnTransformerOptions<Name>,
  ]
): ColumnTransformer<Name>;
export function makeColumnTransformer<Name extends string = string>(
  ...given: readonly (UnnamedPart<Name> | MakeColumnTransformerOptions<Name>)[]
): ColumnTransformer<Name> {
  const last = given.at(-1);
  const hasOptions = isPlainRecord(last);
  const parts = (hasOptions ? given.slice(0, -1) : given) as readonly UnnamedPart<Name>[];
  for (const [at, part] of parts.entries()) requirePair(at, part);
  const named = namedByClass(parts.map(([transformer]) => transformer));
  return new ColumnTransformer<Name>({
    ...(hasOptions ? (last as MakeColumnTransformerOptions<Name>) : {}),
    transformers: named.map(([name, transformer], at) => [
      name,
      transformer,
      (parts[at] as UnnamedPart<Name>)[1],
    ]),
  });
}

function requirePair(at: number, part: unknown): void {
  if (Array.isArray(part) && part.length === 2) {
    requireTransformer(where, `part ${at + 1}`, part[0], ['passthrough', 'drop']);
    return;
  }
  throw new ArgumentError({
    where,
    problem: `part ${at + 1} must be a transformer and its columns, received ${describe(part)}`,
    fix: "pass for example [new StandardScaler(), ['Age', 'Fare']]",
  });
}
