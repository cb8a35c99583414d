import type { KnownShape, TensorLike } from '@myelin/core';
import { ArgumentError, describe } from '@myelin/core';

/** What a layer must know of the tokens that it looks up. */
export interface TokenKind<Token> {
  /** As messages call one: `'a text'`. */
  readonly noun: string;
  /** One, as messages show it. */
  readonly example: string;
  isToken(value: unknown): value is Token;
  /** Which of two is the larger one: positive where `a` is. */
  compare(a: Token, b: Token): number;
  /** The tokens of data, row-major. */
  read(data: TensorLike): TokenArray<Token>;
  /** The token that a line of a vocabulary file stands for. */
  parse(line: string): Token;
}

interface TokenArray<Token> {
  readonly data: ArrayLike<Token>;
  readonly shape: KnownShape;
}

/** @throws {@link ArgumentError} `value` is neither a token nor null. */
export function requireToken<Token>(
  where: string,
  option: string,
  value: unknown,
  kind: TokenKind<Token>,
): void {
  if (value === null || kind.isToken(value)) return;
  throw new ArgumentError({
    where,
    problem: `\`${option}\` must be ${kind.noun} or null, received ${describe(value)}`,
    fix: `pass for example { ${option}: ${kind.example} }`,
  });
}

/** @throws {@link ArgumentError} `list` is no list of tokens. */
export function requireTokens<Token>(
  where: string,
  list: unknown,
  kind: TokenKind<Token>,
): readonly Token[] {
  if (Array.isArray(list) && list.every((token) => kind.isToken(token))) return list;
  throw new ArgumentError({
    where,
    problem: `\`vocabulary\` must be a list, each entry ${kind.noun}, received ${describe(list)}`,
    fix:
      typeof list === 'string'
        ? 'read the file yourself, and pass its lines'
        : `pass for example { vocabulary: [${kind.example}] }`,
  });
}
