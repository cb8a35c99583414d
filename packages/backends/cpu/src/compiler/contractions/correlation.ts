/**
 * Sums over windows of images, without copying the windows: a convolution, and its derivative by the image.
 *
 * A tile is some neighboring results of a row of the image (or, where taps fall outside of it or rows are short, the
 * same result of several images) by a panel of channels. What lies outside of the source is left out of the sums.
 */

import type { FunctionBuilder, Local, Operand } from '../wasm/function-builder.ts';
import {
  emitValidTaps,
  hasEmptyResults,
  isWhole,
  type TapAxis,
  type ValidTaps,
  wholeResults,
} from '../windows/tap-axis.ts';
import {
  accumulatorsFor,
  emitSum,
  mostRows,
  type SumLoop,
  type TileOperands,
} from './micro-kernel.ts';
import type { Stretch } from './product-part.ts';
import type { ResultWriter } from './result-writer.ts';
import type { Panels } from './split-columns.ts';
import { type Pieces, splitEvenly } from './split-evenly.ts';

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

export function emitCorrelation(
  f: FunctionBuilder,
  correlation: Correlation,
  writer: ResultWriter,
  relaxedMadd: boolean,
): void {
  if (correlation.rows.begin >= correlation.rows.end) return;
  const emitter = new CorrelationEmitter(f, correlation, writer, relaxedMadd);
  emitter.emit();
}

class CorrelationEmitter {
  readonly #f: FunctionBuilder;
  readonly #c: Correlation;
  readonly #writer: ResultWriter;
  readonly #relaxedMadd: boolean;
  /** Pointers to the images of the source and the result, and to the panel. */
  readonly #source: Local;
  readonly #result: Local;
  readonly #panel: Local;
  readonly #column: Local;
  readonly #row: Local;
  readonly #tapsY: ValidTaps;
  readonly #isTall: boolean;
  /** First source row and weights of a row of results, and where the row lies. */
  readonly #sourceRow: Local;
  readonly #weightsRow: Local;
  readonly #resultRow: Local;

  constructor(f: FunctionBuilder, c: Correlation, writer: ResultWriter, relaxedMadd: boolean) {
    this.#f = f;
    this.#c = c;
    this.#writer = writer;
    this.#relaxedMadd = relaxedMadd;
    const local = (): Local => f.local('i32');
    this.#source = local();
    this.#result = local();
    this.#panel = local();
    this.#column = local();
    this.#row = local();
    this.#tapsY = { from: local(), count: local(), at: local() };
    this.#sourceRow = local();
    this.#weightsRow = local();
    this.#resultRow = local();
    this.#isTall = !isWhole(c.vertical);
  }

