import type { TaskDraft } from './task-draft.ts';

/** For each task, all tasks that must be done before it: kept up to date while tasks are joined. */
export class Ancestors {
  readonly #numbers = new Map<TaskDraft, number>();
  readonly #sets = new Map<TaskDraft, Uint32Array>();
  readonly #words: number;

  /** @param before - Tasks that a task reads from. */
  constructor(drafts: readonly TaskDraft[], before: (draft: TaskDraft) => ReadonlySet<TaskDraft>) {
    this.#words = Math.ceil(drafts.length / 32);
    for (const [i, draft] of drafts.entries()) this.#numbers.set(draft, i);
    for (const draft of drafts) this.#collect(draft, before);
  }

  /** Whether `first` must be done before `second`. */
  has(first: TaskDraft, second: TaskDraft): boolean {
    const set = this.#sets.get(second);
    return set !== undefined && contains(set, this.#number(first));
  }

  /** Notes that two tasks are now one, which goes by the name of the first. */
  join(a: TaskDraft, b: TaskDraft): void {
    const [first, second] = [this.#number(a), this.#number(b)];
    const both = this.#setOf(a);
    unite(both, this.#setOf(b));
    both[first >>> 5] = (both[first >>> 5] ?? 0) & ~(1 << (first & 31));
    both[second >>> 5] = (both[second >>> 5] ?? 0) & ~(1 << (second & 31));
    this.#sets.delete(b);
    for (const [draft, set] of this.#sets) {
      if (draft === a || !(contains(set, first) || contains(set, second))) continue;
      unite(set, both);
      insert(set, first);
    }
  }

  #collect(draft: TaskDraft, before: (draft: TaskDraft) => ReadonlySet<TaskDraft>): Uint32Array {
    const known = this.#sets.get(draft);
    if (known) return known;
    const set = this.#setOf(draft);
    for (const predecessor of before(draft)) {
      unite(set, this.#collect(predecessor, before));
      insert(set, this.#number(predecessor));
    }
    return set;
  }

  #setOf(draft: TaskDraft): Uint32Array {
    const set = this.#sets.get(draft) ?? new Uint32Array(this.#words);
    this.#sets.set(draft, set);
    return set;
  }

  #number(draft: TaskDraft): number {
    return this.#numbers.get(draft) ?? 0;
  }
}

const contains = (set: Uint32Array, number: number): boolean =>
  ((set[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;

function insert(set: Uint32Array, number: number): void {
  set[number >>> 5] = (set[number >>> 5] ?? 0) | (1 << (number & 31));
}

function unite(set: Uint32Array, other: Uint32Array): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) | (other[i] ?? 0);
}
