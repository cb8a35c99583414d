/** The states that lie in the memory of a session, and the cells that they are of. */

import { type NumericArray, type StateCell, StateError, type StateHome } from '@myelin/core';
import type { Session } from '@myelin/program';

export class SessionStates implements StateHome {
  readonly #session: Session;
  readonly #cells = new Map<string, StateCell>();
  readonly #names = new Map<StateCell, string>();
  /** Cells whose present value is not here yet. */
  readonly #outdated = new Set<StateCell>();
  /** Cells that programs changed, on another thread, since the last {@link synchronize}. */
  readonly #unseen = new Set<StateCell>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The cell that a state is of. */
  cellOf(name: string): StateCell | undefined {
    return this.#cells.get(name);
  }

  /** Makes a state that of a cell. The one that had it before takes its value with it. */
  bind(name: string, cell: StateCell): void {
    const before = this.#cells.get(name);
    if (before === cell) return;
    if (before) this.#release(before);
    const { shape, dtype } = cell;
    this.#session.declareState({ name, shape, dtype });
    this.#cells.set(name, cell);
    this.#names.set(cell, name);
    this.#outdated.add(cell);
  }

  /** Brings in all values that changed elsewhere. Call it before a program runs. */
  upload(): void {
    if (this.#outdated.size === 0) return;
    for (const cell of this.#outdated) {
      const name = this.#names.get(cell);
      if (name === undefined) continue;
      if (cell.isDisposed) throw disposedError(name);
      this.#session.writeState(name, wordsOf(cell));
      cell.copiedTo(this);
    }
    this.#outdated.clear();
  }

  /** Notes that a program changed states. */
  changed(names: readonly string[]): void {
    for (const name of names) {
      const cell = this.#cells.get(name);
      if (!cell) continue;
      if (this.#session.synchronous) cell.changedAt(this);
      else this.#unseen.add(cell);
    }
  }

  /** Fetches what programs changed on another thread. */
  async synchronize(): Promise<void> {
    if (this.#unseen.size === 0) return;
    await this.#session.synchronize();
    for (const cell of this.#unseen) if (!this.#outdated.has(cell)) cell.changedAt(this);
    this.#unseen.clear();
  }

  read(cell: StateCell): NumericArray {
    const values = this.#session.readState(this.#names.get(cell) ?? cell.name);
    return cell.dtype === 'bool' ? Uint8Array.from(values, (value) => (value ? 1 : 0)) : values;
  }

  outdate(cell: StateCell): void {
    if (this.#names.has(cell)) this.#outdated.add(cell);
  }

  /** Lets all cells go; values that are nowhere else go with them. */
  dispose(): void {
    for (const cell of this.#cells.values()) this.#release(cell);
    this.#cells.clear();
  }

  #release(cell: StateCell): void {
    cell.leave(this);
    this.#names.delete(cell);
    this.#outdated.delete(cell);
    this.#unseen.delete(cell);
  }
}

/** Elements as a session has them: `true` is all bits set. */
function wordsOf(cell: StateCell): NumericArray {
  const values = cell.read();
  return cell.dtype === 'bool' ? Int32Array.from(values, (value) => (value ? -1 : 0)) : values;
}

function disposedError(name: string): StateError {
  return new StateError({
    where: name,
    problem: 'the weight was disposed and has no value any more',
    fix: 'build the layer anew',
  });
}
