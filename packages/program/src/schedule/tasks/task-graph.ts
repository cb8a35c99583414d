import type { Operation, Value } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import type { TaskDraft } from './task-draft.ts';

/** Which task waits for which, while tasks are joined. */
export class TaskGraph {
  readonly flow: Dataflow;
  readonly #drafts = new Set<TaskDraft>();
  readonly #owners = new Map<Operation, TaskDraft>();

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
    for (const operation of draft.operations) this.#owners.set(operation, draft);
  }

  /** Moves the loop work of one task into another. */
  join(into: TaskDraft, from: TaskDraft): void {
    into.add([...from.elementwise, ...from.reductions]);
    this.#drafts.delete(from);
    this.add(into);
  }

  /** The task that an operation belongs to. */
  ownerOf(operation: Operation): TaskDraft | undefined {
    return this.#owners.get(operation);
  }

  /** Tasks that make what a task reads. */
  *predecessors(draft: TaskDraft): Generator<TaskDraft> {
    for (const { inputs } of draft.operations) {
      for (const input of inputs) {
        const owner = this.#makerOf(input);
        if (owner && owner !== draft) yield owner;
      }
    }
  }

  /** Tasks that read what a task makes. */
  *successors(draft: TaskDraft): Generator<TaskDraft> {
    for (const { outputs } of draft.operations) {
      for (const output of outputs) {
        for (const reader of this.flow.readersOf(output)) {
          const owner = this.#owners.get(reader);
          if (owner && owner !== draft) yield owner;
        }
      }
    }
  }

  /** Whether two tasks can become one: no third task comes after one of them and before the other. */
  canJoin(a: TaskDraft, b: TaskDraft): boolean {
    return !this.#leads(a, b) && !this.#leads(b, a);
  }

  /** Whether a way over a third task leads from one task to another. */
  #leads(from: TaskDraft, to: TaskDraft): boolean {
    const seen = new Set<TaskDraft>([to]);
    const open = [...this.predecessors(to)].filter((draft) => draft !== from);
    for (let draft = open.pop(); draft; draft = open.pop()) {
      if (draft === from) return true;
      if (seen.has(draft)) continue;
      seen.add(draft);
      open.push(...this.predecessors(draft));
    }
    return false;
  }

  #makerOf(value: Value): TaskDraft | undefined {
    const maker = this.flow.makerOf(value);
    return maker && this.#owners.get(maker);
  }
}
