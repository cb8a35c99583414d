import type { Serializable } from '@myelin/core';

/** A config as plain data: objects by class and config, functions by name; so that two can be compared. */
export function plain(value: unknown): unknown {
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isSerializable(value)) return { class: value.className, config: plain(value.config) };
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plain(held)]));
}

function isSerializable(value: object): value is Serializable {
  return 'className' in value && 'config' in value;
}
