import { ArgumentError, describe } from '@myelin/core';
import { FittedTransformer } from '../transformer/fitted-transformer.ts';
import { Transformer } from '../transformer/transformer.ts';

/** Every entry of a composite is a tuple that begins with a name of its own. @throws {@link ArgumentError} */
export function requireNamed(
  where: string,
  option: string,
  entries: unknown,
  example: string,
): asserts entries is readonly (readonly [string, ...unknown[]])[] {
  const wrong = (problem: string, fix: string): ArgumentError =>
    new ArgumentError({ where, problem: `\`${option}\` ${problem}`, fix });
  if (!Array.isArray(entries)) {
    throw wrong(`must be a list, received ${describe(entries)}`, `pass for example ${example}`);
  }
  const names = new Set<unknown>();
  for (const entry of entries) {
    const [name] = Array.isArray(entry) ? entry : [];
    if (typeof name !== 'string' || name === '' || name.includes('__')) {
      throw wrong(
        `must hold entries that begin with a name without "__", received ${describe(Array.isArray(entry) ? name : entry)}`,
        `pass for example ${example}`,
      );
    }
    if (names.has(name)) {
      throw wrong(`has two entries named \`${name}\``, 'give each a name of its own');
    }
    names.add(name);
  }
}

/** @throws {@link ArgumentError} */
export function requireTransformer(
  where: string,
  option: string,
  value: unknown,
  words: readonly string[],
): void {
  if (value instanceof Transformer || words.includes(value as string)) return;
  const others = words.map((word) => `'${word}'`).join(', ');
  const isFitted = value instanceof FittedTransformer;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be a transformer${others === '' ? '' : ` or ${others}`}, received ${isFitted ? `a fitted ${value.className}` : describe(value)}`,
    fix: isFitted
      ? 'pass what it was made of: fit() of the whole fits its parts'
      : 'pass for example new StandardScaler()',
  });
}

/** Names as scikit-learn gives them: the class in lower case, numbered where there are several of one. */
export function namedByClass<T extends Transformer | string>(
  steps: readonly T[],
): [name: string, step: T][] {
  const classes = steps.map((step) =>
    typeof step === 'string' ? step : step.className.toLowerCase(),
  );
  return steps.map((step, at) => {
    const name = classes[at] as string;
    const several = classes.filter((other) => other === name).length > 1;
    const number = classes.slice(0, at + 1).filter((other) => other === name).length;
    return [several ? `${name}-${number}` : name, step];
  });
}
