import { ArgumentError, DataError, describe, suggestion } from '@myelin/core';

/**
 * The columns to read, in the order that is wanted.
 *
 * @throws {@link ArgumentError} one is not there. {@link DataError} the file has two of one name, or none.
 */
export function chosenNames(
  where: string,
  file: string,
  columns: readonly string[] | undefined,
  names: readonly string[],
): readonly string[] {
  const known = new Set<string>();
  const twice = names.find((name) => known.size === known.add(name).size);
  if (twice !== undefined || names.length === 0) {
    throw new DataError({
      where,
      problem:
        twice === undefined
          ? `${file} has no columns`
          : `${file} has two columns with the name ${JSON.stringify(twice)}`,
      fix: 'save it anew, with a name of its own for each column',
    });
  }
  if (columns === undefined) return names;
  if (!Array.isArray(columns) || columns.length === 0) {
    throw new ArgumentError({
      where,
      problem: `\`columns\` must be a list of names, received ${describe(columns)}`,
      fix: `pass for example { columns: [${JSON.stringify(names[0])}] }`,
    });
  }
  for (const column of columns) {
    if (known.has(column)) continue;
    const near = suggestion(String(column), names);
    throw new ArgumentError({
      where,
      problem: `\`columns\` names ${describe(column)}, and ${file} has no such column`,
      fix: near
        ? `did you mean ${JSON.stringify(near)}`
        : `use one of ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`,
    });
  }
  return [...new Set(columns)];
}
