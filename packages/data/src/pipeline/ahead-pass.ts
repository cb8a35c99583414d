import { type Eventual, isPromised } from './eventual.ts';
import type { Pass } from './pass.ts';

interface AheadOptions<In, Out> {
  /** Most elements that are begun or ready, and not yet taken. */
  readonly most: number;
  /** Whether elements come in the order in which they were begun. */
  readonly inOrder: boolean;
  /** Begins the work on an element. */
  readonly begin: (item: In) => Eventual<Out>;
  /** Whether what comes at once is fetched in a task of its own, when whoever takes elements waits for something else. */
  readonly inSpareTime?: boolean;
}

/** What became of one element. */
type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** Longest stretch of fetching in one task, in milliseconds. */
const STRETCH_MS = 20;

/**
 * A pass that works ahead of whoever takes its elements: the way of `prefetch`, and of `map` with several elements at a time.
 *
 * Elements are pulled one after another, as everywhere; the work on them goes on at the same time. The first element is
 * worked on when it is asked for, and nothing before. Errors wait for their turn.
 */
export class AheadPass<In, Out> implements Pass<Out> {
  readonly #open: () => Pass<In>;
  readonly #options: AheadOptions<In, Out>;
  #source: Pass<In> | undefined;
  /** Begun and not yet taken. */
  #slots: { outcome?: Outcome<Out> }[] = [];
  #isPulling = false;
  #isEnded = false;
  #isClosed = false;
  #wasPromised = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #taker: { resolve(value: Out | undefined): void; reject(error: unknown): void } | undefined;

  constructor(open: () => Pass<In>, options: AheadOptions<In, Out>) {
    this.#open = open;
    this.#options = options;
  }

  next(): Eventual<Out | undefined> {
    if (this.#isClosed) return undefined;
    const { inSpareTime = false } = this.#options;
    if (this.#slots.length === 0) this.#pull();
    const ready = this.#take();
    // What takes no time is fetched when there is some: the taker goes first.
    if (!inSpareTime || this.#wasPromised) this.#fill();
    else this.#fillLater();
    if (ready) {
      if ('error' in ready) throw ready.error;
      return ready.value;
    }
    if (this.#slots.length === 0 && this.#isEnded) return undefined;
    return new Promise((resolve, reject) => {
      this.#taker = { resolve, reject };
      this.#serve();
    });
  }

  close(): Eventual<void> {
    if (this.#isClosed) return undefined;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#slots = [];
    this.#taker?.resolve(undefined);
    this.#taker = undefined;
    return this.#source?.close();
  }

  #fill(): void {
    const end = performance.now() + STRETCH_MS;
    while (this.#canPull()) {
      if (performance.now() > end) {
        this.#fillLater();
        return;
      }
      this.#pull();
    }
  }

  #fillLater(): void {
    if (this.#timer !== undefined || !this.#canPull()) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#fill();
    }, 0);
  }

  #canPull(): boolean {
    const { most } = this.#options;
    return !this.#isPulling && !this.#isEnded && !this.#isClosed && this.#slots.length < most;
  }

  #pull(): void {
    if (this.#isPulling || this.#isEnded) return;
    let item: Eventual<In | undefined>;
    this.#isPulling = true;
    try {
      this.#source ??= this.#open();
      item = this.#source.next();
    } catch (error) {
      this.#isPulling = false;
      this.#stop(error);
      return;
    }
    this.#wasPromised = isPromised(item);
    if (!isPromised(item)) {
      this.#isPulling = false;
      this.#begin(item);
      return;
    }
    item.then(
      (value) => {
        this.#isPulling = false;
        if (this.#isClosed) return;
        this.#begin(value);
        this.#serve();
        this.#fill();
      },
      (error: unknown) => {
        this.#isPulling = false;
        this.#stop(error);
        this.#serve();
      },
    );
  }

  #begin(item: In | undefined): void {
    if (item === undefined) {
      this.#isEnded = true;
      return;
    }
    const slot: { outcome?: Outcome<Out> } = {};
    this.#slots.push(slot);
    const settle = (outcome: Outcome<Out>): void => {
      slot.outcome = outcome;
      this.#serve();
    };
    try {
      const made = this.#options.begin(item);
      if (!isPromised(made)) slot.outcome = { value: made };
      else {
        made.then(
          (value) => settle({ value }),
          (error: unknown) => settle({ error }),
        );
      }
    } catch (error) {
      slot.outcome = { error };
    }
  }

  /** The source has failed: that is the last that comes. */
  #stop(error: unknown): void {
    this.#isEnded = true;
    this.#slots.push({ outcome: { error } });
  }

  /** What may be taken now. */
  #take(): Outcome<Out> | undefined {
    const at = this.#options.inOrder ? 0 : this.#slots.findIndex(({ outcome }) => outcome);
    const outcome = this.#slots[at]?.outcome;
    if (outcome) this.#slots.splice(at, 1);
    return outcome;
  }

  /** Gives the taker that waits what it waits for, if it is there. */
  #serve(): void {
    const taker = this.#taker;
    if (!taker || this.#isClosed) return;
    const ready = this.#take();
    if (!ready && !(this.#isEnded && this.#slots.length === 0)) return;
    this.#taker = undefined;
    if (!ready) taker.resolve(undefined);
    else if ('error' in ready) taker.reject(ready.error);
    else taker.resolve(ready.value);
    if (this.#wasPromised || !this.#options.inSpareTime) this.#fill();
    else this.#fillLater();
  }
}
