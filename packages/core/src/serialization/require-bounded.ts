import { SerializationError } from '../errors/myelin-error.ts';

/** Levels of nesting; a model inside a model takes four. */
const MAX_DEPTH = 200;
/** Values in all; a vocabulary of a million words fits. */
const MAX_VALUES = 4_000_000;

/**
 * A configuration is neither deeper nor larger than any honest one.
 *
 * @throws {@link SerializationError} it is.
 */
export function requireBounded(where: string, value: unknown): void {
  let count = 0;
  const visit = (item: unknown, depth: number): void => {
    if (depth > MAX_DEPTH) throw tooLarge(where, `nested more than ${MAX_DEPTH} levels deep`);
    if (++count > MAX_VALUES) throw tooLarge(where, `of more than ${MAX_VALUES} values`);
    if (typeof item !== 'object' || item === null) return;
    for (const inner of Array.isArray(item) ? item : Object.values(item)) visit(inner, depth + 1);
  };
  visit(value, 0);
}

function tooLarge(where: string, problem: string): SerializationError {
  return new SerializationError({
    where,
    problem: `the configuration is ${problem}`,
    fix: 'check where the file comes from',
  });
}
