const used = new Map<string, number>();

/**
 * Keras's automatic name of a new object: `dense`, `dense_1`, `dense_2`, …
 *
 * @example
 * snakeCase('MaxPooling2D') // => 'max_pooling2d'
 */
export function automaticName(className: string): string {
  const base = snakeCase(className);
  const count = used.get(base) ?? 0;
  used.set(base, count + 1);
  return count === 0 ? base : `${base}_${count}`;
}

/** Forgets the names given so far, so that the next `Dense` is `dense` again. */
export function resetNames(): void {
  used.clear();
}

/** Keras's snake case: `LeakyReLU` becomes `leaky_re_lu`, `Conv2D` becomes `conv2d`. */
export function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
