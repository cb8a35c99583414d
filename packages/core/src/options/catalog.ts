import { describe } from '../errors/describe.ts';
import { ArgumentError } from '../errors/myelin-error.ts';
import { suggestion } from '../errors/suggestion.ts';

/** Names that a message lists; more are no help. */
const MOST_LISTED = 60;

/**
 * Names and what they stand for: `'relu'`, `'adam'`, `'Dense'`.
 *
 * Packages offer plain objects of entries; the umbrella package registers them. No class registers itself.
 */
export class Catalog<Entry> {
  readonly #kind: string;
  readonly #entries = new Map<string, Entry>();

  /** @param kind - What the entries are, as messages name it: `'loss'`. */
  constructor(kind: string, entries: Readonly<Record<string, Entry>> = {}) {
    this.#kind = kind;
    this.register(entries);
  }

  /** Adds entries; a name that is there already gets its new meaning. */
  register(entries: Readonly<Record<string, Entry>>): void {
    for (const [name, entry] of Object.entries(entries)) this.#entries.set(name, entry);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** First name under which `entry` stands. */
  nameOf(entry: Entry): string | undefined {
    for (const [name, known] of this.#entries) if (known === entry) return name;
    return undefined;
  }

  /**
   * The entry of that name.
   *
   * @param alsoKnown - Names that the caller gives a meaning of its own; they are suggested too.
   * @throws {@link ArgumentError} the name is unknown; a near miss is answered with a suggestion.
   */
  find(where: string, name: string, alsoKnown: readonly string[] = []): Entry {
    const entry = this.#entries.get(name);
    if (entry !== undefined) return entry;
    const near = suggestion(String(name), [...alsoKnown, ...this.names]);
    throw new ArgumentError({
      where,
      problem: `unknown ${this.#kind} ${typeof name === 'string' ? `\`${name}\`` : describe(name)}`,
      fix: this.#fix(near),
    });
  }

  #fix(near: string | undefined): string {
    if (near) return `did you mean \`${near}\``;
    if (this.#entries.size === 0) {
      return `no ${this.#kind} is known by name yet: import 'myelin', which registers all, or pass an object instead of a name`;
    }
    const known =
      this.#entries.size > MOST_LISTED
        ? `the ${this.#entries.size} names that its catalog has`
        : this.names.join(', ');
    return `use one of ${known}, or pass an object of your own`;
  }
}
