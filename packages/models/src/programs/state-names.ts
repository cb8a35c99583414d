import type { StateCell } from '@myelin/core';
import type { NamedState } from './capture-on-states.ts';

/** States under names that differ: of those with one wanted name, the second is `name (2)`. */
export function nameStates(wanted: readonly (readonly [string, StateCell])[]): NamedState[] {
  const used = new Map<string, number>();
  return wanted.map(([name, cell]) => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, cell };
  });
}
