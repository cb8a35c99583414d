import type { AnyLayer } from '@myelin/core';
import { isLayer } from '@myelin/core';

/**
 * A layer with the options of another and weights of its own, layers inside it and objects such as initializers included.
 *
 * @param changed - Options that differ.
 */
export function copyLayer<L extends AnyLayer>(layer: L, changed: object = {}): L {
  const Class = layer.constructor as new (options: object) => L;
  const options = { ...layer.config, trainable: layer.trainable };
  return new Class({ ...(copyValue(options) as object), ...changed });
}

function copyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyValue);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (isLayer(value)) return copyLayer(value);
  if (isConfigured(value)) {
    const Class = value.constructor as new (options: unknown) => object;
    return new Class(copyValue(value.config));
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, copyValue(held)]));
}

/** Objects that their class and options describe: two of them may draw other random numbers. */
function isConfigured(value: object): value is { readonly config: object } {
  return 'className' in value && 'config' in value;
}
