/** Who runs the steps of a loop: one after the other, or, while a computation is recorded, whoever records it. */

import type { Tensor } from './tensor.ts';

/** What a step is given. */
export interface ScanStep {
  readonly carry: readonly Tensor[];
  readonly slices: readonly Tensor[];
  readonly constants: readonly Tensor[];
}

export interface ScanResult {
  readonly carry: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/** A loop whose options were checked. */
export interface CheckedScan {
  readonly initial: readonly Tensor[];
  readonly sequences: readonly Tensor[];
  readonly constants: readonly Tensor[];
  readonly length: number;
  readonly reverse: boolean;
  /** One step, its result checked. */
  readonly step: (at: ScanStep) => ScanResult;
}

export type ScanRunner = (scan: CheckedScan) => ScanResult;

let current: ScanRunner | undefined;

/** Runs `work`; meanwhile `runner` runs all loops. */
export function withScanRunner<Result>(runner: ScanRunner | undefined, work: () => Result): Result {
  const before = current;
  current = runner;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** @internal */
export function currentScanRunner(): ScanRunner | undefined {
  return current;
}
