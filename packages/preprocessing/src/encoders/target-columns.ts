import { DataError, describe } from '@myelin/core';
import type { Cell, Column } from '@myelin/table';
import { CategoryIndex } from './category-index.ts';
import { seenCategories } from './seen-categories.ts';

export type TargetType = 'binary' | 'multiclass' | 'continuous';

/** A target as columns of numbers. */
export interface TargetColumns {
  readonly type: TargetType;
  /** The classes; null for a continuous one. */
  readonly classes: readonly Cell[] | null;
  /** The target itself, or 0 and 1 for the second class, or a column of them for each class. */
  readonly columns: readonly Float64Array[];
  /** The place of each row's class; null for a continuous one. */
  readonly places: Int32Array | null;
}

/**
 * The target as columns of numbers.
 *
 * @throws {@link DataError} a value is missing, or not of that type of target.
 */
export function targetColumns(
  where: string,
  target: Column,
  wanted: TargetType | 'auto',
): TargetColumns {
  requireComplete(where, target);
  const type = wanted === 'auto' ? typeOf(where, target) : wanted;
  if (type === 'continuous') {
    return { type, classes: null, columns: [target.numbers], places: null };
  }
  const { categories: classes } = seenCategories(where, target);
  const fraction = classes.find((one) => typeof one === 'number' && !Number.isInteger(one));
  if (type === 'binary' ? classes.length > 2 : classes.length === 2 || fraction !== undefined) {
    throw new DataError({
      where,
      problem: `\`y\` must hold classes for \`targetType\` '${type}', received ${classes.length} different values, ${describe(fraction ?? classes[0])} among them`,
      fix: `leave \`targetType\` out, or pass '${fraction === undefined ? (type === 'binary' ? 'multiclass' : 'binary') : 'continuous'}'`,
    });
  }
  const places = new CategoryIndex(classes).places(target);
  if (type === 'binary') return { type, classes, columns: [new Float64Array(places)], places };
  const columns = classes.map((_, at) =>
    // A single class is never the other one.
    new Float64Array(places).map((place) => Number(classes.length > 1 && place === at)),
  );
  return { type, classes, columns, places };
}

/** What the values say: numbers with fractions are continuous, else the number of different values decides. */
function typeOf(where: string, target: Column): TargetType {
  if (target.kind === 'number' && !target.numbers.every(Number.isInteger)) return 'continuous';
  return seenCategories(where, target).categories.length > 2 ? 'multiclass' : 'binary';
}

function requireComplete(where: string, target: Column): void {
  const isBad =
    target.kind === 'number'
      ? target.numbers.findIndex((value) => !Number.isFinite(value))
      : target.toArray().indexOf(null);
  if (isBad < 0) return;
  throw new DataError({
    where,
    problem: `\`y\` must hold no missing or infinite values, received ${target.cell(isBad)} in row ${isBad}`,
    fix: 'leave out the rows whose target is not known',
  });
}
