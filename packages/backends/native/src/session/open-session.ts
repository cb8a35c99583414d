import { defaultThreads } from '@myelin/backend-cpu';
import type { Session, SessionOptions } from '@myelin/program';
import type { NativeBinding } from '../binding/native-binding.ts';
import { chooseInstructionSet } from '../instruction-set.ts';
import type { NativeOptions } from '../native.ts';
import { EngineSession } from './native-session.ts';

/** A session for one model. */
export function openSession(
  binding: NativeBinding,
  { threads, instructionSet }: NativeOptions,
  { worker = false }: SessionOptions = {},
): Session {
  return new EngineSession(binding, {
    threads: threads ?? defaultThreads('native'),
    worker,
    instructionSet: chooseInstructionSet(binding, instructionSet),
  });
}
