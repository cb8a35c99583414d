import type { AnyLayer } from '@myelin/core';
import { ArgumentError, describe, isLayer } from '@myelin/core';

/** The option is a layer. @throws {@link ArgumentError} */
export function requireLayer(where: string, option: string, value: unknown): AnyLayer {
  if (isLayer(value)) return value;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a layer, received ${describe(value)}`,
    fix: `pass for example { ${option}: new Dense({ units: 8 }) }`,
  });
}
