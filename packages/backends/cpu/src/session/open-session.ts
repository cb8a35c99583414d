import type { Session, SessionOptions } from '@myelin/program';
import { defaultThreads } from '../threads/thread-count.ts';
import { CpuSession } from './cpu-session.ts';

/**
 * A session for one model.
 *
 * @param threads - How many threads share the work; the machine decides without it.
 */
export async function openSession(
  threads: number | undefined,
  { worker = false }: SessionOptions = {},
): Promise<Session> {
  return CpuSession.open({ threads: threads ?? defaultThreads('cpu'), worker });
}
