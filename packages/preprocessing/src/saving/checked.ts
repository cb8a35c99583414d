import { SerializationError } from '@myelin/core';
import { type GenericSchema, getDotPath, safeParse } from 'valibot';

/** `value`, if it is what the schema says. @throws {@link SerializationError} naming the first place that is not. */
export function checked<T>(schema: GenericSchema<unknown, T>, value: unknown): T {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = getDotPath(issue);
  throw new SerializationError({
    where: 'fromJson',
    problem: `the form is damaged: ${place === null ? '' : `\`${place}\`: `}${issue.message}`,
    fix: 'save it anew with JSON.stringify(fitted)',
  });
}