  emit(): void {
    const { horizontal, images, acrossImages } = this.#c;
    const [begin, end] = acrossImages
      ? [horizontal.count, horizontal.count]
      : wholeResults(horizontal);
    if (end > begin) {
      this.#eachImage([{ size: 1, times: images }], () =>
        this.#eachPanel((panels) =>
          this.#eachRow(panels, () => this.#alongRow(panels, begin, end)),
        ),
      );
    }
    if (end - begin < horizontal.count) {
      for (const { panels, column, weights } of this.#panelGroups()) {
        this.#eachImage(splitEvenly(images, mostRows(panels.vectors, this.#relaxedMadd)), (count) =>
          this.#eachPanelOf(panels, column, weights, () =>
            this.#eachRow(panels, () => this.#besides(panels, begin, end, count)),
          ),
        );
      }
    }
    const f = this.#f;
    f.release(this.#source, this.#result, this.#panel, this.#column, this.#row);
    f.release(this.#sourceRow, this.#weightsRow, this.#resultRow);
    f.release(this.#tapsY.from, this.#tapsY.count, this.#tapsY.at);
  }

  #eachImage(pieces: readonly Pieces[], body: (images: number) => void): void {
    const f = this.#f;
    const { source, result } = this.#c;
    f.push(source.address).set(this.#source).push(result.offset).set(this.#result);
    for (const { size, times } of pieces) {
      f.repeat(times, () => {
        body(size);
        f.advance(this.#source, size * source.imageBytes);
        f.advance(this.#result, size * result.imageBytes);
      });
    }
  }

  /** Bytes of the weights of a panel. */
  #panelBytes({ vectors }: Panels): number {
    const { vertical, horizontal, source } = this.#c;
    return 16 * vectors * source.channels * vertical.taps * horizontal.taps;
  }

  #panelGroups(): { panels: Panels; column: number; weights: number }[] {
    let column = 0;
    let { weights } = this.#c;
    return this.#c.panels.map((panels) => {
      const group = { panels, column, weights };
      column += 4 * panels.columns * panels.times;
      weights += this.#panelBytes(panels) * panels.times;
      return group;
    });
  }

  #eachPanel(body: (panels: Panels) => void): void {
    for (const { panels, column, weights } of this.#panelGroups()) {
      this.#eachPanelOf(panels, column, weights, () => body(panels));
    }
  }

  #eachPanelOf(panels: Panels, column: number, weights: number, body: () => void): void {
    const f = this.#f;
    f.i32(weights).set(this.#panel).i32(column).set(this.#column);
    f.repeat(panels.times, () => {
      body();
      f.advance(this.#panel, this.#panelBytes(panels)).advance(this.#column, 4 * panels.columns);
    });
  }

  /** Sets the pointers of each row of results. */
  #eachRow({ vectors }: Panels, body: () => void): void {
    const f = this.#f;
    const { vertical, horizontal, source, result, rows } = this.#c;
    const sourceRowBytes = 4 * source.width * source.channels;
    const resultRowBytes = 4 * result.width * result.channels;
    const row = this.#row;
    f.count(row, rows.begin, rows.end, 1, () => {
      if (this.#isTall) {
        const { at, from } = this.#tapsY;
        emitValidTaps(f, vertical, row, this.#tapsY);
        f.get(at).i32(sourceRowBytes).op('i32.mul').get(this.#source).op('i32.add');
        f.set(this.#sourceRow);
        f.get(from)
          .i32(16 * vectors * source.channels * horizontal.taps)
          .op('i32.mul');
        f.get(this.#panel).op('i32.add').set(this.#weightsRow);
      } else {
        f.get(row)
          .i32(vertical.move * sourceRowBytes)
          .op('i32.mul')
          .get(this.#source)
          .op('i32.add');
        f.i32(vertical.start * sourceRowBytes)
          .op('i32.add')
          .set(this.#sourceRow);
        f.get(this.#panel).set(this.#weightsRow);
      }
      f.get(row)
        .i32(vertical.step * resultRowBytes)
        .op('i32.mul')
        .get(this.#result)
        .op('i32.add');
      f.get(this.#column)
        .op('i32.add')
        .i32(vertical.first * resultRowBytes)
        .op('i32.add');
      f.set(this.#resultRow);
      body();
    });
  }

  /** Results number `begin` to `end` of a row, which have all their taps. */
  #alongRow(panels: Panels, begin: number, end: number): void {
    const f = this.#f;
    const { horizontal, source, result } = this.#c;
    const [a, offset] = [f.local('i32'), f.local('i32')];
    const pixel = 4 * source.channels;
    const resultPixel = 4 * result.channels;
    f.get(this.#sourceRow);
    f.i32((horizontal.start + begin * horizontal.move) * pixel)
      .op('i32.add')
      .set(a);
    f.get(this.#resultRow);
    f.i32((horizontal.first + begin * horizontal.step) * resultPixel)
      .op('i32.add')
      .set(offset);
    const [sourceStep, resultStep] = [horizontal.move * pixel, horizontal.step * resultPixel];
    for (const { size, times } of splitEvenly(
      end - begin,
      mostRows(panels.vectors, this.#relaxedMadd),
    )) {
      f.repeat(times, () => {
        const operands = { a, b: this.#weightsRow, aRow: (r: number) => r * sourceStep };
        this.#tile(size, panels, operands, this.#loops(panels, undefined), offset, resultStep);
        f.advance(a, size * sourceStep).advance(offset, size * resultStep);
      });
    }
    f.release(a, offset);
  }

  /** All other results of a row, of several images at a time. */
  #besides(panels: Panels, begin: number, end: number, images: number): void {
    const f = this.#f;
    const { horizontal, source, result } = this.#c;
    const local = (): Local => f.local('i32');
    const [i, x, a, b, offset] = [local(), local(), local(), local(), local()];
    const taps = { from: local(), count: local(), at: local() };
    const others = horizontal.count - (end - begin);
    f.count(i, 0, others, 1, () => {
      f.get(i)
        .i32(end - begin)
        .op('i32.add')
        .get(i)
        .get(i)
        .i32(begin)
        .op('i32.ge_s')
        .op('select');
      f.set(x);
      emitValidTaps(f, horizontal, x, taps);
      f.get(taps.at)
        .i32(4 * source.channels)
        .op('i32.mul')
        .get(this.#sourceRow)
        .op('i32.add');
      f.set(a);
      f.get(taps.from)
        .i32(16 * panels.vectors * source.channels)
        .op('i32.mul');
      f.get(this.#weightsRow).op('i32.add').set(b);
      f.get(x)
        .i32(4 * horizontal.step * result.channels)
        .op('i32.mul')
        .get(this.#resultRow);
      f.op('i32.add')
        .i32(4 * horizontal.first * result.channels)
        .op('i32.add')
        .set(offset);
      const operands = { a, b, aRow: (r: number) => r * source.imageBytes };
      const isShort = !isWhole(horizontal);
      if (isShort && horizontal.tapStep === 1) {
        f.get(taps.count).i32(source.channels).op('i32.mul').set(taps.count);
      }
      const loops = this.#loops(panels, isShort ? taps.count : undefined);
      this.#tile(images, panels, operands, loops, offset, result.imageBytes);
    });
    f.release(i, x, a, b, offset, taps.from, taps.count, taps.at);
  }

  /**
   * The sum over taps and channels. `tapsX`, if not all taps of a row are valid: how many are, times the channels where
   * taps lie side by side.
   */
  #loops({ vectors }: Panels, tapsX: Local | undefined): SumLoop[] {
    const { vertical, horizontal, source } = this.#c;
    const { channels, width } = source;
    const row = 16 * vectors;
    const down: SumLoop = {
      times: this.#isTall
        ? { local: this.#tapsY.count, mayBeZero: hasEmptyResults(vertical), multipleOf: 1 }
        : vertical.taps,
      a: 4 * vertical.tapStep * width * channels,
      b: row * channels * horizontal.taps,
    };
    const mayBeZero = hasEmptyResults(horizontal);
    if (horizontal.tapStep > 1) {
      const times = tapsX ? { local: tapsX, mayBeZero, multipleOf: 1 } : horizontal.taps;
      const along = { times, a: 4 * horizontal.tapStep * channels, b: row * channels };
      return [down, along, { times: channels, a: 4, b: row }];
    }
    // Pixels and their channels follow one another.
    if (!tapsX) return [down, { times: horizontal.taps * channels, a: 4, b: row }];
    const times = { local: tapsX, mayBeZero, multipleOf: channels % 4 === 0 ? 4 : 1 };
    return [down, { times, a: 4, b: row }];
  }

  #tile(
    rows: number,
    { vectors, columns }: Panels,
    operands: TileOperands,
    loops: readonly SumLoop[],
    offset: Local,
    rowStride: number,
  ): void {
    const f = this.#f;
    const accumulators = accumulatorsFor(f, { rows, vectors });
    emitSum(f, accumulators, operands, loops, { relaxedMadd: this.#relaxedMadd });
    this.#writer.write(accumulators, { offset, column: this.#column, rowStride, columns });
    f.release(...accumulators.flat());
  }
}
