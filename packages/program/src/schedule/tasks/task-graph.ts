import type { Operation } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import { Ancestors } from './ancestors.ts';
import type { TaskDraft } from './task-draft.ts';

/** Which task waits for which, while tasks are joined. */
export class TaskGraph {
  readonly flow: Dataflow;
  readonly #drafts = new Set<TaskDraft>();
  readonly #owners = new Map<Operation, TaskDraft>();
  #ancestors: Ancestors | undefined;

  constructor(flow: Dataflow, drafts: Iterable<TaskDraft>) {
    this.flow = flow;
    for (const draft of drafts) this.add(draft);
  }

  get drafts(): readonly TaskDraft[] {
    return [...this.#drafts];
  }

  has(draft: TaskDraft): boolean {
    return this.#drafts.has(draft);
  }

  add(draft: TaskDraft): void {
    this.#drafts.add(draft);
    this.#own(draft);
    this.#ancestors = undefined;
  }

  /** Moves the loop work of one task into another. */
  join(into: TaskDraft, from: TaskDraft): void {
    this.#ancestors?.join(into, from);
    into.add([...from.elementwise, ...from.reductions]);
    this.#drafts.delete(from);
    this.#own(into);
  }

  /** Tasks that make what a task reads. */
  predecessors(draft: TaskDraft): ReadonlySet<TaskDraft> {
    const found = new Set<TaskDraft>();
    for (const { inputs } of draft.operations) {
      for (const input of inputs) {
        const maker = this.flow.makerOf(input);
        const owner = maker && this.#owners.get(maker);
        if (owner && owner !== draft) found.add(owner);
      }
    }
    return found;
  }

  /** Tasks that read what a task makes. */
  successors(draft: TaskDraft): ReadonlySet<TaskDraft> {
    const found = new Set<TaskDraft>();
    for (const { outputs } of draft.operations) {
      for (const output of outputs) {
        for (const reader of this.flow.readersOf(output)) {
          const owner = this.#owners.get(reader);
          if (owner && owner !== draft) found.add(owner);
        }
      }
    }
    return found;
  }

  /** Whether two tasks can become one: no third task comes after one of them and before the other. */
  canJoin(a: TaskDraft, b: TaskDraft): boolean {
    return !this.#leads(a, b) && !this.#leads(b, a);
  }

  /** Whether a way over a third task leads from one task to another. */
  #leads(from: TaskDraft, to: TaskDraft): boolean {
    this.#ancestors ??= new Ancestors(this.drafts, (draft) => this.predecessors(draft));
    const ancestors = this.#ancestors;
    if (!ancestors.has(from, to)) return false;
    return [...this.predecessors(to)].some(
      (predecessor) => predecessor !== from && ancestors.has(from, predecessor),
    );
  }

  #own(draft: TaskDraft): void {
    for (const operation of draft.operations) this.#owners.set(operation, draft);
  }
}
