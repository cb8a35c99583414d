import type { JsonRecord } from '@myelin/core';
import { toForm } from '../saving/to-form.ts';

/** What all that was fitted has: its options, what it learned, and a form that JSON holds. */
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

  /** What `JSON.stringify` writes, and `fromJson` reads back: class, options and what was learned, every number exact. */
  toJSON(): JsonRecord {
    return {
      class_name: this.className,
      config: toForm(this.className, this.config),
      ...this.extraForm(),
      state: toForm(this.className, this.state),
    };
  }

  /** What else stands in the form. */
  protected extraForm(): JsonRecord {
    return {};
  }
}
