import { ArgumentError, describe } from '@myelin/core';
import type { Label, LabelArray } from './labels.ts';
import { readLabels } from './labels.ts';

/** Where a label stands in `classes`, or -1. `true` and 1 are one label, `false` and 0 another. */
export function labelPlaces(classes: readonly Label[]): (label: Label) => number {
  const places = new Map(classes.map((label, place) => [labelKey(label), place]));
  return (label) => places.get(labelKey(label)) ?? -1;
}

const labelKey = (label: Label): number | string =>
  typeof label === 'string' ? label : Number(label);

/**
 * The option `labels`: a list of labels that go with `classes`.
 *
 * @throws {@link ArgumentError} they are texts where classes are numbers, or the other way round.
 */
export function readLabelOption(
  where: string,
  labels: LabelArray,
  classes: readonly Label[],
): readonly Label[] {
  const table = readLabels(where, 'labels', labels);
  const wantsTexts = typeof classes[0] === 'string';
  if (table.columns === 1 && (table.kind === 'string') === wantsTexts) {
    if (table.kind === 'string') return table.values;
    const areBooleans = table.kind === 'boolean' || typeof classes[0] === 'boolean';
    const numbers = Array.from(table.values);
    return areBooleans && numbers.every((label) => label === 0 || label === 1)
      ? numbers.map((label) => label === 1)
      : numbers;
  }
  throw new ArgumentError({
    where,
    problem: `\`labels\` must be a list of labels such as ${describe(classes.slice(0, 3))}, received ${describe(labels)}`,
    fix: 'write labels as they stand in the data',
  });
}

/** A label as reports print it. */
export const labelText = (label: Label): string => String(label);
