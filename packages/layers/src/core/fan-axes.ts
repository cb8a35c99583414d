import type { FanOptions, Initializer } from '@myelin/core';

/**
 * The initializer with the axes of a kernel that count as its inputs and as its outputs, if it scales by them and was not
 * told others.
 */
export function withFanAxes(
  start: Initializer,
  inputAxes: readonly number[],
  outputAxes: readonly number[],
): Initializer {
  const config: FanOptions = start.config;
  if (!('inputAxes' in config) || (config.inputAxes && config.outputAxes)) return start;
  return remade(start, { inputAxes, outputAxes });
}

/** Another initializer of the same options: without a `seed` it gives other values. */
export function remade(start: Initializer, changes: FanOptions = {}): Initializer {
  const Class = start.constructor as new (options: object) => Initializer;
  return new Class({ ...start.config, ...changes });
}
