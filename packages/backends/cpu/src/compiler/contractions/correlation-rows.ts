/** Walks over images, panels of weights and rows of results, and keeps pointers to them. */

import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import { emitValidTaps, isWhole, type TapAxis, type ValidTaps } from '../windows/tap-axis.ts';
import type { Stretch } from './product-part.ts';
import type { Panels } from './split-columns.ts';
import type { Pieces } from './split-evenly.ts';

export interface Correlation {
  readonly vertical: TapAxis;
  readonly horizontal: TapAxis;
  /** Source images, of which one pixel has `channels` elements. */
  readonly source: {
    readonly address: Operand;
    readonly width: number;
    readonly channels: number;
    readonly imageBytes: number;
  };
  readonly result: {
    /** Bytes from the beginning of the result to the first image. */
    readonly offset: Operand;
    readonly width: number;
    readonly channels: number;
    readonly imageBytes: number;
  };
  /** Address of the weights: panels of channels of the result, in each tap after tap, in each channels of the source. */
  readonly weights: number;
  readonly panels: readonly Panels[];
  readonly images: number;
  /** Numbers of the results along the vertical axis that are wanted. */
  readonly rows: Stretch;
  /** Whether tiles always take the same result of several images. */
  readonly acrossImages: boolean;
}

/** Panels of equal width, and where the first of them lies. */
export interface PanelGroup {
  readonly panels: Panels;
  /** Bytes to the first column. */
  readonly column: number;
  /** Address of the weights. */
  readonly weights: number;
}

export class CorrelationRows {
  /** Bytes from the beginning of a row of the result to the panel. */
  readonly column: Local;
  /** The taps of a row that lie in the source, where not all do. */
  readonly taps: ValidTaps;
  /** Address of the source row of the first tap. */
  readonly source: Local;
  /** Address of the weights of the first tap. */
  readonly weights: Local;
  /** Bytes from the beginning of the result to the panel of the first pixel of the row. */
  readonly result: Local;
  readonly #f: FunctionBuilder;
  readonly #c: Correlation;
  readonly #sourceImage: Local;
  readonly #resultImage: Local;
  readonly #panel: Local;
  readonly #row: Local;
  readonly #isCut: boolean;

  constructor(f: FunctionBuilder, c: Correlation) {
    this.#f = f;
    this.#c = c;
    const local = (): Local => f.local('i32');
    this.column = local();
    this.taps = { from: local(), count: local(), at: local() };
    this.source = local();
    this.weights = local();
    this.result = local();
    this.#sourceImage = local();
    this.#resultImage = local();
    this.#panel = local();
    this.#row = local();
    this.#isCut = !isWhole(c.vertical);
  }

  release(): void {
    this.#f.release(this.column, this.source, this.weights, this.result, this.#row);
    this.#f.release(this.#sourceImage, this.#resultImage, this.#panel);
    this.#f.release(this.taps.from, this.taps.count, this.taps.at);
  }

  /** Visits images, several at a time. */
  eachImage(pieces: readonly Pieces[], body: (images: number) => void): void {
    const f = this.#f;
    const { source, result } = this.#c;
    f.push(source.address).set(this.#sourceImage).push(result.offset).set(this.#resultImage);
    for (const { size, times } of pieces) {
      f.repeat(times, () => {
        body(size);
        f.advance(this.#sourceImage, size * source.imageBytes);
        f.advance(this.#resultImage, size * result.imageBytes);
      });
    }
  }

  panelGroups(): PanelGroup[] {
    let column = 0;
    let { weights } = this.#c;
    return this.#c.panels.map((panels) => {
      const group = { panels, column, weights };
      column += 4 * panels.columns * panels.times;
      weights += panelBytes(this.#c, panels) * panels.times;
      return group;
    });
  }

  eachPanel({ panels, column, weights }: PanelGroup, body: () => void): void {
    const f = this.#f;
    f.i32(weights).set(this.#panel).i32(column).set(this.column);
    f.repeat(panels.times, () => {
      body();
      f.advance(this.#panel, panelBytes(this.#c, panels)).advance(this.column, 4 * panels.columns);
    });
  }

  /** Sets the pointers of each row of results. */
  eachRow({ vectors }: Panels, body: () => void): void {
    const f = this.#f;
    const { vertical, horizontal, source, result, rows } = this.#c;
    const sourceRowBytes = 4 * source.width * source.channels;
    const resultRowBytes = 4 * result.width * result.channels;
    const row = this.#row;
    f.count(row, rows.begin, rows.end, 1, () => {
      if (this.#isCut) {
        const { at, from } = this.taps;
        emitValidTaps(f, vertical, row, this.taps);
        f.get(at).i32(sourceRowBytes).op('i32.mul').get(this.#sourceImage).op('i32.add');
        f.set(this.source);
        f.get(from)
          .i32(16 * vectors * source.channels * horizontal.taps)
          .op('i32.mul');
        f.get(this.#panel).op('i32.add').set(this.weights);
      } else {
        f.get(row)
          .i32(vertical.move * sourceRowBytes)
          .op('i32.mul')
          .get(this.#sourceImage)
          .op('i32.add');
        f.i32(vertical.start * sourceRowBytes)
          .op('i32.add')
          .set(this.source);
        f.get(this.#panel).set(this.weights);
      }
      f.get(row)
        .i32(vertical.step * resultRowBytes)
        .op('i32.mul')
        .get(this.#resultImage)
        .op('i32.add');
      f.get(this.column)
        .op('i32.add')
        .i32(vertical.first * resultRowBytes)
        .op('i32.add');
      f.set(this.result);
      body();
    });
  }
}

/** Bytes of the weights of a panel. */
function panelBytes({ vertical, horizontal, source }: Correlation, { vectors }: Panels): number {
  return 16 * vectors * source.channels * vertical.taps * horizontal.taps;
}
