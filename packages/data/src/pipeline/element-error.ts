import { AbortError, ArgumentError, DataError, describe } from '@myelin/core';

/** What went wrong in a function of the user, and at which element. An abort stays what it is. */
export function elementError(
  where: string,
  what: string,
  at: number,
  cause: unknown,
  fix = 'mend what it does with that element, or leave such elements out with filter() before',
): unknown {
  if (cause instanceof AbortError) return cause;
  const message = cause instanceof Error ? cause.message : describe(cause);
  const first = message.split('\n')[0] as string;
  return new DataError({
    where,
    problem: `${what} failed at element ${at}: ${first.replace(/\.$/, '')}`,
    fix,
    cause,
  });
}

/** `value` is a function. */
export function requireFunction(
  where: string,
  option: string,
  value: unknown,
  example: string,
): void {
  if (typeof value === 'function') return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a function, received ${describe(value)}`,
    fix: `pass for example ${example}`,
  });
}
