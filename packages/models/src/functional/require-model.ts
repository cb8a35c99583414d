import { type AnyLayer, ArgumentError, describe, isLayer } from '@myelin/core';

/** `value` is a model: a layer that has layers. @throws {@link ArgumentError} */
export function requireModel<M>(where: string, value: M): M & AnyLayer {
  if (isLayer(value) && 'layers' in value) return value;
  throw new ArgumentError({
    where,
    problem: `takes a model, received ${isLayer(value) ? `the layer "${value.name}"` : describe(value)}`,
    fix: 'pass for example new Sequential([new Dense({ units: 1 })])',
  });
}
