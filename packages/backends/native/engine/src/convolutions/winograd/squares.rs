//! Maps of squares of numbers in memory, down and across.

use super::maps::Map;
use super::tile_grid::{TILE, TilePlace};
use crate::convolutions::geometry::Image;
use crate::lanes::Lanes;
use std::ops::Range;

/// A square that can be read: a vector of neighboring channels for each number.
pub(super) trait Read {
    /// # Safety
    ///
    /// The number is one of the square.
    unsafe fn read<V: Lanes>(&self, y: usize, x: usize) -> V;
}

/// A square that can be written.
pub(super) trait Write {
    /// # Safety
    ///
    /// The number is one of the square.
    unsafe fn write<V: Lanes>(&self, y: usize, x: usize, number: V);
}

/// Applies a map down and across a square.
///
/// # Safety
///
/// Both squares are as large as the map says.
#[inline(always)]
#[expect(clippy::needless_range_loop, reason = "iterators over two arrays are not always inlined here")]
pub(super) unsafe fn map_square<V: Lanes, M: Map<IN, OUT>, const IN: usize, const OUT: usize>(
    from: impl Read,
    to: impl Write,
) {
    // SAFETY: up to the caller.
    unsafe {
        let mut rows = [[V::zero(); IN]; OUT];
        for x in 0..IN {
            let mut inputs = [V::zero(); IN];
            for y in 0..IN {
                inputs[y] = from.read(y, x);
            }
            let outputs = M::apply(inputs);
            for y in 0..OUT {
                rows[y][x] = outputs[y];
            }
        }
        for y in 0..OUT {
            let outputs = M::apply(rows[y]);
            for x in 0..OUT {
                to.write(y, x, outputs[x]);
            }
        }
    }
}

/// Numbers at equal distances: of planes, or of the places of a kernel.
pub(super) struct Strided {
    pub first: *mut f32,
    /// Elements from row to row, and from number to number.
    pub row: usize,
    pub column: usize,
}

impl Read for Strided {
    #[inline(always)]
    unsafe fn read<V: Lanes>(&self, y: usize, x: usize) -> V {
        // SAFETY: up to the caller.
        unsafe { V::load(self.first.add(y * self.row + x * self.column)) }
    }
}

impl Write for Strided {
    #[inline(always)]
    unsafe fn write<V: Lanes>(&self, y: usize, x: usize, number: V) {
        // SAFETY: up to the caller.
        unsafe { number.store(self.first.add(y * self.row + x * self.column)) }
    }
}

/// Pixels of an image. Those that lie outside are zero, and are not written.
pub(super) struct Pixels {
    /// Where the first pixel of the square lies, or would.
    first: *mut f32,
    /// Elements from row to row, and from pixel to pixel.
    row: usize,
    column: usize,
    /// The rows and columns of the square that lie in the image.
    rows: Range<usize>,
    columns: Range<usize>,
}

impl Pixels {
    /// The square of a tile of images, of which the first one begins at `images`. The first tile of an image begins `before` it,
    /// along both axes.
    #[inline(always)]
    pub fn of(tile: TilePlace, images: *mut f32, size: Image, before: [usize; 2]) -> Pixels {
        let (row, column) = (size.row(), size.channels);
        let (y, x) = (tile.row * TILE, tile.column * TILE);
        let offset = (tile.image * size.size() + y * row + x * column)
            .wrapping_sub(before[0] * row + before[1] * column);
        let inside = |at: usize, size: usize, before: usize| {
            before.saturating_sub(at)..(size + before).saturating_sub(at)
        };
        Pixels {
            first: images.wrapping_add(offset),
            row,
            column,
            rows: inside(y, size.height, before[0]),
            columns: inside(x, size.width, before[1]),
        }
    }

    /// The pixels some channels further on.
    #[inline(always)]
    pub fn channel(&self, channel: usize) -> Pixels {
        let &Pixels { first, row, column, ref rows, ref columns } = self;
        Pixels {
            first: first.wrapping_add(channel),
            row,
            column,
            rows: rows.clone(),
            columns: columns.clone(),
        }
    }

    #[inline(always)]
    pub fn at(&self, y: usize, x: usize) -> *mut f32 {
        self.first.wrapping_add(y * self.row + x * self.column)
    }

    #[inline(always)]
    fn has(&self, y: usize, x: usize) -> bool {
        self.rows.contains(&y) && self.columns.contains(&x)
    }
}

impl Read for Pixels {
    #[inline(always)]
    unsafe fn read<V: Lanes>(&self, y: usize, x: usize) -> V {
        // SAFETY: the pixel lies in the image; vectors reach behind the last one by less than a vector.
        unsafe { if self.has(y, x) { V::load(self.at(y, x)) } else { V::zero() } }
    }
}

/// Pixels that are written.
pub(super) struct NewPixels {
    pub pixels: Pixels,
    /// Channels that are written, if so many lanes.
    pub channels: usize,
    /// Whether to add to what is there.
    pub adds: bool,
}

impl Write for NewPixels {
    #[inline(always)]
    unsafe fn write<V: Lanes>(&self, y: usize, x: usize, number: V) {
        if !self.pixels.has(y, x) {
            return;
        }
        let to = self.pixels.at(y, x);
        // SAFETY: the pixel lies in the image.
        unsafe {
            if self.channels >= V::COUNT {
                let sum = if self.adds { V::load(to).add(number) } else { number };
                sum.store(to);
            } else {
                let sum = if self.adds { V::load_partial(to, self.channels).add(number) } else { number };
                sum.store_partial(to, self.channels);
            }
        }
    }
}
