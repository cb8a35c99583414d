import type { FunctionBuilder, Local } from '../../wasm/function-builder.ts';

/** Walks over the rows of tiles of all images. */
export class TileRows {
  /** Number of the row of tiles in its image. */
  readonly row: Local;
  /** Bytes from the first image to this one. */
  readonly image: Local;
  readonly #f: FunctionBuilder;
  readonly #down: number;
  readonly #imageBytes: number;

  /** Begins at row number `start` of all images together. */
  constructor(f: FunctionBuilder, down: number, imageBytes: number, start = 0) {
    this.#f = f;
    this.#down = down;
    this.#imageBytes = imageBytes;
    this.row = f.local('i32');
    this.image = f.local('i32');
    f.i32(start % down).set(this.row);
    f.i32(Math.floor(start / down) * imageBytes).set(this.image);
  }

  next(): void {
    const f = this.#f;
    f.advance(this.row, 1).get(this.row).i32(this.#down).op('i32.eq');
    f.ifElse(() => f.i32(0).set(this.row).advance(this.image, this.#imageBytes));
  }

  release(): void {
    this.#f.release(this.row, this.image);
  }
}
