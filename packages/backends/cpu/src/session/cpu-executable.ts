/** A compiled program, ready to run on batches of rows or on arrays that are handed over. */

import { ArgumentError, type NdArray, shapeSize } from '@myelin/core';
import type { ColumnForm, CompileReport, Executable, RowBatches, TaskTime } from '@myelin/program';
import { columnForm, descriptor } from '../compiler/driver/gather.ts';
import type { MemoryPort } from './memory-port.ts';
import type { InputMemory, ProgramMemory } from './program-memory.ts';
import { SessionRows } from './session-rows.ts';
import type { TaskClock } from './task-clock.ts';
import { readWords, toWords } from './words.ts';

/** Runs the code of all threads; `runs` 0 means once, on inputs that are there. */
export type RunCode = (order: number, runs: number) => void | Promise<void>;

export class CpuExecutable implements Executable {
  readonly report: CompileReport;
  readonly #port: MemoryPort;
  readonly #place: ProgramMemory;
  readonly #runCode: RunCode;
  readonly #clock: TaskClock | undefined;
  #store: SessionRows | undefined;

  constructor(
    port: MemoryPort,
    place: ProgramMemory,
    runCode: RunCode,
    report: CompileReport,
    clock?: TaskClock,
  ) {
    this.#clock = clock;
    this.#port = port;
    this.#place = place;
    this.#runCode = runCode;
    this.report = report;
  }

  get profile(): readonly TaskTime[] | undefined {
    return this.#clock?.times;
  }

  setParameter(name: string, value: number): void {
    const parameter = this.#place.inputs.get(name);
    if (!parameter) return;
    this.#writeAll(parameter, toWords([value], parameter.value.dtype));
  }

  setStep(step: number): void {
    for (const memory of this.#place.inputs.values()) {
      if (memory.input.role === 'step') this.#writeAll(memory, Int32Array.of(step));
    }
  }

  advance({ store, order, first, runs, collect }: RowBatches): void | Promise<void> {
    if (!(store instanceof SessionRows) || store.isDisposed) {
      throw new ArgumentError({
        where: 'Executable.advance',
        problem: '`store` must come from addRows of the same session, and not be disposed',
        fix: 'call session.addRows(…) first',
      });
    }
    store.setOrder(order);
    this.#readFrom(store);
    const start = store.orderAddress + 4 * first;
    if (!collect) return this.#run(start, runs);
    return this.#collecting(start, runs, collect);
  }

  run(inputs: Readonly<Record<string, NdArray>>): void | Promise<void> {
    if (this.#store) this.#readGiven();
    for (const memory of this.#place.inputs.values()) {
      if (memory.descriptor === undefined) continue;
      const array = inputs[memory.input.name];
      if (array) this.#writeAll(memory, toWords(array.data, memory.value.dtype));
    }
    return this.#run(0, 0);
  }

  readResult(name: string): Float32Array | Int32Array {
    const result = this.#place.results.get(name);
    if (!result) {
      throw new ArgumentError({
        where: 'Executable.readResult',
        problem: `the program has no result \`${name}\``,
        fix: `use one of ${[...this.#place.results.keys()].join(', ')}`,
      });
    }
    const { address, value } = result;
    return readWords(this.#port.memory.views, address, shapeSize(value.shape), value.dtype);
  }

  /** Runs the code; where it runs elsewhere, brings the results over. */
  #run(order: number, runs: number): void | Promise<void> {
    const running = this.#runCode(order, runs);
    return running && this.#fetchingResults(running);
  }

  async #fetchingResults(running: Promise<void>): Promise<void> {
    await running;
    await this.#port.fetch(
      [...this.#place.results.values()].map(({ value, address }) => ({
        address,
        bytes: 4 * shapeSize(value.shape),
      })),
    );
  }

  #collecting(
    start: number,
    runs: number,
    collect: NonNullable<RowBatches['collect']>,
  ): void | Promise<void> {
    const { name, into } = collect;
    const result = this.#place.results.get(name);
    if (!result) return;
    const size = shapeSize(result.value.shape);
    const rowBytes = 4 * this.#place.batchRows;
    const take = (run: number): void => {
      const begin = result.address >> 2;
      into.set(this.#port.memory.views.f32.subarray(begin, begin + size), run * size);
    };
    for (let run = 0; run < runs; run++) {
      const running = this.#run(start + run * rowBytes, 1);
      if (running) return this.#collectingLater(running, { start, run, runs, rowBytes }, take);
      take(run);
    }
  }

  async #collectingLater(
    running: Promise<void>,
    { start, run, runs, rowBytes }: Record<'start' | 'run' | 'runs' | 'rowBytes', number>,
    take: (run: number) => void,
  ): Promise<void> {
    await running;
    take(run);
    for (let next = run + 1; next < runs; next++) {
      await this.#run(start + next * rowBytes, 1);
      take(next);
    }
  }

  /** Tells the gathering code where the rows of a store lie. */
  #readFrom(store: SessionRows): void {
    if (this.#store === store) return;
    for (const { descriptor: at, input } of this.#place.inputs.values()) {
      const column = store.columns.get(input.name);
      if (at === undefined || !column) continue;
      const words = new Int32Array(2);
      words[descriptor.rows / 4] = column.address;
      words[descriptor.form / 4] = this.#formFor(input.name, column.form);
      this.#port.write(at, words);
    }
    this.#store = store;
  }

  /** Tells the code that batches are handed over as they are. */
  #readGiven(): void {
    for (const { descriptor: at } of this.#place.inputs.values()) {
      if (at !== undefined) this.#port.write(at, new Int32Array([0, columnForm.words]));
    }
    this.#store = undefined;
  }

  /** Whole numbers are copied as they are where the program takes whole numbers. */
  #formFor(name: string, form: ColumnForm): number {
    const dtype = this.#place.inputs.get(name)?.value.dtype;
    return columnForm[form === 'integers' && dtype !== 'float32' ? 'words' : form];
  }

  #writeAll({ addresses }: InputMemory, words: Float32Array | Int32Array): void {
    let last = -1;
    for (const address of addresses) {
      if (address !== last) this.#port.write(address, words);
      last = address;
    }
  }
}
