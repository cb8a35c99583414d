/** Names of options: camelCase in code, snake_case in files. */

/**
 * `kernelInitializer` becomes `kernel_initializer`, `beta1` becomes `beta_1`, `epsilon1` becomes `epsilon_1`, `l2` stays.
 *
 * @example
 * toSnakeCase('useBias') // => 'use_bias'
 */
export function toSnakeCase(name: string): string {
  return name
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/(beta|epsilon)(?=\d)/, '$1_')
    .replace(/(?<=(?:beta|epsilon)_\d)(?=[a-z])/, '_');
}

/**
 * `kernel_initializer` becomes `kernelInitializer`, `beta_1` becomes `beta1`.
 *
 * @example
 * toCamelCase('use_bias') // => 'useBias'
 */
export function toCamelCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])_([a-z0-9])/g, (_, character: string) =>
    character.toUpperCase(),
  );
}
