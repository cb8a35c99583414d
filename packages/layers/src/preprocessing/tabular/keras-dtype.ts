import type { Json, JsonRecord } from '@myelin/core';

/** The element type of layers that give whole numbers, in Keras's form: there these have 64 bits. */
export function kerasDtype(name: 'int64' | 'float32'): JsonRecord {
  return { module: 'keras', class_name: 'DTypePolicy', config: { name }, registered_name: null };
}

/** Options from a file without an element type that follows from the other options. */
export function withoutDtype(config: JsonRecord): JsonRecord {
  const { dtype: _, ...own }: Readonly<Record<string, Json>> = config;
  return own;
}
