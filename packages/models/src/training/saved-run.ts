/** What a saved run says besides weights and optimizer. Nothing in it is trusted. */

import { type Logs, NdArray, type SavedState, type SavedValue, StateError } from '@myelin/core';
import type { DataPlace } from './data-passes.ts';

export interface SavedRun {
  readonly callbacks: readonly { readonly className: string; readonly state: SavedState }[];
  readonly place: DataPlace & { readonly epoch: number; readonly batch: number };
  readonly batchesInEpoch: number | null;
  readonly shuffleSeed: number | null;
  /** What metrics had gathered; null between epochs. */
  readonly metrics: readonly NdArray[] | null;
  readonly logs: Logs;
  readonly stopReason: string | null;
}

/**
 * The run in a state.
 *
 * @throws {@link StateError} it is the state of something else.
 */
export function readSavedRun(state: SavedState): SavedRun {
  const { callbacks, place, batchesInEpoch, shuffleSeed, metrics, logs, stopReason } = state;
  return {
    callbacks: listOf('callbacks', callbacks).map((one) => {
      const { className, state: own } = recordOf('callbacks', one);
      if (typeof className !== 'string') throw noRunError('callbacks');
      return { className, state: recordOf('callbacks', own) };
    }),
    place: placeOf(recordOf('place', place)),
    batchesInEpoch: orNull(batchesInEpoch, () => wholeNumber('batchesInEpoch', batchesInEpoch)),
    shuffleSeed: orNull(shuffleSeed, () => wholeNumber('shuffleSeed', shuffleSeed)),
    metrics: orNull(metrics, () => listOf('metrics', metrics).map(arrayOf)),
    logs: logsOf(recordOf('logs', logs)),
    stopReason: orNull(stopReason, () => {
      if (typeof stopReason === 'string') return stopReason;
      throw noRunError('stopReason');
    }),
  };
}

function placeOf({ epoch, batch, pass, offset }: SavedState): SavedRun['place'] {
  return {
    epoch: wholeNumber('place', epoch),
    batch: wholeNumber('place', batch),
    pass: wholeNumber('place', pass),
    offset: wholeNumber('place', offset),
  };
}

function logsOf(logs: SavedState): Logs {
  if (Object.values(logs).every((value) => typeof value === 'number')) return { ...logs } as Logs;
  throw noRunError('logs');
}

function arrayOf(value: SavedValue): NdArray {
  if (value instanceof NdArray) return value;
  throw noRunError('metrics');
}

function orNull<Value>(value: SavedValue | undefined, read: () => Value): Value | null {
  return value === null ? null : read();
}

function wholeNumber(name: string, value: SavedValue | undefined): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw noRunError(name);
}

function listOf(name: string, value: SavedValue | undefined): readonly SavedValue[] {
  if (Array.isArray(value)) return value;
  throw noRunError(name);
}

function recordOf(name: string, value: SavedValue | undefined): SavedState {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isRecord && !(value instanceof NdArray)) return value as SavedState;
  throw noRunError(name);
}

function noRunError(name: string): StateError {
  return new StateError({
    where: 'resume',
    problem: `what was saved is no run of fit that can be taken up: \`${name}\` is missing or damaged`,
    fix: 'pass the state of BackupAndRestore, or of ModelCheckpoint without saveWeightsOnly; or remove it to begin anew',
  });
}
