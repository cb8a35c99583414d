/** A part of a work as a process measured it. */
export interface PartTime {
  /** `fit`, `transform`, … */
  readonly part: string;
  /** How much of `unit` was done. */
  readonly amount: number;
  readonly seconds: number;
  /** Of all threads of the process. */
  readonly cpu_seconds: number;
}

/** Runs something and keeps how long it took; gives back what it gave. */
export type TimePart = <Made>(
  part: string,
  amount: number,
  run: () => Made,
) => Made extends Promise<infer Awaited> ? Promise<Awaited> : Made;

/** Works by their names. What they need is made when they run for the first time, outside of what is timed. */
export type Works = Readonly<Record<string, (time: TimePart) => void | Promise<void>>>;

/** Something that is made once, when it is first needed. */
export function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
