//! From the points of tiles to images.

use super::maps::Map;
use super::planes::Planes;
use super::squares::{NewPixels, Pixels, map_square};
use super::tile_grid::{POINTS, TILE, TileGrid};
use crate::convolutions::geometry::Image;
use crate::lanes::{Isa, Lanes};
use crate::versions;
use std::ops::Range;

/// How tiles of images are made, each channel by itself. What lies outside of the image is left out.
#[derive(Clone, Copy)]
pub(super) struct FromPoints {
    pub grid: TileGrid,
    pub image: Image,
    /// How far the first tile begins before the image, along both axes.
    pub before: [usize; 2],
    pub planes: Planes,
}

/// Maps planes at the first pointer into some tiles. The second pointer is where the first image of all begins, or would.
pub(super) type FromPointsFunction = unsafe fn(&FromPoints, Range<usize>, *const f32, *mut f32);

versions!(
    from_points_of,
    [M: Map<POINTS, OUT>, const OUT: usize],
    from_points,
    [M, OUT],
    (job: &FromPoints, tiles: Range<usize>, planes: *const f32, images: *mut f32) -> ()
);

/// The function for tiles of `OUT` by `OUT` numbers. Where tiles overlap, they are added to what is there.
pub(super) fn from_points_by<M: Map<POINTS, OUT>, const OUT: usize>(isa: Isa) -> FromPointsFunction {
    from_points_of::<M, OUT>(isa)
}

/// # Safety
///
/// The tiles are some of the grid, and belong to the caller.
#[inline(always)]
unsafe fn from_points<V: Lanes, M: Map<POINTS, OUT>, const OUT: usize>(
    job: &FromPoints,
    tiles: Range<usize>,
    planes: *const f32,
    images: *mut f32,
) {
    let FromPoints { grid, image, before, planes: layout } = job;
    let mut place = grid.place(tiles.start);
    for tile in 0..tiles.len() {
        let pixels = Pixels::of(place, images, *image, *before);
        for channel in (0..image.channels).step_by(V::COUNT) {
            let channels = image.channels - channel;
            let pixels = NewPixels { pixels: pixels.channel(channel), channels, adds: OUT > TILE };
            // SAFETY: there is a row for the tile in each plane.
            unsafe {
                let points = planes.add(tile * layout.row + channel).cast_mut();
                map_square::<V, M, POINTS, OUT>(layout.square(points), pixels);
            }
        }
        place = grid.after(place);
    }
}
