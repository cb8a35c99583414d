import { requireBoolean, requireKnownOptions, requireWholeNumber } from '@myelin/core';
import type { Cardinality } from './cardinality.ts';
import { flowing } from './flow.ts';
import { listSource } from './list-source.ts';
import { rowsSource } from './rows-source.ts';
import type { Source } from './source.ts';
import { flowThrough, type Stage, through } from './stage.ts';

export interface DatasetWindowOptions {
  /** How many elements further each window begins. @defaultValue the size, so that windows do not overlap */
  readonly shift?: number;
  /** How many elements further the next one of a window lies. @defaultValue `1` */
  readonly stride?: number;
  /** Whether windows with fewer elements, which are the last, are left out. @defaultValue `false` */
  readonly dropRemainder?: boolean;
}

interface Windows {
  readonly size: number;
  readonly shift: number;
  readonly stride: number;
  readonly dropRemainder: boolean;
}

/** Sources of `size` elements each. */
export function windows<E>(
  source: Source<E>,
  size: number,
  options: DatasetWindowOptions,
): Source<Source<E>> {
  const where = 'Dataset.window';
  requireKnownOptions(where, options, ['shift', 'stride', 'dropRemainder']);
  requireWholeNumber(where, 'size', size, { min: 1 });
  const { shift = size, stride = 1, dropRemainder = false } = options;
  requireWholeNumber(where, 'shift', shift, { min: 1 });
  requireWholeNumber(where, 'stride', stride, { min: 1 });
  requireBoolean(where, 'dropRemainder', dropRemainder);
  const plan: Windows = { size, shift, stride, dropRemainder };
  const cardinality = windowCount(source.cardinality, plan);
  const { rows, elementSpec } = source;
  if (!rows) {
    const stage = (): Stage<E, Source<E>> =>
      new WindowStage(plan, (items) => listSource(items, elementSpec));
    return { cardinality, open: () => flowing((passes) => flowThrough(passes, source, stage())) };
  }
  const { arrays } = rows;
  const stage = (): Stage<number, Source<E>> =>
    new WindowStage(plan, (picked) => rowsSource(picked.length, { arrays, order: () => picked }));
  return { cardinality, open: () => flowing(() => through(rows.order(), stage())) };
}

function windowCount(
  cardinality: Cardinality,
  { size, shift, stride, dropRemainder }: Windows,
): Cardinality {
  if (cardinality === 'unknown') return cardinality;
  const starts = dropRemainder ? cardinality - (size - 1) * stride : cardinality;
  return Math.max(0, Math.ceil(starts / shift));
}

/** Gathers the windows that are begun and not yet full. */
class WindowStage<T, Window> implements Stage<T, Window> {
  readonly #plan: Windows;
  readonly #make: (items: readonly T[]) => Window;
  #begun: { readonly start: number; readonly items: T[] }[] = [];
  #count = 0;

  constructor(plan: Windows, make: (items: readonly T[]) => Window) {
    this.#plan = plan;
    this.#make = make;
  }

  push(item: T): Window | undefined {
    const { size, shift, stride } = this.#plan;
    const at = this.#count++;
    if (at % shift === 0) this.#begun.push({ start: at, items: [] });
    for (const { start, items } of this.#begun) {
      if ((at - start) % stride === 0) items.push(item);
    }
    // Windows fill in the order in which they began.
    if (this.#begun[0]?.items.length !== size) return undefined;
    const full = this.#begun.shift();
    return full && this.#make(full.items);
  }

  *rest(): Generator<Window> {
    if (this.#plan.dropRemainder) return;
    for (const { items } of this.#begun) yield this.#make(items);
  }
}
