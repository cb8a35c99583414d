/**
 * A drawing as the scans of the digits set: fitted into 32 × 32 dots, of which each block of 4 × 4 is counted.
 *
 * The pen has one width whatever the size of the drawing, so that strokes look as in the scans.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Stroke = readonly Point[];

const DOTS = 32;
const BLOCK = 4;
const SIDE = DOTS / BLOCK;
/** Half the width of the pen, in dots. */
const PEN = 2.3;

/** Gray values of 0 to 1, row by row. */
export function scan(strokes: readonly Stroke[]): Float32Array {
  const pixels = new Float32Array(SIDE * SIDE);
  const drawn = fitted(strokes);
  for (let row = 0; row < DOTS; row++) {
    for (let column = 0; column < DOTS; column++) {
      const dot = { x: column + 0.5, y: row + 0.5 };
      if (!drawn.some((stroke) => touches(stroke, dot))) continue;
      const pixel = Math.floor(row / BLOCK) * SIDE + Math.floor(column / BLOCK);
      pixels[pixel] = (pixels[pixel] ?? 0) + 1 / BLOCK ** 2;
    }
  }
  return pixels;
}

/** Moves and scales the drawing so that it fills the square and lies in its middle. */
function fitted(strokes: readonly Stroke[]): Stroke[] {
  const points = strokes.flat();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const extent = Math.max(right - left, bottom - top, 1e-6);
  const scale = Math.min((DOTS - 2 * PEN) / extent, 4 * DOTS);
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: DOTS / 2 + (x - middle.x) * scale,
      y: DOTS / 2 + (y - middle.y) * scale,
    })),
  );
}

function touches(stroke: Stroke, dot: Point): boolean {
  return stroke.some((from, i) => distance(dot, from, stroke[i + 1] ?? from) <= PEN);
}

/** From a point to a line between two others. */
function distance(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}
