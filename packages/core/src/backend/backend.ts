/**
 * A place where tensors live and are computed on. Backends are objects that are passed and chosen; importing one
 * does nothing yet.
 */
export interface Backend {
  /** `'cpu'`. Must not contain an underscore: tfjs would then find none of its operations. */
  readonly name: string;
  /** The available backend with the highest priority is taken when none is asked for. */
  readonly priority: number;
  /** Whether it can run here; if not, why not, and what to do about it. */
  available(): Promise<Availability>;
  /** Readies the backend. Called once, before its first use. */
  load(): Promise<void>;
  readonly capabilities: BackendCapabilities;
}

export type Availability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string; readonly fix: string };

export interface BackendCapabilities {
  /** Tensors hold memory that the garbage collector cannot see; it is released with a delay once they are forgotten. */
  readonly deviceMemory: boolean;
  /** Results of one run of an operation are equal, bit for bit, to those of the next. */
  readonly deterministic: boolean;
}
