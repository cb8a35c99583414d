import { type JsonRecord, requireBounded, SerializationError } from '@myelin/core';
import { toForm } from '../saving/to-form.ts';

/**
 * What all that was fitted has: its options, what it learned, and a form that JSON holds.
 *
 * Lists and arrays that its attributes give are those that it works with, and not to be changed.
 */
export abstract class Fitted<State extends object = object> {
  /** scikit-learn's name of the class that was fitted: `'StandardScaler'`. It stands in files. */
  abstract readonly className: string;
  /** Complete options. */
  readonly config: object;
  /** What was learned. */
  readonly state: State;

  constructor(config: object, state: State) {
    this.config = config;
    this.state = state;
  }

  /**
   * What `JSON.stringify` writes, and `fromJson` reads back: class, options and what was learned, every number exact.
   *
   * @throws {@link SerializationError} an option is a function that has no name, or it is more than `fromJson` takes.
   */
  toJSON(): JsonRecord {
    const form = {
      class_name: this.className,
      config: toForm(this.className, this.config),
      ...this.extraForm(),
      state: toForm(this.className, this.state),
    };
    requireReadable(this.className, form);
    return form;
  }

  /** What else stands in the form. */
  protected extraForm(): JsonRecord {
    return {};
  }
}

/** What is written can be read again. @throws {@link SerializationError} */
function requireReadable(where: string, form: JsonRecord): void {
  try {
    requireBounded(where, form);
  } catch (cause) {
    if (!(cause instanceof SerializationError)) throw cause;
    throw new SerializationError({
      where,
      problem: `it has learned too much to be saved: ${cause.problem}`,
      fix: 'fit it on fewer rows, or on fewer categories',
      cause,
    });
  }
}
