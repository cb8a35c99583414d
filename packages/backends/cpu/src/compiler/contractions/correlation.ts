/**
 * Sums over windows of images, without copying the windows: a convolution, and its derivative by the image.
 *
 * A tile is some neighboring results of a row of the image (or, where taps fall outside of it or rows are short, the
 * same result of several images) by a panel of channels. What lies outside of the source is left out of the sums.
 */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { emitValidTaps, isWhole, wholeResults } from '../windows/tap-axis.ts';
import { correlationLoops } from './correlation-loops.ts';
import { type Correlation, CorrelationRows } from './correlation-rows.ts';
import { accumulatorsFor, emitSum, mostRows, type TileOperands } from './micro-kernel.ts';
import type { ResultWriter } from './result-writer.ts';
import type { Panels } from './split-columns.ts';
import { splitEvenly } from './split-evenly.ts';
import type { SumLoop } from './sum-loops.ts';

export function emitCorrelation(
  f: FunctionBuilder,
  correlation: Correlation,
  writer: ResultWriter,
  relaxedMadd: boolean,
): void {
  if (correlation.rows.begin >= correlation.rows.end) return;
  new CorrelationEmitter(f, correlation, writer, relaxedMadd).emit();
}

class CorrelationEmitter {
  readonly #f: FunctionBuilder;
  readonly #c: Correlation;
  readonly #rows: CorrelationRows;
  readonly #writer: ResultWriter;
  readonly #relaxedMadd: boolean;

  constructor(f: FunctionBuilder, c: Correlation, writer: ResultWriter, relaxedMadd: boolean) {
    this.#f = f;
    this.#c = c;
    this.#rows = new CorrelationRows(f, c);
    this.#writer = writer;
    this.#relaxedMadd = relaxedMadd;
  }

  emit(): void {
    const { horizontal, images, acrossImages } = this.#c;
    const rows = this.#rows;
    const none = [horizontal.count, horizontal.count] as const;
    const [begin, end] = acrossImages ? none : wholeResults(horizontal);
    if (end > begin) {
      rows.eachImage([{ size: 1, times: images }], () => {
        for (const group of rows.panelGroups()) {
          rows.eachPanel(group, () =>
            rows.eachRow(group.panels, () => this.#alongRow(group.panels, begin, end)),
          );
        }
      });
    }
    if (end - begin < horizontal.count) {
      for (const group of rows.panelGroups()) {
        const pieces = splitEvenly(images, mostRows(group.panels.vectors, this.#relaxedMadd));
        rows.eachImage(pieces, (count) =>
          rows.eachPanel(group, () =>
            rows.eachRow(group.panels, () => this.#besides(group.panels, begin, end, count)),
          ),
        );
      }
    }
    rows.release();
  }

  /** Results number `begin` to `end` of a row, which have all their taps. */
  #alongRow(panels: Panels, begin: number, end: number): void {
    const f = this.#f;
    const { horizontal, source, result } = this.#c;
    const [a, offset] = [f.local('i32'), f.local('i32')];
    const pixel = 4 * source.channels;
    const resultPixel = 4 * result.channels;
    f.get(this.#rows.source);
    f.i32((horizontal.start + begin * horizontal.move) * pixel)
      .op('i32.add')
      .set(a);
    f.get(this.#rows.result);
    f.i32((horizontal.first + begin * horizontal.step) * resultPixel)
      .op('i32.add')
      .set(offset);
    const [sourceStep, resultStep] = [horizontal.move * pixel, horizontal.step * resultPixel];
    for (const { size, times } of splitEvenly(
      end - begin,
      mostRows(panels.vectors, this.#relaxedMadd),
    )) {
      f.repeat(times, () => {
        const operands = { a, b: this.#rows.weights, aRow: (r: number) => r * sourceStep };
        this.#tile(size, panels, operands, this.#loops(panels), offset, resultStep);
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
        .get(this.#rows.source)
        .op('i32.add');
      f.set(a);
      f.get(taps.from)
        .i32(16 * panels.vectors * source.channels)
        .op('i32.mul');
      f.get(this.#rows.weights).op('i32.add').set(b);
      f.get(x)
        .i32(4 * horizontal.step * result.channels)
        .op('i32.mul')
        .get(this.#rows.result);
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

  #loops(panels: Panels, tapsX?: Local): SumLoop[] {
    return correlationLoops(this.#c, panels, this.#rows.taps.count, tapsX);
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
    this.#writer.write(accumulators, { offset, column: this.#rows.column, rowStride, columns });
    f.release(...accumulators.flat());
  }
}
