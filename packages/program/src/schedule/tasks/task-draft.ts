import { isContraction, isReduction } from '../../ir/primitives.ts';
import type { Operation } from '../../ir/program.ts';
import type { Dataflow } from '../dataflow.ts';
import { iteratedShape, spaceOf } from '../iteration-space.ts';
import type { Task } from '../schedule.ts';

/** A task while it is still decided which operations belong to it. */
export class TaskDraft {
  /** The contraction, or the operation by itself; undefined for loops. */
  readonly core: Operation | undefined;
  readonly #flow: Dataflow;
  #elementwise: Operation[] = [];
  #reductions: Operation[] = [];

  /** @param operations - One operation that is no loop work, or loop work over one space. */
  constructor(flow: Dataflow, core: Operation | undefined, loopWork: readonly Operation[] = []) {
    this.#flow = flow;
    this.core = core;
    this.add(loopWork);
  }

  /** Element-wise operations, in order: of the loop, or after the contraction. */
  get elementwise(): readonly Operation[] {
    return this.#elementwise;
  }

  get reductions(): readonly Operation[] {
    return this.#reductions;
  }

  get isLoop(): boolean {
    return this.core === undefined;
  }

  /** All operations. */
  get operations(): readonly Operation[] {
    const loopWork = [...this.#elementwise, ...this.#reductions];
    return this.core ? [this.core, ...loopWork] : loopWork;
  }

  /** Sizes of the axes that the loop goes through. */
  get space(): readonly number[] {
    const first = this.operations[0];
    return first ? spaceOf(iteratedShape(first)) : [];
  }

  add(loopWork: readonly Operation[]): void {
    const all = [...this.#elementwise, ...this.#reductions, ...loopWork];
    all.sort((a, b) => this.#flow.positionOf(a) - this.#flow.positionOf(b));
    this.#elementwise = all.filter((operation) => !isReduction(operation));
    this.#reductions = all.filter(isReduction);
  }

  /** Gives the reductions away, to a task of their own. */
  releaseReductions(): readonly Operation[] {
    const released = this.#reductions;
    this.#reductions = [];
    return released;
  }

  finish(): Task {
    const { core } = this;
    if (!core) {
      return {
        kind: 'loop',
        space: this.space,
        operations: this.#elementwise,
        reductions: this.#reductions,
      };
    }
    return isContraction(core)
      ? { kind: 'contraction', contraction: core, epilogue: this.#elementwise }
      : { kind: 'single', operation: core };
  }
}
