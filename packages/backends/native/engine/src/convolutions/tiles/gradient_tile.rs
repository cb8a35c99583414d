//! The innermost loops of gradients of filters.

use super::panels::{MOST_ROWS, tiles_by_rows};
use crate::lanes::{Isa, Lanes};
use crate::versions;

/// Windows that are summed up over, and the distances of neighbors in elements: of pixels of the image, and of slopes.
#[derive(Clone, Copy, Debug)]
pub(in crate::convolutions) struct WindowWalk {
    pub images: usize,
    pub rows: usize,
    pub columns: usize,
    pub pixel_image: usize,
    pub pixel_row: usize,
    pub pixel_column: usize,
    pub slope_image: usize,
    pub slope_row: usize,
    pub slope_column: usize,
}

impl WindowWalk {
    /// A single row.
    pub fn single(columns: usize, pixel_column: usize, slope_column: usize) -> WindowWalk {
        WindowWalk {
            images: 1,
            rows: 1,
            columns,
            pixel_image: 0,
            pixel_row: 0,
            pixel_column,
            slope_image: 0,
            slope_row: 0,
            slope_column,
        }
    }
}

/// For each row of the tile, the pixel of the first window, and the sums.
#[derive(Clone, Copy)]
pub(in crate::convolutions) struct GradientRows {
    pub pixels: [*const f32; MOST_ROWS],
    pub sums: [*mut f32; MOST_ROWS],
}

/// Adds pixel times slope, over all windows, to the sums. Slopes begin with those of the first window; the last vector of sums
/// has so many numbers.
pub(in crate::convolutions) type GradientTile = unsafe fn(&WindowWalk, &GradientRows, *const f32, usize);

/// Tiles of 1, 2, … rows of a filter by a number of vectors.
pub(in crate::convolutions) fn gradient_tiles(isa: Isa, vectors: usize) -> Box<[GradientTile]> {
    tiles_by_rows!(tile_of, isa, vectors)
}

versions!(
    tile_of,
    [const ROWS: usize, const VECTORS: usize],
    tile,
    [ROWS, VECTORS],
    (windows: &WindowWalk, rows: &GradientRows, slopes: *const f32, last: usize) -> ()
);

/// # Safety
///
/// The pixels of all windows lie in the image, and the slopes are followed by what may be read.
#[inline(always)]
#[expect(clippy::needless_range_loop, reason = "iterators over two arrays are not always inlined here")]
unsafe fn tile<V: Lanes, const ROWS: usize, const VECTORS: usize>(
    windows: &WindowWalk,
    rows: &GradientRows,
    slopes: *const f32,
    last: usize,
) {
    // SAFETY: up to the caller.
    unsafe {
        let mut pixels = [rows.pixels[0]; ROWS];
        pixels.copy_from_slice(&rows.pixels[..ROWS]);
        let mut sums = [[V::zero(); VECTORS]; ROWS];
        for r in 0..ROWS {
            let from = rows.sums[r];
            for v in 0..VECTORS - 1 {
                sums[r][v] = V::load(from.add(v * V::COUNT));
            }
            sums[r][VECTORS - 1] = V::load_partial(from.add((VECTORS - 1) * V::COUNT), last);
        }
        for image in 0..windows.images {
            for row in 0..windows.rows {
                let mut at = image * windows.pixel_image + row * windows.pixel_row;
                let mut slopes = slopes.add(image * windows.slope_image + row * windows.slope_row);
                for _ in 0..windows.columns {
                    let mut factors = [V::zero(); VECTORS];
                    for v in 0..VECTORS {
                        factors[v] = V::load(slopes.add(v * V::COUNT));
                    }
                    for r in 0..ROWS {
                        let pixel = V::splat(*pixels[r].add(at));
                        for v in 0..VECTORS {
                            sums[r][v] = pixel.mul_add(factors[v], sums[r][v]);
                        }
                    }
                    at += windows.pixel_column;
                    // Behind the last window there is nothing to read.
                    slopes = slopes.wrapping_add(windows.slope_column);
                }
            }
        }
        for r in 0..ROWS {
            let to = rows.sums[r];
            for v in 0..VECTORS - 1 {
                sums[r][v].store(to.add(v * V::COUNT));
            }
            sums[r][VECTORS - 1].store_partial(to.add((VECTORS - 1) * V::COUNT), last);
        }
    }
}
