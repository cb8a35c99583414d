/** How often tokens occur in data that comes in portions. */
export class TokenCounts<Token> {
  readonly #occurrences = new Map<Token, number>();
  readonly #documents = new Map<Token, number>();
  readonly #countsDocuments: boolean;
  #documentCount = 0;

  /** @param countsDocuments - Whether it matters in how many samples a token occurs. */
  constructor(countsDocuments: boolean) {
    this.#countsDocuments = countsDocuments;
  }

  get isEmpty(): boolean {
    return this.#occurrences.size === 0;
  }

  /** Counts the tokens of one sample. */
  addDocument(tokens: readonly Token[]): void {
    for (const token of tokens) increase(this.#occurrences, token);
    if (!this.#countsDocuments) return;
    for (const token of new Set(tokens)) increase(this.#documents, token);
    this.#documentCount++;
  }

  /**
   * The tokens, most frequent first; equally frequent ones in falling order.
   *
   * @param compare - Which of two tokens is the larger one.
   * @param except - Tokens that are left out.
   */
  ranked(compare: (a: Token, b: Token) => number, except: readonly (Token | null)[]): Token[] {
    const counts = this.#occurrences;
    return [...counts.keys()]
      .filter((token) => !except.includes(token))
      .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || compare(b, a));
  }

  /** `log(1 + documents / (1 + documents with the token))`: rare tokens say more. */
  inverseDocumentFrequency(token: Token): number {
    return Math.log(1 + this.#documentCount / (1 + (this.#documents.get(token) ?? 0)));
  }
}

function increase<Token>(counts: Map<Token, number>, token: Token): void {
  counts.set(token, (counts.get(token) ?? 0) + 1);
}
