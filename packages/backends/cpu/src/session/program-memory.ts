/**
 * Where the values of one program lie in the memory of a session.
 *
 * Inputs that threads read a lot of are kept once for each thread: a core that reads what another core has just
 * written waits for it.
 */

import { shapeSize } from '@myelin/core';
import {
  compressibleInputs,
  type Place,
  type ProgramInput,
  type Schedule,
  type Task,
  type Value,
} from '@myelin/program';
import type { CompressedBatch } from '../compiler/compressed/compressed-operand.ts';
import type { FlushedState } from '../compiler/driver/flush.ts';
import { descriptor, type GatheredInput } from '../compiler/driver/gather.ts';
import type { SessionMemory } from './session-memory.ts';

/** Bytes of a batch up to which every thread has a copy of its own. */
const PRIVATE_BYTES = 512 * 1024;

export interface InputMemory {
  readonly input: ProgramInput;
  readonly value: Value;
  /** One address a thread; the same for all where the input is not private. */
  readonly addresses: readonly number[];
  /** Of the gathering; batches only. */
  readonly descriptor: number | undefined;
}

export class ProgramMemory {
  readonly inputs: ReadonlyMap<string, InputMemory>;
  readonly results: ReadonlyMap<string, { readonly value: Value; readonly address: number }>;
  /** Rows of a batch; 0 for programs without batches. */
  readonly batchRows: number;
  readonly #schedule: Schedule;
  readonly #states: ReadonlyMap<string, number>;
  /** Address of the working memory. */
  readonly working: number;
  readonly #constants = new Map<Value, number>();
  readonly #memory: SessionMemory;
  readonly #scratch: { address: number; bytes: number; used: number; task: Task | undefined }[][];
  readonly #shared = new Map<Task, number>();

  /** @param states - Addresses of the states of the session. */
  constructor(
    memory: SessionMemory,
    schedule: Schedule,
    threads: number,
    states: ReadonlyMap<string, number>,
  ) {
    this.#memory = memory;
    this.#schedule = schedule;
    this.#states = states;
    this.#scratch = Array.from({ length: threads }, () => []);
    this.working = this.#take(schedule.memory.workingBytes);
    const inputs = new Map<string, InputMemory>();
    let batchRows = 0;
    for (const value of schedule.program.inputs) {
      if (value.origin.kind !== 'input') continue;
      const { input } = value.origin;
      if (input.role === 'state') continue;
      const isBatch = input.role === 'batch';
      if (isBatch) batchRows = value.shape[0] ?? 1;
      inputs.set(input.name, {
        input,
        value,
        addresses: this.#inputAddresses(value, threads),
        descriptor: isBatch ? this.#take(descriptor.bytes(threads)) : undefined,
      });
    }
    this.inputs = inputs;
    this.batchRows = batchRows;
    this.results = new Map(
      schedule.program.outputs
        .filter(({ role }) => role === 'result')
        .map(({ name, value }) => [name, { value, address: this.#take(bytesOf(value)) }]),
    );
  }

  /** Constants that must be in memory before the first run. */
  get constants(): ReadonlyMap<Value, number> {
    return this.#constants;
  }

  address(value: Value, thread: number): number {
    const place = this.#schedule.memory.places.get(value);
    if (!place) throw new RangeError('the value stays in registers and has no place');
    return this.#addressOf(place, thread);
  }

  scratch(bytes: number, thread: number, task: Task): number {
    const blocks = this.#scratch[thread] ?? [];
    const size = Math.ceil(bytes / 64) * 64 + 64;
    for (const block of blocks) {
      if (block.task !== task) {
        block.used = 0;
        block.task = task;
      }
      if (block.bytes - block.used < size) continue;
      block.used += size;
      return block.address + block.used - size;
    }
    const address = this.#take(size);
    blocks.push({ address, bytes: size, used: size, task });
    return address;
  }

  sharedScratch(bytes: number, task: Task): number {
    const address = this.#shared.get(task) ?? this.#take(bytes);
    this.#shared.set(task, address);
    return address;
  }

  /** Where a thread finds an input that is stored compressed. */
  compressed({ origin }: Value, thread: number): CompressedBatch {
    const name = origin.kind === 'input' ? origin.input.name : '';
    const at = this.inputs.get(name)?.descriptor ?? 0;
    return {
      form: at + descriptor.form,
      rows: at + descriptor.rows,
      order: at + descriptor.order(thread),
    };
  }

  gathered(thread: number): readonly GatheredInput[] {
    const compressible = compressibleInputs(this.#schedule.program);
    const batches: GatheredInput[] = [];
    for (const { addresses, descriptor: at, value } of this.inputs.values()) {
      if (at === undefined) continue;
      batches.push({
        descriptor: at,
        address: addresses[thread] ?? 0,
        rowElements: shapeSize(value.shape.slice(1)),
        dtype: value.dtype,
        isPrivate: new Set(addresses).size > 1 || addresses.length === 1,
        readsCompressed: compressible.has(value),
      });
    }
    return batches;
  }

  /** Address of a thread's step counter. */
  step(thread: number): number | undefined {
    for (const { input, addresses } of this.inputs.values()) {
      if (input.role === 'step') return addresses[thread];
    }
    return undefined;
  }

  /** Floating-point states that the program changes: even a few slow numbers take longer than a small step. */
  get flushed(): FlushedState[] {
    return this.#schedule.program.outputs
      .filter(({ role, value: { dtype } }) => role === 'state' && dtype === 'float32')
      .map(({ name, value }) => ({
        address: this.#stateAddress(name),
        size: shapeSize(value.shape),
      }));
  }

  get lateCopies(): { from: number; to: number; bytes: number }[] {
    return this.#schedule.memory.lateStates.map(({ name, value }) => ({
      from: this.address(value, 0),
      to: this.#stateAddress(name),
      bytes: bytesOf(value),
    }));
  }

  #addressOf(place: Place, thread: number): number {
    switch (place.kind) {
      case 'working':
        return this.working + place.offset;
      case 'state':
        return this.#stateAddress(place.name);
      case 'input':
        return this.inputs.get(place.name)?.addresses[thread] ?? this.#stateAddress(place.name);
      case 'result':
        return this.results.get(place.name)?.address ?? 0;
      case 'constant':
        return this.constant(place.value);
    }
  }

  #stateAddress(name: string): number {
    const address = this.#states.get(name);
    if (address === undefined) throw new RangeError(`the state ${name} was not declared`);
    return address;
  }

  /** Address of a constant. */
  constant(value: Value): number {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const address = this.#take(bytesOf(value));
    this.#constants.set(value, address);
    return address;
  }

  /** Small numbers and small batches once a thread, each on cache lines of its own. */
  #inputAddresses(value: Value, threads: number): number[] {
    const bytes = bytesOf(value);
    if (bytes > PRIVATE_BYTES) return Array(threads).fill(this.#take(bytes));
    return Array.from({ length: threads }, () => this.#take(bytes));
  }

  /** Memory that nothing else uses. */
  reserve(bytes: number): number {
    return this.#take(bytes);
  }

  #take(bytes: number): number {
    return this.#memory.allocate(bytes);
  }
}

const bytesOf = ({ shape }: Value): number => 4 * shapeSize(shape);
