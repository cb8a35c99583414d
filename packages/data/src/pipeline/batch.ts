import {
  EventLoopBreather,
  requireBoolean,
  requireKnownOptions,
  requireWholeNumber,
} from '@myelin/core';
import { batchedBlocks } from './batched-blocks.ts';
import { ArraySpec, type ElementSpec } from './element-spec.ts';
import { isPromised } from './eventual.ts';
import { type Flow, flowing, settled } from './flow.ts';
import { gather } from './gather.ts';
import type { OpenPasses } from './open-passes.ts';
import { mapSpecs } from './row-spec.ts';
import type { Rows, Source } from './source.ts';
import { stack } from './stack.ts';

export interface BatchOptions {
  /** Whether a last batch with fewer elements is left out. @defaultValue `false` */
  readonly dropRemainder?: boolean;
}

/** Each `batchSize` elements in a row as one, stacked along a new first axis. */
export function batch<E>(source: Source<E>, batchSize: number, options: BatchOptions): Source<E> {
  const where = 'Dataset.batch';
  requireKnownOptions(where, options, ['dropRemainder']);
  const dropRemainder = requireBatching(where, batchSize, options);
  const { rows, blocks, elementSpec } = source;
  return {
    cardinality: batchCount(source, batchSize, dropRemainder),
    elementSpec: elementSpec && batchSpec(elementSpec, dropRemainder ? batchSize : null),
    open: () =>
      flowing((passes) => {
        if (rows) return gathered(rows, batchSize, dropRemainder);
        if (blocks) return batchedBlocks(passes, blocks, batchSize, dropRemainder);
        return groups(passes, source, { batchSize, dropRemainder, join: stack });
      }),
  };
}

/** Checks what all ways to batch have in common. */
export function requireBatching(where: string, batchSize: number, options: BatchOptions): boolean {
  requireWholeNumber(where, 'batchSize', batchSize, { min: 1 });
  return requireBoolean(where, 'dropRemainder', options.dropRemainder ?? false);
}

export function batchCount<E>(
  { cardinality }: Source<E>,
  batchSize: number,
  dropRemainder: boolean,
): Source<E>['cardinality'] {
  const round = dropRemainder ? Math.floor : Math.ceil;
  return cardinality === 'unknown' ? cardinality : round(cardinality / batchSize);
}

function batchSpec<E>(spec: ElementSpec<E>, size: number | null): ElementSpec<E> {
  return mapSpecs(spec, ({ shape, dtype }) => new ArraySpec({ shape: [size, ...shape], dtype }));
}

function* gathered<E>(
  { arrays, order }: Rows<E>,
  batchSize: number,
  dropRemainder: boolean,
): Flow<E> {
  const breather = new EventLoopBreather();
  let picked: number[] = [];
  for (const row of order()) {
    picked.push(row);
    if (picked.length < batchSize) continue;
    if (breather.isDue) yield breather.breathe();
    yield gather(arrays, picked);
    picked = [];
  }
  if (picked.length > 0 && !dropRemainder) yield gather(arrays, picked);
}

interface Grouping<E> {
  readonly batchSize: number;
  readonly dropRemainder: boolean;
  readonly join: (elements: readonly E[]) => E;
}

/** Each `batchSize` elements joined into one. */
export function* groups<E>(
  passes: OpenPasses,
  source: Source<E>,
  { batchSize, dropRemainder, join }: Grouping<E>,
): Flow<E> {
  const pass = passes.open(source);
  for (let group: E[] = []; ; ) {
    const pulled = pass.next();
    const element = isPromised(pulled) ? yield* settled(pulled) : pulled;
    if (element === undefined) {
      if (group.length > 0 && !dropRemainder) yield join(group);
      return;
    }
    group.push(element);
    if (group.length < batchSize) continue;
    yield join(group);
    group = [];
  }
}
