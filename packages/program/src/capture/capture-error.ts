import { type ErrorDetails, MyelinError } from '@myelin/core';

export interface CaptureErrorDetails extends ErrorDetails {
  /** The kernel in question. */
  readonly kernel?: string;
  /** The layer that was computing; empty outside of layers. */
  readonly scope?: string;
}

/** A computation cannot be captured: what it does depends on more than its inputs. */
export class CaptureError extends MyelinError {
  readonly #kernel: string | undefined;
  readonly #scope: string;

  constructor(details: CaptureErrorDetails) {
    super('CaptureError', 'state', details);
    this.#kernel = details.kernel;
    this.#scope = details.scope ?? '';
  }

  /** tfjs-core's name of the kernel that made the value, or that is not known. */
  get kernel(): string | undefined {
    return this.#kernel;
  }

  /** The layer that was computing, such as `sequential/dense`; empty outside of layers. */
  get scope(): string {
    return this.#scope;
  }
}

/** A place as messages name it: ` in layer "sequential/dense"`. */
export function inLayer(scope: string): string {
  return scope === '' ? ' outside of any layer' : ` in layer "${scope}"`;
}
