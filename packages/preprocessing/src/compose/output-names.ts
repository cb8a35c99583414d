import { ArgumentError } from '@myelin/core';

/** What a part of a composite is called, and the columns that it gives. */
export interface NamedPart {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Names of the columns of all parts: `part__column`, or the columns' own.
 *
 * @throws {@link ArgumentError} their own are wanted, and two are alike.
 */
export function outputNames(
  where: string,
  parts: readonly NamedPart[],
  prefixed: boolean,
): string[] {
  if (prefixed) {
    return parts.flatMap(({ name, columns }) => columns.map((column) => `${name}__${column}`));
  }
  const names = parts.flatMap(({ columns }) => columns);
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice === undefined) return names;
  throw new ArgumentError({
    where,
    problem: `\`verboseFeatureNamesOut\` is false, and two columns would be called \`${twice}\``,
    fix: 'leave `verboseFeatureNamesOut` out, and each gets the name of its part in front',
  });
}
