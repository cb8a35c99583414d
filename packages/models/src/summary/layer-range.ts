import { ArgumentError, describe } from '@myelin/core';

/** A name, or a regular expression, that names begin with. */
export type NamePattern = string | RegExp;

/**
 * Rows from the first whose name matches one end to the last that matches the other, both included.
 *
 * @throws {@link ArgumentError} an end matches no name, or is no regular expression.
 * @source Keras 3 `get_layer_index_bound_by_layer_name`: a pattern has to match the beginning of a name only.
 */
export function rowsInRange<Row extends { readonly name: string }>(
  rows: readonly Row[],
  range: readonly [NamePattern, NamePattern],
): readonly Row[] {
  if (!Array.isArray(range) || range.length !== 2) throw notARange(range);
  const [from, to] = range.map((pattern) => matches(rows, pattern));
  if (!from?.length || !to?.length) {
    throw new ArgumentError({
      where: 'summary',
      problem: `\`layerRange\` must match names of layers, received ${range.map(String).join(' and ')}`,
      fix: `use two of ${rows.map((row) => row.name).join(', ')}`,
    });
  }
  const [first, last] = [Math.min(...from), Math.max(...to)];
  return first <= last
    ? rows.slice(first, last + 1)
    : rows.slice(Math.min(...to), Math.max(...from) + 1);
}

function matches(rows: readonly { readonly name: string }[], pattern: NamePattern): number[] {
  const expression = asExpression(pattern);
  return rows.flatMap(({ name }, i) => (name.search(expression) === 0 ? [i] : []));
}

function asExpression(pattern: NamePattern): RegExp {
  if (typeof pattern !== 'string' && !(pattern instanceof RegExp)) throw notARange(pattern);
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw notARange(pattern, cause);
  }
}

function notARange(received: unknown, cause?: unknown): ArgumentError {
  return new ArgumentError({
    where: 'summary',
    problem: `\`layerRange\` must be two names or regular expressions, received ${describe(received)}`,
    fix: "pass for example { layerRange: ['conv2d', 'flatten'] }",
    cause,
  });
}
