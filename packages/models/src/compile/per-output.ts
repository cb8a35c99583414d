/** What `compile` is given for each output of a model. */

import { ArgumentError, describe, isPlainRecord, requireNumber } from '@myelin/core';
import { ownValue } from '../data/per-output.ts';
import type { CompileOptions, LossOption, MetricOption, MetricsOption } from './compile-options.ts';

const WHERE = 'compile';

/**
 * The loss of each output, null where it has none. One loss serves all outputs.
 *
 * @throws {@link ArgumentError} there are more or fewer than outputs, or they have other names.
 */
export function lossPerOutput(
  given: CompileOptions['loss'],
  outputs: readonly string[],
): readonly (LossOption | null)[] {
  if (given === undefined || given === null) return outputs.map(() => null);
  const listed = isPlainRecord(given)
    ? byName('loss', given as Readonly<Record<string, LossOption | null>>, outputs)
    : given;
  if (!Array.isArray(listed)) return outputs.map(() => listed as LossOption);
  if (listed.length !== outputs.length) throw countError('loss', listed, outputs);
  return (listed as readonly (LossOption | null | undefined)[]).map((one) => one ?? null);
}

/**
 * What each loss is multiplied by; null where it is not.
 *
 * @throws {@link ArgumentError} there are more or fewer than outputs, or one is no number.
 */
export function lossWeightPerOutput(
  given: CompileOptions['lossWeights'],
  outputs: readonly string[],
): readonly (number | null)[] {
  if (given === undefined || given === null) return outputs.map(() => null);
  const listed: unknown = isPlainRecord(given)
    ? byName('lossWeights', given as Readonly<Record<string, number>>, outputs)
    : typeof given === 'number' && outputs.length === 1
      ? [given]
      : given;
  if (!Array.isArray(listed) || listed.length !== outputs.length) {
    throw countError('lossWeights', listed, outputs);
  }
  return listed.map((weight, i) => requireNumber(WHERE, `lossWeights[${i}]`, weight));
}

/**
 * The metrics of each output.
 *
 * @throws {@link ArgumentError} there are more or fewer entries than outputs, or a name is unknown.
 */
export function metricsPerOutput(
  option: 'metrics' | 'weightedMetrics',
  given: MetricsOption | null | undefined,
  outputs: readonly string[],
): readonly (readonly MetricOption[])[] {
  if (given === undefined || given === null) return outputs.map(() => []);
  if (isPlainRecord(given)) {
    const record = given as Readonly<Record<string, MetricOption | readonly MetricOption[] | null>>;
    requireNames(option, record, outputs);
    return outputs.map((output) => asList(ownValue(record, output)));
  }
  if (!Array.isArray(given)) {
    throw new ArgumentError({
      where: WHERE,
      problem: `\`${option}\` cannot be ${describe(given)}`,
      fix: "pass a list such as ['accuracy']",
    });
  }
  const entries = given as readonly (MetricOption | readonly MetricOption[] | null)[];
  if (outputs.length === 1) return [entries.flatMap(asList)];
  if (entries.length === 0) return outputs.map(() => []);
  if (entries.length !== outputs.length) throw countError(option, given, outputs);
  return entries.map(asList);
}

function asList(
  given: MetricOption | readonly MetricOption[] | null | undefined,
): readonly MetricOption[] {
  if (given === undefined || given === null) return [];
  return Array.isArray(given) ? given : [given as MetricOption];
}

/** Values in the order of the outputs, each of which has one. */
function byName<Value>(
  option: string,
  given: Readonly<Record<string, Value>>,
  outputs: readonly string[],
): readonly Value[] {
  requireNames(option, given, outputs);
  const missing = outputs.find((output) => ownValue(given, output) === undefined);
  if (missing === undefined) return outputs.map((output) => given[output] as Value);
  throw new ArgumentError({
    where: WHERE,
    problem: `\`${option}\` says nothing of the output "${missing}"`,
    fix:
      option === 'loss'
        ? `add { ${missing}: null } if it shall have none`
        : `add { ${missing}: 1 }, which changes nothing`,
  });
}

function requireNames(option: string, given: object, outputs: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !outputs.includes(name));
  if (unknown === undefined) return;
  throw new ArgumentError({
    where: WHERE,
    problem: `\`${option}\` names the output "${unknown}", and the model has ${quoted(outputs)}`,
    fix: 'use the names of the outputs, or pass a list in their order; a subclass states them as `outputNames`',
  });
}

function countError(option: string, given: unknown, outputs: readonly string[]): ArgumentError {
  return new ArgumentError({
    where: WHERE,
    problem: `\`${option}\` must have one entry for each output ${quoted(outputs)}, received ${
      Array.isArray(given) ? `a list of ${given.length}` : describe(given)
    }`,
    fix: `pass a list of ${outputs.length}, or a record by the names of the outputs, which a subclass states as \`outputNames\``,
  });
}

const quoted = (outputs: readonly string[]): string =>
  outputs.map((name) => `"${name}"`).join(', ');
