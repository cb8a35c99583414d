import type { TaskContext } from '../tasks/task-context.ts';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { Accumulator } from './accumulator.ts';
import { Cursors } from './cursors.ts';
import { emitVector } from './emit-vector.ts';
import type { Access, LoopBody, Source } from './loop-body.ts';
import type { Pass, PlannedReduction } from './loop-plan.ts';
import { RandomLanes } from './random-lanes.ts';
import { reductionKind } from './reduction-kind.ts';

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
}

/** Vectors of the last axis that are walked together: how many elements of each count. */
type Block = readonly number[];

/** Most additions, or what takes as long, for which outer axes are written out. */
const STRAIGHT_COST = 64;
/** Most numbers added up one after the other: more are added in pieces, because each addition rounds. */
const LONGEST_SUM = 1024;
const PIECE = 512;

/** Writes the loops of one walk through a space. */
export function emitPass(options: PassOptions): void {
  new PassEmitter(options).emit();
}

class PassEmitter {
  readonly #options: PassOptions;
  readonly #f: FunctionBuilder;
  readonly #pass: Pass;
  readonly #last: number;
  readonly #counts: readonly number[];
  /** Outer axes from this depth on are written out. */
  readonly #straightFrom: number;
  readonly #cursors: Cursors;
  readonly #accumulators: readonly Accumulator[];
  readonly #results: readonly Access[];
  readonly #random: RandomLanes | undefined;
  readonly #pinned = new Map<string, Local>();
  /** Where long sums are made in pieces: depth, and how many rounds a piece has. */
  readonly #pieces: { readonly depth: number; readonly rounds: number } | undefined;

