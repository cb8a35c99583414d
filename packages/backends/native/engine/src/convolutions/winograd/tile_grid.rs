//! Which convolutions are computed by tiles of 4 by 4 windows, and how the tiles lie.

use crate::convolutions::geometry::{Block, ConvolutionShape, WindowAxis};
use crate::convolutions::tiles::split_evenly;
use std::ops::Range;

/// Windows of a tile along an axis.
pub(super) const TILE: usize = 4;
/// Places of a kernel along an axis.
pub(super) const KERNEL: usize = 3;
/// Points along an axis at which polynomials are multiplied for a tile.
pub(super) const POINTS: usize = 6;
/// Products of a tile.
pub(super) const PLANES: usize = POINTS * POINTS;

/// Fewest channels, and filters: below, vectors of them are not full.
const CHANNELS: usize = 16;
/// Maps of a tile take as long as so many multiplications, for each channel and filter.
const MAP_WORK: f64 = 432.0;
/// Fewest tiles that pay for the map of the filter.
const TILES: usize = 32;
/// Fewest images that keep threads busy where each has whole images.
const IMAGES: usize = 4;
/// Words that the points of the tiles at hand may take: they must stay in the second-level cache, beside the filter.
const CACHED_WORDS: usize = 128 * 1024;
const MOST_TILES_AT_HAND: usize = 96;

/// Tiles of a batch of images. They are counted row by row, image by image.
#[derive(Clone, Copy, Debug)]
pub(super) struct TileGrid {
    pub images: usize,
    pub down: usize,
    pub across: usize,
}

/// A tile.
#[derive(Clone, Copy, Debug)]
pub(super) struct TilePlace {
    pub image: usize,
    pub row: usize,
    pub column: usize,
}

impl TileGrid {
    pub fn new(shape: &ConvolutionShape) -> TileGrid {
        let [down, across] =
            [shape.vertical, shape.horizontal].map(|axis: WindowAxis| axis.windows.div_ceil(TILE));
        TileGrid { images: shape.images, down, across }
    }

    /// Number of tiles.
    pub fn tiles(&self) -> usize {
        self.images * self.down * self.across
    }

    /// The tiles of the images of a block, at most `most` at a time.
    pub fn stretches(&self, block: &Block, most: usize) -> impl Iterator<Item = Range<usize>> {
        let of_image = self.down * self.across;
        let mut end = block.image * of_image;
        split_evenly(block.images * of_image, most).map(move |count| {
            end += count;
            end - count..end
        })
    }

    #[inline(always)]
    pub fn place(&self, tile: usize) -> TilePlace {
        let (row, column) = (tile / self.across, tile % self.across);
        TilePlace { image: row / self.down, row: row % self.down, column }
    }

    #[inline(always)]
    pub fn after(&self, mut place: TilePlace) -> TilePlace {
        place.column += 1;
        if place.column == self.across {
            (place.column, place.row) = (0, place.row + 1);
            if place.row == self.down {
                (place.row, place.image) = (0, place.image + 1);
            }
        }
        place
    }
}

/// Whether tiles save work. It depends on the shape alone, so that all numbers of threads have the same rounding errors.
pub(in crate::convolutions) fn is_tiled(shape: &ConvolutionShape) -> bool {
    let fits = |axis: WindowAxis| axis.kernel == KERNEL && axis.stride == 1 && axis.dilation == 1;
    let tiles = TileGrid::new(shape).tiles();
    let (channels, filters) = (shape.channels as f64, shape.filters as f64);
    let work_of_tile = PLANES as f64 * channels * filters + MAP_WORK * (channels + filters);
    shape.channels.min(shape.filters) >= CHANNELS
        && [shape.vertical, shape.horizontal].into_iter().all(fits)
        && shape.images >= IMAGES
        && tiles >= TILES
        && tiles as f64 * work_of_tile < shape.work() as f64
}

/// Tiles that are in work together, if a tile has so many numbers for each point.
pub(super) fn tiles_at_hand(numbers: usize) -> usize {
    (CACHED_WORDS / (PLANES * numbers)).clamp(12, MOST_TILES_AT_HAND)
}
