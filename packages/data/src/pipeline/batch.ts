import { requireBoolean, requireKnownOptions, requireWholeNumber } from '@myelin/core';
import type { DatasetElement } from './example.ts';
import { gather } from './gather.ts';
import type { Rows, Source } from './source.ts';
import { stack } from './stack.ts';

export interface BatchOptions {
  /** Whether a last batch with fewer elements is left out. @defaultValue `false` */
  readonly dropRemainder?: boolean;
}

/** Each `batchSize` elements in a row as one, stacked along a new first axis. */
export function batch<E extends DatasetElement>(
  source: Source<E>,
  batchSize: number,
  options: BatchOptions,
): Source<E> {
  const where = 'Dataset.batch';
  requireKnownOptions(where, options, ['dropRemainder']);
  requireWholeNumber(where, 'batchSize', batchSize, { min: 1 });
  const { dropRemainder = false } = options;
  requireBoolean(where, 'dropRemainder', dropRemainder);

  const { cardinality, rows } = source;
  const round = dropRemainder ? Math.floor : Math.ceil;
  const count = cardinality === 'unknown' ? cardinality : round(cardinality / batchSize);
  const elements = (): AsyncIterable<E> =>
    rows
      ? gathered(rows, batchSize, dropRemainder)
      : stacked(source.elements(), batchSize, dropRemainder);
  return { cardinality: count, elements };
}

async function* gathered<E extends DatasetElement>(
  rows: Rows<E>,
  batchSize: number,
  dropRemainder: boolean,
): AsyncGenerator<E> {
  let picked: number[] = [];
  for (const row of rows.order()) {
    picked.push(row);
    if (picked.length < batchSize) continue;
    yield gather(rows.arrays, picked);
    picked = [];
  }
  if (picked.length > 0 && !dropRemainder) yield gather(rows.arrays, picked);
}

async function* stacked<E extends DatasetElement>(
  elements: AsyncIterable<E>,
  batchSize: number,
  dropRemainder: boolean,
): AsyncGenerator<E> {
  let group: E[] = [];
  for await (const element of elements) {
    group.push(element);
    if (group.length < batchSize) continue;
    yield stack(group);
    group = [];
  }
  if (group.length > 0 && !dropRemainder) yield stack(group);
}
