/** Functions that the host brings, for what is rare and scalar. */

import type { HostFunction } from './tasks/task-context.ts';
import type { Callable } from './wasm/function-builder.ts';
import type { ModuleBuilder } from './wasm/module-builder.ts';

/** How many numbers each takes. */
const HOST_FUNCTIONS: Readonly<Record<HostFunction, number>> = {
  pow: 2,
  atan2: 2,
  sin: 1,
  cos: 1,
  tan: 1,
  asin: 1,
  acos: 1,
  atan: 1,
};

export function importHostFunctions(
  module: ModuleBuilder,
): Readonly<Record<HostFunction, Callable>> {
  const entries = Object.entries(HOST_FUNCTIONS).map(([name, arity]) => [
    name,
    module.import(name, Array(arity).fill('f64'), ['f64']),
  ]);
  return Object.fromEntries(entries) as Record<HostFunction, Callable>;
}

/** What a module imports by these names; the same in threads, whose source names them once more. */
export function hostFunctions(): Record<string, (...values: number[]) => number> {
  const names = Object.keys(HOST_FUNCTIONS) as HostFunction[];
  return Object.fromEntries(names.map((name) => [name, Math[name]]));
}
