import { type Callback, CallbackList, decodeState, encodeState } from '@myelin/core';
import type { FakeRun } from './fake-run.ts';

/** `fresh` in the state of `old`, as after an interruption: the state goes through the bytes of a file. */
export async function revived<Of extends Callback>(old: Of, fresh: Of, run: FakeRun): Promise<Of> {
  const bytes = encodeState({ state: old.saveState?.() ?? null });
  await new CallbackList([fresh]).onTrainBegin({}, run);
  const { state } = decodeState(bytes);
  if (state !== null) fresh.loadState?.(state as ReturnType<NonNullable<Callback['saveState']>>);
  return fresh;
}
