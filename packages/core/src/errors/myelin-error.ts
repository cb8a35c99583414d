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
  abstract readonly code: ErrorCode;
  readonly where: string;
  readonly problem: string;
  readonly fix: string;

  constructor(name: string, { where, problem, fix, cause }: ErrorDetails) {
    super(`${where}: ${problem}.\n  Fix: ${fix}.`, cause === undefined ? undefined : { cause });
    this.name = name;
    this.where = where;
    this.problem = problem;
    this.fix = fix;
  }
}

/** An option or argument has a value outside its domain. */
export class ArgumentError extends MyelinError {
  readonly code = 'argument';
  constructor(details: ErrorDetails) {
    super('ArgumentError', details);
  }
}

/** An array or tensor has the wrong rank or size. */
export class ShapeError extends MyelinError {
  readonly code = 'shape';
  constructor(details: ErrorDetails) {
    super('ShapeError', details);
  }
}

/** An array or tensor has the wrong element type. */
export class DtypeError extends MyelinError {
  readonly code = 'dtype';
  constructor(details: ErrorDetails) {
    super('DtypeError', details);
  }
}

/** A call came at the wrong time: before `compile`, after `dispose`, … */
export class StateError extends MyelinError {
  readonly code = 'state';
  constructor(details: ErrorDetails) {
    super('StateError', details);
  }
}

/** A backend is missing, refused to start, or cannot do what was asked. */
export class BackendError extends MyelinError {
  readonly code = 'backend';
  constructor(details: ErrorDetails) {
    super('BackendError', details);
  }
}

/** A configuration or file cannot be turned into an object, or the other way round. */
export class SerializationError extends MyelinError {
  readonly code = 'serialization';
  constructor(details: ErrorDetails) {
    super('SerializationError', details);
  }
}

/** Training or prediction data is unusable: empty, ragged, not finite, damaged, not found. */
export class DataError extends MyelinError {
  readonly code = 'data';
  constructor(details: ErrorDetails) {
    super('DataError', details);
  }
}

/** The caller's `AbortSignal` fired. */
export class AbortError extends MyelinError {
  readonly code = 'abort';
  constructor(details: ErrorDetails) {
    super('AbortError', details);
  }
}
