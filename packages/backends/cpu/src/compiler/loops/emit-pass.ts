import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { Accumulator } from './accumulator.ts';
import { type Block, blockOf } from './block.ts';
import { Cursors } from './cursors.ts';
import { emitVector } from './emit-vector.ts';
import type { Access, LoopBody, Source } from './loop-body.ts';
import { type PassLayout, passLayout } from './pass-layout.ts';
import type { Pass, PlannedReduction } from './plan-pass.ts';
import { RandomLanes } from './random-lanes.ts';
import { reductionKind } from './reduction-kind.ts';
import { emitRounds } from './rounds.ts';

export interface PassOptions {
  readonly f: FunctionBuilder;
  readonly context: TaskContext;
  readonly sizes: readonly number[];
  readonly pass: Pass;
  readonly body: LoopBody;
  /** Additions, or what takes as long, for four elements. */
  readonly cost: number;
  /** The stretch of one axis that is walked; all of it where not given. */
  readonly range?: { readonly axis: number; readonly begin: number; readonly end: number };
  /** Memory for the results of reductions that are made in chunks. */
  readonly chunkResults?: number;
}

/** Writes the loops of one walk through a space. */
export function emitPass(options: PassOptions): void {
  new PassEmitter(options).emit();
}

class PassEmitter {
  readonly #options: PassOptions;
  readonly #f: FunctionBuilder;
  readonly #pass: Pass;
  readonly #last: number;
  readonly #layout: PassLayout;
  readonly #cursors: Cursors;
  readonly #accumulators: readonly Accumulator[];
  readonly #results: readonly Access[];
  readonly #random: RandomLanes | undefined;
  readonly #pinned = new Map<string, Local>();
  constructor(options: PassOptions) {
    const { f, context, sizes, pass, range, cost, chunkResults = 0 } = options;
    this.#options = options;
    this.#f = f;
    this.#pass = pass;
    this.#last = sizes.length - 1;
    const counts = sizes.map((size, axis) =>
      range?.axis === axis ? range.end - range.begin : size,
    );
    this.#layout = passLayout(pass, counts, cost);
    this.#accumulators = pass.reductions.map(({ operation }) => {
      const kind = reductionKind(operation);
      if (!kind) throw new RangeError(`no reduction ${operation.kernel}`);
      return new Accumulator(f, kind);
    });
    this.#results = pass.reductions.map(({ operation, strides, chunks }) => {
      const [output] = operation.outputs;
      if (!output) throw new RangeError(`${operation.kernel} has no result`);
      const address = chunks === undefined ? context.address(output) : chunkResults + chunks;
      return { address, strides };
    });
    this.#cursors = new Cursors(f, this.#layout.looped);
    if (pass.makesRandom) this.#random = new RandomLanes(f, options.body, context);
  }

  emit(): void {
    const { body, range } = this.#options;
    const targets = body.steps.flatMap(({ target }) => (target ? [target] : []));
    for (const { strides } of [...this.#memory(), ...targets, ...this.#results]) {
      this.#cursors.add(strides);
    }
    if (range) this.#cursors.shift(range.axis, range.begin);
    this.#cursors.start();
    this.#random?.start(range?.begin ?? 0);
    this.#pin(({ strides }) => strides.every((stride) => stride === 0));
    const { traversal } = this.#pass;
    this.#level(0, traversal === 'whole' ? blockOf(this.#count(this.#last)) : undefined);
    this.#f.release(...this.#pinned.values());
    this.#cursors.release();
    this.#random?.end();
  }

  /** The loops from a depth on, and the reductions that begin there. */
  #level(depth: number, block: Block | undefined): void {
    const { order, reductions, traversal, panel } = this.#pass;
    if (traversal === 'columns' && !block && depth === this.#firstReduced) {
      if (panel !== undefined) this.#panels(depth, panel);
      else this.#blocks((columns) => this.#level(depth, columns));
      return;
    }
    const starting = reductions.flatMap((r, i) => (r.from === depth ? [i] : []));
    for (const i of starting) this.#accumulators[i]?.begin(this.#slots(this.#reduction(i), block));
    if (depth < order.length) this.#axis(depth, block);
    else if (block) this.#row(() => this.#vectors(block));
    else this.#row(() => this.#loopAlongRow());
    for (const i of starting) this.#finish(i, block);
  }

  #slots(reduction: PlannedReduction, block: Block | undefined): number {
    if (block && !reduction.reducesLast) return block.length;
    if (block) return block.length > 4 ? 2 : 1;
    return this.#pass.reductions.length > 4 ? Math.min(2, this.#pass.block) : this.#pass.block;
  }

  #axis(depth: number, block: Block | undefined): void {
    const axis = this.#pass.order[depth] ?? 0;
    const { panel, traversal } = this.#pass;
    const isPanel = panel !== undefined && depth === this.#firstReduced;
    const count = isPanel ? panel : this.#count(axis);
    if (depth >= this.#layout.straightFrom) {
      for (let i = 0; i < count; i++) {
        this.#level(depth + 1, block);
        this.#cursors.shift(axis, 1);
      }
      this.#cursors.shift(axis, -count);
      return;
    }
    this.#rounds(depth, count, () => {
      this.#level(depth + 1, block);
      this.#cursors.advance(axis, 1);
    });
    if (depth > 0 || traversal === 'columns') this.#cursors.advance(axis, -count);
  }

  /** Blocks of columns, one after the other. */
  #blocks(walk: (block: Block) => void): void {
    const width = 4 * this.#pass.block;
    const count = this.#count(this.#last);
    const full = Math.floor(count / width);
    const rest = count - full * width;
    const move = full > 1 ? 'advance' : 'shift';
    this.#f.repeat(full, () => {
      walk(blockOf(width));
      this.#cursors[move](this.#last, width);
    });
    if (rest > 0) walk(blockOf(rest));
    this.#cursors[move](this.#last, -full * width);
  }

  /** All blocks for a panel of rows, then for the next, with results in memory that are added to. */
  #panels(depth: number, panel: number): void {
    const axis = this.#pass.order[depth] ?? 0;
    const count = this.#count(axis);
    this.#blocks((block) => {
      for (const [i, result] of this.#results.entries()) {
        this.#storeBlock(result, block, () => this.#accumulators[i]?.identity);
      }
    });
    this.#f.repeat(count / panel, () => {
      this.#blocks((block) => this.#level(depth, block));
      this.#cursors.advance(axis, panel);
    });
    if (depth > 0) this.#cursors.advance(axis, -count);
  }

  /** What is equal for all elements of a row is loaded once. */
  #row(walk: () => void): void {
    const isPinned = (key: string): boolean => this.#pinned.has(key);
    const before = new Set([...this.#pinned.keys()]);
    this.#pin(({ strides }, key) => strides[this.#last] === 0 && !isPinned(key));
    walk();
    for (const [key, local] of this.#pinned) {
      if (before.has(key)) continue;
      this.#f.release(local);
      this.#pinned.delete(key);
    }
  }

  #loopAlongRow(): void {
    const { block } = this.#pass;
    const count = this.#count(this.#last);
    const rounds = this.#layout.rowRounds;
    const done = rounds * block * 4;
    if (rounds > 0) {
      this.#rounds(this.#pass.order.length, rounds, () => {
        this.#vectors(blockOf(4 * block));
        this.#cursors.advance(this.#last, 4 * block);
      });
    }
    if (count > done) this.#vectors(blockOf(count - done));
    if (this.#pass.order.length > 0) this.#cursors.advance(this.#last, -done);
  }

  /** A loop; reductions that have begun go on in it. */
  #rounds(depth: number, count: number, round: () => void): void {
    const { pieces } = this.#layout;
    const begun = this.#accumulators.filter((_, i) => this.#reduction(i).from <= depth);
    const piece = pieces?.depth === depth ? pieces.rounds : undefined;
    emitRounds(this.#f, begun, count, piece, round);
  }

  #vectors(block: Block): void {
    const { f, context, body } = this.#options;
    for (const [i, lanes] of block.entries()) {
      if (i % 4 === 0) this.#random?.next();
      this.#cursors.shift(this.#last, 4 * i);
      emitVector({
        f,
        context,
        body,
        cursors: this.#cursors,
        pinned: this.#random ? this.#random.with(this.#pinned, i % 4) : this.#pinned,
        lanes,
        take: (reduction, value) => {
          const masks = this.#reduction(reduction).reducesLast;
          this.#accumulators[reduction]?.take(value, masks ? lanes : 4, i);
        },
      });
      this.#cursors.shift(this.#last, -4 * i);
    }
  }

  #finish(index: number, block: Block | undefined): void {
    const accumulator = this.#accumulators[index];
    const result = this.#results[index];
    if (!accumulator || !result) return;
    if (this.#reduction(index).reducesLast) {
      this.#cursors.store(result, accumulator.join(), 1);
    } else {
      this.#storeBlock(result, block ?? [], (i) => {
        if (this.#pass.panel !== undefined) {
          accumulator.combineWith(i, () => this.#cursors.load(result));
        }
        return accumulator.at(i);
      });
    }
    accumulator.end();
  }

  /** Stores a vector for each of a block; `make` may load what is there. */
  #storeBlock(to: Access, block: Block, make: (vector: number) => Local | undefined): void {
    for (const [i, lanes] of block.entries()) {
      this.#cursors.shift(this.#last, 4 * i);
      const value = make(i);
      if (value) this.#cursors.store(to, value, lanes);
      this.#cursors.shift(this.#last, -4 * i);
    }
  }

  /** Loads operands that are equal for all elements of a row into variables. */
  #pin(which: (access: Access, key: string) => boolean): void {
    for (const source of this.#sources()) {
      if (source.kind !== 'memory' || this.#pinned.has(source.key)) continue;
      if (!which(source.access, source.key)) continue;
      const local = this.#f.local('v128');
      this.#cursors.loadSplat(source.access);
      this.#f.set(local);
      this.#pinned.set(source.key, local);
    }
  }

  #sources(): Source[] {
    const { steps, reducedMemory } = this.#options.body;
    return [...steps.flatMap(({ sources }) => sources), ...reducedMemory.map((r) => r.source)];
  }

  #memory(): Access[] {
    return this.#sources().flatMap((source) => (source.kind === 'memory' ? [source.access] : []));
  }

  /** Depth of the first axis that a reduction reduces. */
  get #firstReduced(): number {
    return Math.min(...this.#pass.reductions.map(({ from }) => from));
  }

  #reduction(index: number): PlannedReduction {
    const reduction = this.#pass.reductions[index];
    if (!reduction) throw new RangeError(`no reduction ${index}`);
    return reduction;
  }

  #count(axis: number): number {
    return this.#layout.counts[axis] ?? 1;
  }
}
