import { ArgumentError, DataError, describe } from '@myelin/core';
import { encodeLabels } from './encode-labels.ts';
import { labelPlaces, readLabelOption } from './label-places.ts';
import type { Label } from './labels.ts';
import { readLabels } from './labels.ts';

/**
 * The option `labels`, where its order is that of columns: sorted, each label once, all of `classes` among them.
 *
 * @throws {@link ArgumentError} labels are not sorted, or repeat.
 * @throws {@link DataError} a true label is missing.
 */
export function requireSortedLabels(
  where: string,
  labels: readonly Label[],
  classes: readonly Label[],
): readonly Label[] {
  const given = readLabelOption(where, labels, classes);
  const { classes: sorted } = encodeLabels([readLabels(where, 'labels', given)]);
  if (sorted.length !== given.length || sorted.some((label, i) => label !== given[i])) {
    throw new ArgumentError({
      where,
      problem: `\`labels\` must be sorted, each once, as columns are, received ${describe(given)}`,
      fix: `pass { labels: ${describe(sorted)} }, and put columns in that order`,
    });
  }
  const place = labelPlaces(given);
  const missing = classes.find((label) => place(label) < 0);
  if (missing === undefined) return given;
  throw new DataError({
    where,
    problem: `\`yTrue\` must hold only labels among \`labels\`, received ${describe(missing)}`,
    fix: 'name all classes in `labels`, and pass one column for each',
  });
}
