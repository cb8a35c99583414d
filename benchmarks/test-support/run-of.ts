import type { Measurement } from '../src/measurement.ts';

/** A measurement of one step. */
export const runOf = (work: string, peer: string, milliseconds: number): Measurement => ({
  peer,
  work,
  seconds: milliseconds / 1000,
  steps: 1,
  ms_per_step: milliseconds,
  samples_per_s: 1,
});
