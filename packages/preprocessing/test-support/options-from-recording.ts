import { camelCase } from '@myelin/testkit';
import { cellsOf, elementsOf, isRecordedArray, rowsOf } from './recorded-value.ts';

/** Classes by scikit-learn's names. */
export type Classes = Readonly<Record<string, new (options: never) => object>>;

/** scikit-learn's options that say nothing here: transforms are never sparse, never done in place, always in this thread. */
const without = ['sparse_output', 'sparse', 'copy', 'n_jobs', 'verbose', 'dtype'];

/** Options as scikit-learn's recordings write them, in our spelling; estimators inside become objects. */
export function optionsFromRecording(config: object, classes: Classes): object {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([name]) => !without.includes(name))
      .map(([name, value]) => [
        name === 'random_state' ? 'seed' : camelCase(name),
        optionFrom(value, classes),
      ]),
  );
}

function optionFrom(value: unknown, classes: Classes): unknown {
  if (value === 'NaN') return Number.NaN;
  if (isRecordedArray(value)) {
    if (value.shape.length === 2) return rowsOf(value);
    return value.dtype === 'object' ? cellsOf(value) : elementsOf(value);
  }
  if (Array.isArray(value)) return value.map((item) => optionFrom(item, classes));
  if (typeof value !== 'object' || value === null) return value;
  if ('class' in value && 'config' in value) {
    const Class = classes[value.class as string];
    if (!Class) throw new Error(`the recording needs the class ${String(value.class)}`);
    return new Class(optionsFromRecording(value.config as object, classes) as never);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, optionFrom(item, classes)]),
  );
}
