/** Loads what an epilogue reads from outside of its task. */

import type { Value } from '@myelin/program';
import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import type { Axis, EpilogueAccess } from './epilogue-access.ts';

/** Where a tile lies in the result. */
export interface TilePosition {
  /** Bytes from the beginning of the result to the first element of the tile. */
  readonly offset: Local;
  /** Bytes from the beginning of a row of the result to the first column of the tile. */
  readonly column: Local;
  /** Bytes of the result from one row of the tile to the next. */
  readonly rowStride: number;
  /** Columns of the tile that are part of the result. */
  readonly columns: number;
}

/** An operand from outside the task. */
export interface Outside {
  readonly address: number;
  readonly access: EpilogueAccess;
}

/** For one tile: each operand is loaded once for as long as it stays the same. */
export class OperandLoader {
  readonly #f: FunctionBuilder;
  readonly #position: TilePosition;
  readonly #columns: number;
  readonly #forTile = new Map<string, Local>();
  readonly #forRow = new Map<string, Local>();
  readonly #forVector: Local[] = [];
  #rowNumber: Local | undefined;

  constructor(f: FunctionBuilder, position: TilePosition, columns: number) {
    this.#f = f;
    this.#position = position;
    this.#columns = columns;
  }

  load(value: Value, { address, access }: Outside, r: number, v: number): Local {
    const f = this.#f;
    const { offset, column, rowStride } = this.#position;
    switch (access.kind) {
      case 'scalar':
        return this.#once(this.#forTile, `${address} scalar`, 'v128', () =>
          f.i32(0).loadSplat(address),
        );
      case 'row':
        return this.#once(this.#forTile, `${address} row ${v}`, 'v128', () =>
          f.get(column).load(address + 16 * v),
        );
      case 'full': {
        const local = f.local('v128');
        this.#forVector.push(local);
        f.get(offset)
          .load(address + r * rowStride + 16 * v)
          .set(local);
        return local;
      }
      case 'column':
        return this.#once(this.#forRow, `${address} column`, 'v128', () =>
          f
            .push(() => this.#pushRowNumber(r))
            .i32(4)
            .op('i32.mul')
            .loadSplat(address),
        );
      case 'strided': {
        const start = this.#once(this.#forRow, `${address} ${value.shape} strided`, 'i32', () =>
          this.#pushRowOffset(access.axes, r),
        );
        const local = f.local('v128');
        this.#forVector.push(local);
        f.get(start);
        if (access.hasColumns)
          f.get(column)
            .op('i32.add')
            .load(address + 16 * v);
        else f.loadSplat(address);
        f.set(local);
        return local;
      }
    }
  }

  endVector(): void {
    this.#f.release(...this.#forVector.splice(0));
  }

  endRow(): void {
    this.#f.release(...this.#forRow.values());
    this.#forRow.clear();
  }

  end(): void {
    this.#f.release(...this.#forTile.values());
    if (this.#rowNumber) this.#f.release(this.#rowNumber);
  }

  #once(known: Map<string, Local>, key: string, type: 'v128' | 'i32', emit: () => void): Local {
    const found = known.get(key);
    if (found) return found;
    const local = this.#f.local(type);
    emit();
    this.#f.set(local);
    known.set(key, local);
    return local;
  }

  /** Number of row `r` of the tile in the whole result. */
  #pushRowNumber(r: number): void {
    const f = this.#f;
    const { offset, column, rowStride } = this.#position;
    if (!this.#rowNumber) {
      this.#rowNumber = f.local('i32');
      f.get(offset)
        .get(column)
        .op('i32.sub')
        .i32(4 * this.#columns)
        .op('i32.div_u');
      f.set(this.#rowNumber);
    }
    f.get(this.#rowNumber)
      .i32((r * rowStride) / (4 * this.#columns))
      .op('i32.add');
  }

  /** Bytes from the beginning of an operand to what belongs to row `r`. */
  #pushRowOffset(axes: readonly Axis[], r: number): void {
    const f = this.#f;
    const rest = f.local('i32');
    this.#pushRowNumber(r);
    f.set(rest).i32(0);
    for (const { size, stride } of [...axes].reverse()) {
      f.get(rest)
        .i32(size)
        .op('i32.rem_u')
        .i32(4 * stride)
        .op('i32.mul')
        .op('i32.add');
      f.get(rest).i32(size).op('i32.div_u').set(rest);
    }
    f.release(rest);
  }
}
