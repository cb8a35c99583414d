import type { Awaitable } from './awaitable.ts';

/** Does all of the work, whatever fails on the way; then throws the first error. */
export async function allOf(work: readonly (() => Awaitable<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const each of work) {
    try {
      await each();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
