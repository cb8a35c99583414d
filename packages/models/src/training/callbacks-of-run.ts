import { type Callback, CallbackList, type History, ProgressBar } from '@myelin/core';
import type { CheckedRun } from './fit-options.ts';

/** The callbacks of the user, then those of the run itself that the user did not bring: History, progress bar. */
export function callbacksOfRun(
  { callbacks, verbose }: Pick<CheckedRun, 'callbacks' | 'verbose'>,
  history?: History,
): CallbackList {
  const hasBar = callbacks.some((one) => one instanceof ProgressBar);
  const own: Callback[] = hasBar || verbose === 0 ? [] : [new ProgressBar()];
  if (history && !callbacks.includes(history)) own.unshift(history);
  return new CallbackList([...callbacks, ...own]);
}
