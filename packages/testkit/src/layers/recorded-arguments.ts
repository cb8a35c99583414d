/** Recorded calls of all styles: one input, a list of them, masks, states and whatever else a call may say. */

import { isRecordedArray, recordedValues } from '../fixtures/fixture-array.ts';
import { camelCase } from '../fixtures/options-from-keras.ts';
import type { LayerArguments } from './layer-arguments.ts';
import type { LayerCase } from './layer-case.ts';

/**
 * What a recorded case calls its layer with: several inputs become a list, whether Keras takes them as one or one by one,
 * and further arguments have names in camelCase. Those that are false or null are left out.
 */
export function recordedArguments({ callStyle, inputs, call }: LayerCase): LayerArguments {
  const { training: _, ...further } = call;
  const arrays = inputs.map(recordedValues);
  const said = Object.entries(further).filter(([, value]) => value !== false && value !== null);
  return {
    input: callStyle === 'single' ? arrays[0]! : arrays,
    call: Object.fromEntries(said.map(([name, value]) => [camelCase(name), argument(value)])),
  };
}

/** Arrays for recorded arrays, alone or in lists, where null says that there is none. */
function argument(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item) => (item === null ? undefined : argument(item)));
  return isRecordedArray(value) ? recordedValues(value) : value;
}
