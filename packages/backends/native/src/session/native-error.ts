import { BackendError } from '@myelin/core';

/** What the addon calls its errors. */
export type NativeErrorCode = 'Malformed' | 'Unsupported' | 'OutOfMemory' | 'Failed';

/** The code of an error of the addon; undefined for all other errors. */
export function codeOf(error: unknown): NativeErrorCode | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code } = error;
  return codes.find((one) => one === code);
}

const codes: readonly NativeErrorCode[] = ['Malformed', 'Unsupported', 'OutOfMemory', 'Failed'];

/** An error of the addon in our words. Promises of the addon are rejected with a code of Node-API. */
export function backendError(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const fix =
    error.code === 'OutOfMemory'
      ? 'use smaller batches, or compile({ jitCompile: false })'
      : "report this; meanwhile useBackend('cpu') or compile({ jitCompile: false }) helps";
  return new BackendError({ where: 'native', problem: error.message, fix, cause: error });
}

/** What `work` answers; errors of the addon in our words. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw backendError(error);
  }
}
