/** How far results may lie from what is expected, for each backend, in one place. */

import { currentBackend } from '@myelin/core';

/** `|actual - expected| <= absolute + relative · |expected|` */
export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/**
 * What is compared: one layer's `output` or gradient; a `trace` over many steps or time steps, where differences add
 * up; derivatives against `finiteDifferences`, which have an error of their own.
 */
export type ToleranceKind = 'output' | 'trace' | 'finiteDifferences';

type Tolerances = Readonly<Record<ToleranceKind, Tolerance>>;

const cpu: Tolerances = {
  output: { absolute: 1e-5, relative: 1e-4 },
  trace: { absolute: 1e-4, relative: 1e-3 },
  finiteDifferences: { absolute: 2e-3, relative: 2e-2 },
};

const byBackend: Readonly<Record<string, Tolerances>> = { cpu, webgl: cpu };

/** The tolerance of the backend in use. */
export function toleranceFor(kind: ToleranceKind): Tolerance {
  return (byBackend[currentBackend()?.backend.name ?? 'cpu'] ?? cpu)[kind];
}
