/**
 * Every error Myelin throws on purpose, one family.
 *
 * A message answers three questions: what is wrong, what was received, how to mend it:
 *
 *     ArgumentError: Dense: `units` must be a whole number of at least 1, received 2.5.
 *       Fix: pass for example { units: 64 }.
 */

export interface ErrorDetails {
  /** The class, function or file that noticed. */
  readonly where: string;
  /** One clause, without a final period: the option in backticks and the value received. */
  readonly problem: string;
  /** One concrete act, without a final period. */
  readonly fix: string;
  /** The error underneath, if another one led here. */
  readonly cause?: unknown;
}

export type ErrorCode =
  | 'argument'
  | 'shape'
  | 'dtype'
  | 'state'
  | 'backend'
  | 'serialization'
  | 'data'
  | 'abort';

/** Base class: catch this to catch everything Myelin throws on purpose. */
export abstract class MyelinError extends Error {
  // Kept out of sight: the message says it all, and Node prints visible fields once more below it.
  readonly #details: ErrorDetails;
  readonly #code: ErrorCode;

  constructor(name: string, code: ErrorCode, details: ErrorDetails) {
    const { where, problem, fix, cause } = details;
    super(`${where}: ${problem}.\n  Fix: ${fix}.`, cause === undefined ? undefined : { cause });
    Object.defineProperty(this, 'name', { value: name });
    this.#code = code;
    this.#details = details;
  }

  get code(): ErrorCode {
    return this.#code;
  }

  get where(): string {
    return this.#details.where;
  }

  get problem(): string {
    return this.#details.problem;
  }

  get fix(): string {
    return this.#details.fix;
  }
}

/** An option or argument has a value outside its domain. */
export class ArgumentError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('ArgumentError', 'argument', details);
  }
}

/** An array or tensor has the wrong rank or size. */
export class ShapeError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('ShapeError', 'shape', details);
  }
}

/** An array or tensor has the wrong element type. */
export class DtypeError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('DtypeError', 'dtype', details);
  }
}

/** A call came at the wrong time: before `compile`, after `dispose`, … */
export class StateError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('StateError', 'state', details);
  }
}

/** A backend is missing, refused to start, or cannot do what was asked. */
export class BackendError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('BackendError', 'backend', details);
  }
}

/** A configuration or file cannot be turned into an object, or the other way round. */
export class SerializationError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('SerializationError', 'serialization', details);
  }
}

/** Training or prediction data is unusable: empty, ragged, not finite, damaged, not found. */
export class DataError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('DataError', 'data', details);
  }
}

/** The caller's `AbortSignal` fired. */
export class AbortError extends MyelinError {
  constructor(details: ErrorDetails) {
    super('AbortError', 'abort', details);
  }
}
