import type { NdArray } from '@myelin/core';
import { formatShape } from '@myelin/core';
import type { CompileReport } from '@myelin/program';
import type { Batch } from '../data/batch-source.ts';
import { columnsOf, isTargetColumn } from '../data/columns.ts';
import type { StepKind } from '../training/runner.ts';

/** What a program of a model does: a step, or what comes after steps. */
export type ProgramKind = StepKind | 'predict' | 'report' | 'reset' | 'finish';

/** How one kind of step has been run so far, on batches of one form. */
export interface ProgramRecord {
  readonly kind: ProgramKind;
  /** Shapes of the batch: `x [32, 784], y [32]`; empty where there is none. */
  readonly batch: string;
  compiled: CompiledRecord | undefined;
  /** Why it is not compiled, and what to do about it. */
  obstacle: { readonly problem: string; readonly fix: string } | undefined;
  compiledBatches: number;
  eagerBatches: number;
}

interface CompiledRecord {
  readonly captureMs: number;
  readonly report: CompileReport;
}

/** All records of a model since it was compiled, in the order in which they began. */
export class ProgramRecords {
  readonly #records = new Map<string, ProgramRecord>();

  /** The record of steps on batches like `batch`. */
  of(kind: ProgramKind, batch: Batch | undefined): ProgramRecord {
    const shapes = batch ? describeBatch(batch) : '';
    const key = `${kind} ${shapes}`;
    const known = this.#records.get(key);
    if (known) return known;
    const record: ProgramRecord = {
      kind,
      batch: shapes,
      compiled: undefined,
      obstacle: undefined,
      compiledBatches: 0,
      eagerBatches: 0,
    };
    this.#records.set(key, record);
    return record;
  }

  /** Those of steps that were run. */
  get ran(): readonly ProgramRecord[] {
    return [...this.#records.values()].filter(
      ({ compiledBatches, eagerBatches }) => compiledBatches + eagerBatches > 0,
    );
  }
}

/** Shapes and kinds of numbers of a batch, which decide what its program is. */
export function describeBatch(batch: Batch): string {
  return Object.entries(columnsOf(batch))
    .map(([name, array]) => {
      const isInt = isTargetColumn(name) && isWhole(array);
      return `${name} ${formatShape(array.shape)}${isInt ? ' int32' : ''}`;
    })
    .join(', ');
}

/** Whether targets reach a step as int32. */
export const isWhole = ({ dtype }: NdArray): boolean => dtype === 'int32' || dtype === 'uint8';
