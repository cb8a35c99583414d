import { ArgumentError, describe, isPlainRecord, requireNumber, suggestion } from '@myelin/core';

/** A weight for some of the parts. @throws {@link ArgumentError} one is no number, or is for no part. */
export function requireWeights(where: string, weights: unknown, names: readonly string[]): void {
  if (weights === null) return;
  if (!isPlainRecord(weights)) {
    throw new ArgumentError({
      where,
      problem: `\`transformerWeights\` must be numbers by the names of parts, or null, received ${describe(weights)}`,
      fix: `pass for example { ${names[0] ?? 'part'}: 2 }`,
    });
  }
  for (const [name, weight] of Object.entries(weights)) {
    requireNumber(where, `transformerWeights.${name}`, weight as number);
    if (names.includes(name)) continue;
    const near = suggestion(name, names);
    throw new ArgumentError({
      where,
      problem: `\`transformerWeights\` names \`${name}\`, and there is no such part`,
      fix: near ? `did you mean \`${near}\`` : `use one of ${names.join(', ')}`,
    });
  }
}
