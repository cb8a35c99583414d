/** The states that lie in the memory of a session, and the cells that they are of. */

import { type NumericArray, type StateCell, StateError, type StateHome } from '@myelin/core';
import type { Session } from '@myelin/program';

/** A state of the session. Runs that come one after the other use it for cells of their own. */
export interface StatePlace {
  readonly name: string;
  cell: StateCell | undefined;
}

export class SessionStates implements StateHome {
  readonly #session: Session;
  readonly #places = new Map<string, StatePlace>();
  readonly #names = new Map<StateCell, string>();
  /** Cells whose present value is not here yet. */
  readonly #outdated = new Set<StateCell>();
  /** Cells that programs changed, on another thread, since the last {@link synchronize}. */
  readonly #unseen = new Set<StateCell>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The state of that name. */
  place(name: string): StatePlace {
    const known = this.#places.get(name);
    if (known) return known;
    const place: StatePlace = { name, cell: undefined };
    this.#places.set(name, place);
    return place;
  }

  /** Makes a state that of a cell. The one that had it before takes its value with it. */
  bind(name: string, cell: StateCell): void {
    const place = this.place(name);
    if (place.cell === cell) return;
    if (place.cell) this.#release(place.cell);
    const { shape, dtype } = cell;
    this.#session.declareState({ name, shape, dtype });
    place.cell = cell;
    this.#names.set(cell, name);
    this.#outdated.add(cell);
  }

  /** Ends that a state is that of a cell. */
  unbind(name: string, cell: StateCell): void {
    const place = this.place(name);
    if (place.cell !== cell) return;
    place.cell = undefined;
    this.#release(cell);
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
  changed(places: readonly StatePlace[]): void {
    const { synchronous } = this.#session;
    for (const { cell } of places) {
      if (!cell) continue;
      if (synchronous) cell.changedAt(this);
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
    for (const { name, cell } of this.#places.values()) if (cell) this.unbind(name, cell);
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