  constructor(options: PassOptions) {
    const { f, context, sizes, pass, range } = options;
    this.#options = options;
    this.#f = f;
    this.#pass = pass;
    this.#last = sizes.length - 1;
    this.#counts = sizes.map((size, axis) =>
      range?.axis === axis ? range.end - range.begin : size,
    );
    this.#straightFrom = this.#findStraight();
    this.#accumulators = pass.reductions.map(({ operation }) => {
      const kind = reductionKind(operation);
      if (!kind) throw new RangeError(`no reduction ${operation.kernel}`);
      return new Accumulator(f, kind);
    });
    this.#results = pass.reductions.map(({ operation, strides }) => {
      const [output] = operation.outputs;
      if (!output) throw new RangeError(`${operation.kernel} has no result`);
      return { address: context.address(output), strides };
    });
    this.#pieces = this.#findPieces();
    this.#cursors = new Cursors(f, new Set(this.#loopedAxes()));
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
    const { order, reductions, traversal } = this.#pass;
    const firstReduced = Math.min(...reductions.map(({ from }) => from));
    if (traversal === 'columns' && !block && depth === firstReduced) {
      this.#blocks(depth);
      return;
    }
    const starting = reductions.flatMap((r, i) => (r.from === depth ? [i] : []));
    for (const i of starting) this.#accumulators[i]?.begin(this.#slots(reductions[i], block));
    if (depth < order.length) this.#axis(depth, block);
    else if (block) this.#row(() => this.#vectors(block));
    else this.#row(() => this.#loopAlongRow());
    for (const i of starting) this.#finish(i, block);
  }

  #slots(reduction: PlannedReduction | undefined, block: Block | undefined): number {
    if (block && !reduction?.reducesLast) return block.length;
    if (block) return block.length > 4 ? 2 : 1;
    return this.#pass.reductions.length > 4 ? Math.min(2, this.#pass.block) : this.#pass.block;
  }

  #axis(depth: number, block: Block | undefined): void {
    const axis = this.#pass.order[depth] ?? 0;
    const count = this.#count(axis);
    if (depth >= this.#straightFrom) {
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
    if (depth > 0 || this.#pass.traversal === 'columns') this.#cursors.advance(axis, -count);
  }

  /** Blocks of columns, one after the other. */
  #blocks(depth: number): void {
    const width = 4 * this.#pass.block;
    const count = this.#count(this.#last);
    const full = Math.floor(count / width);
    const rest = count - full * width;
    const move = full > 1 ? 'advance' : 'shift';
    this.#f.repeat(full, () => {
      this.#level(depth, blockOf(width));
      this.#cursors[move](this.#last, width);
    });
    if (rest > 0) this.#level(depth, blockOf(rest));
    if (full > 1 && depth === 0) return;
    this.#cursors[move](this.#last, -full * width);
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
    const rounds = this.#rowRounds();
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

  /** Rounds of the loop along a row: one alone is written out. */
  #rowRounds(): number {
    const rounds = Math.floor(this.#count(this.#last) / (4 * this.#pass.block));
    return rounds > 1 ? rounds : 0;
  }

  /** A loop; reductions that are under way go on in it. */
  #rounds(depth: number, count: number, round: () => void): void {
    const f = this.#f;
    const live = this.#accumulators.filter(
      (_, i) => (this.#pass.reductions[i]?.from ?? 0) <= depth,
    );
    for (const accumulator of live) accumulator.settle();
    if (this.#pieces?.depth !== depth) {
      f.repeat(count, round);
      return;
    }
    const left = f.local('i32');
    const inPiece = f.local('i32');
    const piece = this.#pieces.rounds;
    const inner = (): void => {
      for (const accumulator of live) accumulator.settle();
      f.loop(() => {
        round();
        f.get(inPiece).i32(1).op('i32.sub').tee(inPiece).branchIf(0);
      });
    };
    const apart = live
      .filter(({ rounds }) => rounds)
      .reduce((body: () => void, accumulator) => () => accumulator.apart(body), inner);
    f.i32(count).set(left);
    f.loop(() => {
      f.get(left).i32(piece).get(left).i32(piece).op('i32.lt_u').op('select').set(inPiece);
      f.get(left).get(inPiece).op('i32.sub').set(left);
      apart();
      f.get(left).branchIf(0);
    });
    f.release(left, inPiece);
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
          const masks = this.#pass.reductions[reduction]?.reducesLast;
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
    if (this.#pass.reductions[index]?.reducesLast) {
      this.#cursors.store(result, accumulator.join(), 1);
    } else {
      for (const [i, lanes] of (block ?? []).entries()) {
        this.#cursors.shift(this.#last, 4 * i);
        this.#cursors.store(result, accumulator.at(i), lanes);
        this.#cursors.shift(this.#last, -4 * i);
      }
    }
    accumulator.end();
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

  #count(axis: number): number {
    return this.#counts[axis] ?? 1;
  }

  #findStraight(): number {
    const { order, traversal, block } = this.#pass;
    if (traversal !== 'whole') return order.length;
    let cost = block * this.#options.cost;
    let depth = order.length;
    while (depth > 0) {
      cost *= this.#count(order[depth - 1] ?? 0);
      if (cost > STRAIGHT_COST) break;
      depth--;
    }
    return depth;
  }

  #loopedAxes(): number[] {
    const { order, traversal, block } = this.#pass;
    const outer = order.slice(0, this.#straightFrom);
    const count = this.#count(this.#last);
    const loopsLast =
      traversal === 'rows'
        ? this.#rowRounds() > 0
        : traversal === 'columns' && Math.floor(count / (4 * block)) > 1;
    return loopsLast ? [...outer, this.#last] : outer;
  }

  #findPieces(): { readonly depth: number; readonly rounds: number } | undefined {
    const { order, traversal, block, reductions } = this.#pass;
    const sums = reductions.filter((_, i) => this.#accumulators[i]?.rounds);
    if (sums.length === 0) return undefined;
    const from = Math.min(...sums.map((sum) => sum.from));
    let length = traversal === 'whole' && sums.some((sum) => sum.reducesLast) ? block : 1;
    if (traversal === 'rows') {
      const rounds = this.#rowRounds();
      if (rounds > LONGEST_SUM) return { depth: order.length, rounds: PIECE };
      length = Math.max(1, rounds);
    }
    for (let depth = order.length - 1; depth >= from; depth--) {
      const count = this.#count(order[depth] ?? 0);
      if (depth < this.#straightFrom && length * count > LONGEST_SUM) {
        return { depth, rounds: Math.max(1, Math.floor(PIECE / length)) };
      }
      length *= count;
    }
    return undefined;
  }
}

/** Vectors for a number of elements. */
function blockOf(elements: number): Block {
  const vectors = Math.ceil(elements / 4);
  return Array.from({ length: vectors }, (_, i) => Math.min(4, elements - 4 * i));
}
