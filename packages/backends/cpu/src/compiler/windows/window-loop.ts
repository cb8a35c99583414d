/** Visits the results of sliding windows one by one, and the taps of each. */

import type { FunctionBuilder, Local } from '../wasm/function-builder.ts';
import { emitValidTaps, isWhole, type TapAxis, type ValidTaps } from './tap-axis.ts';

export interface Stretch {
  readonly begin: number;
  readonly end: number;
}

export interface WindowLoop {
  readonly images: Stretch;
  /** Numbers of the results along the vertical axis that are wanted. */
  readonly rows: Stretch;
  readonly vertical: TapAxis;
  readonly horizontal: TapAxis;
  readonly source: Pixels;
  readonly result: Pixels;
  /** Where there is a filter: its width, and bytes of it for one place of the kernel. */
  readonly filter?: { readonly width: number; readonly placeBytes: number };
}

/** Sizes of an NHWC value. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Where a result and its taps lie; all offsets are bytes from the beginning of a value. */
export interface WindowPlace {
  /** Of the pixel of the first tap. */
  readonly source: Local;
  /** Of the first tap's place in the kernel. */
  readonly filter: Local;
  readonly result: Local;
  /** Taps, as many as are known only when it runs where windows are cut off. */
  readonly down: number | Local;
  readonly across: number | Local;
}

/** One tap: offsets are the sum of a variable and a number that is known. */
export interface Tap {
  readonly source: Local;
  readonly sourceOffset: number;
  readonly filter: Local;
  readonly filterOffset: number;
}

/** Most taps that are visited without a loop. */
const MOST_UNROLLED = 16;

/** `visit` writes code for windows that are whole, and once more for those that are cut off, if there are any. */
export function eachWindow(
  f: FunctionBuilder,
  loop: WindowLoop,
  visit: (place: WindowPlace) => void,
): void {
  const { images, rows, vertical, horizontal } = loop;
  if (images.begin >= images.end || rows.begin >= rows.end || horizontal.count === 0) return;
  const local = (): Local => f.local('i32');
  const [image, y, x, source, filter, result] = [
    local(),
    local(),
    local(),
    local(),
    local(),
    local(),
  ];
  const [down, across] = [validTaps(f), validTaps(f)];
  f.count(image, images.begin, images.end, 1, () => {
    f.count(y, rows.begin, rows.end, 1, () => {
      emitValidTaps(f, vertical, y, down);
      f.count(x, 0, horizontal.count, 1, () => {
        emitValidTaps(f, horizontal, x, across);
        pushPixel(
          f,
          loop.source,
          image,
          () => f.get(down.at),
          () => f.get(across.at),
        );
        f.set(source);
        pushPixel(
          f,
          loop.result,
          image,
          () => pushResult(f, vertical, y),
          () => pushResult(f, horizontal, x),
        );
        f.set(result);
        pushFilter(f, loop, down.from, across.from);
        f.set(filter);
        const place = { source, filter, result };
        const whole = (): void => visit({ ...place, down: vertical.taps, across: horizontal.taps });
        const cut = (): void => visit({ ...place, down: down.count, across: across.count });
        if (isWhole(vertical) && isWhole(horizontal)) whole();
        else {
          f.get(down.count).i32(vertical.taps).op('i32.eq');
          f.get(across.count).i32(horizontal.taps).op('i32.eq').op('i32.and');
          f.ifElse(whole, cut);
        }
      });
    });
  });
  f.release(image, y, x, source, filter, result);
  f.release(down.at, down.count, down.from, across.at, across.count, across.from);
}

/**
 * Visits the taps of a window in order, from offsets that may be those of some channel. Of cut windows, the code runs for
 * those taps that exist.
 */
export function eachTap(
  f: FunctionBuilder,
  { vertical, horizontal, source, filter }: WindowLoop,
  place: Pick<WindowPlace, 'source' | 'filter' | 'down' | 'across'>,
  visit: (tap: Tap) => void,
): void {
  const pixel = 4 * source.channels;
  const placeBytes = filter?.placeBytes ?? 0;
  const steps = {
    down: [
      pixel * source.width * vertical.tapStep,
      placeBytes * (filter?.width ?? 0) * vertical.kernelStep,
    ],
    across: [pixel * horizontal.tapStep, placeBytes * horizontal.kernelStep],
  } as const;
  const { down, across } = place;
  const isKnown = typeof down === 'number' && typeof across === 'number';
  if (isKnown && down * across <= MOST_UNROLLED) {
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++) {
        visit({
          source: place.source,
          sourceOffset: y * steps.down[0] + x * steps.across[0],
          filter: place.filter,
          filterOffset: y * steps.down[1] + x * steps.across[1],
        });
      }
    }
    return;
  }
  const local = (): Local => f.local('i32');
  const [rows, columns] = [local(), local()];
  const [rowSource, rowFilter, tapSource, tapFilter] = [local(), local(), local(), local()];
  f.get(place.source).set(rowSource).get(place.filter).set(rowFilter);
  times(f, rows, down, () => {
    f.get(rowSource).set(tapSource).get(rowFilter).set(tapFilter);
    times(f, columns, across, () => {
      visit({ source: tapSource, sourceOffset: 0, filter: tapFilter, filterOffset: 0 });
      f.advance(tapSource, steps.across[0]).advance(tapFilter, steps.across[1]);
    });
    f.advance(rowSource, steps.down[0]).advance(rowFilter, steps.down[1]);
  });
  f.release(rows, columns, rowSource, rowFilter, tapSource, tapFilter);
}

/** Runs `body` as often as a number or variable says, which may be never. */
function times(f: FunctionBuilder, left: Local, count: number | Local, body: () => void): void {
  f.push(count).tee(left);
  f.ifElse(() => {
    f.loop(() => {
      body();
      f.get(left).i32(1).op('i32.sub').tee(left).branchIf(0);
    });
  });
}

const validTaps = (f: FunctionBuilder): ValidTaps => ({
  from: f.local('i32'),
  count: f.local('i32'),
  at: f.local('i32'),
});

/** Bytes to the pixel at the row and column that are pushed. */
function pushPixel(
  f: FunctionBuilder,
  { height, width, channels }: Pixels,
  image: Local,
  pushRow: () => void,
  pushColumn: () => void,
): void {
  f.get(image).i32(height).op('i32.mul');
  pushRow();
  f.op('i32.add').i32(width).op('i32.mul');
  pushColumn();
  f.op('i32.add')
    .i32(4 * channels)
    .op('i32.mul');
}

/** Place of result number `i` among the results. */
function pushResult(f: FunctionBuilder, { first, step }: TapAxis, i: Local): void {
  f.get(i);
  if (step !== 1) f.i32(step).op('i32.mul');
  if (first !== 0) f.i32(first).op('i32.add');
}

/** Bytes to the place in the kernel of the taps whose numbers are in `y` and `x`. */
function pushFilter(f: FunctionBuilder, loop: WindowLoop, y: Local, x: Local): void {
  const { filter, vertical, horizontal } = loop;
  if (!filter) {
    f.i32(0);
    return;
  }
  f.get(y).i32(vertical.kernelStep).op('i32.mul').i32(vertical.kernelFirst).op('i32.add');
  f.i32(filter.width).op('i32.mul');
  f.get(x).i32(horizontal.kernelStep).op('i32.mul').op('i32.add');
  f.i32(horizontal.kernelFirst).op('i32.add').i32(filter.placeBytes).op('i32.mul');
}
