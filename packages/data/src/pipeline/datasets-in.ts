import { ArgumentError, describe, isPlainRecord } from '@myelin/core';
import { pathTo } from './arrays.ts';
import { makeRecord } from './make-record.ts';

/** What stands in a structure of data sets, and how other things are put into their places. */
interface Found<D> {
  readonly datasets: readonly D[];
  readonly assemble: (parts: readonly unknown[]) => unknown;
}

/**
 * The data sets in lists and records, in order.
 *
 * @throws {@link ArgumentError} there are none, or something else stands there.
 */
export function datasetsIn<D>(
  where: string,
  structure: unknown,
  isDataset: (value: unknown) => value is D,
): Found<D> {
  const datasets: D[] = [];
  const assemble = assembler(where, structure, (value) => {
    if (!isDataset(value)) return undefined;
    datasets.push(value);
    return datasets.length - 1;
  });
  if (datasets.length > 0) return { datasets, assemble };
  throw new ArgumentError({
    where,
    problem: `\`datasets\` must hold at least one data set, received ${describe(structure)}`,
    fix: 'pass a list, [first, second], or a record, { x: first, y: second }',
  });
}

type Assemble = (parts: readonly unknown[]) => unknown;

function assembler(
  where: string,
  structure: unknown,
  place: (value: unknown) => number | undefined,
  path = '',
): Assemble {
  const at = place(structure);
  if (at !== undefined) return (parts) => parts[at];
  if (Array.isArray(structure)) {
    const inside = structure.map((child, i) => assembler(where, child, place, pathTo(path, i)));
    return (parts) => inside.map((assemble) => assemble(parts));
  }
  if (!isPlainRecord(structure)) {
    throw new ArgumentError({
      where,
      problem: `${path === '' ? '`datasets`' : `\`${path}\``} must be a data set, received ${describe(structure)}`,
      fix: 'make one of arrays with fromTensorSlices(arrays)',
    });
  }
  const names = Object.keys(structure);
  const inside = names.map((name) => assembler(where, structure[name], place, pathTo(path, name)));
  return (parts) => makeRecord(names, (at) => inside[at]?.(parts));
}
