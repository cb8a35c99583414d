import type { Json } from '@myelin/core';

/** JSON whose numbers are rounded as float32 holds them: Keras writes learning rates like that. */
export function roundedJson(value: Json): Json {
  if (typeof value === 'number') return Math.fround(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(roundedJson);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, roundedJson(item)]));
}
