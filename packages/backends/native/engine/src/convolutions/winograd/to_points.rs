//! From images to the points of their tiles.

use super::maps::Map;
use super::planes::Planes;
use super::squares::{Pixels, map_square};
use super::tile_grid::{POINTS, TILE, TileGrid, TilePlace};
use crate::convolutions::geometry::Image;
use crate::lanes::{Isa, Lanes};
use crate::versions;
use std::ops::Range;

/// How tiles of images are mapped, each channel by itself.
#[derive(Clone, Copy)]
pub(super) struct ToPoints {
    pub grid: TileGrid,
    pub image: Image,
    /// How far the first tile begins before the image, along both axes.
    pub before: [usize; 2],
    pub planes: Planes,
}

/// Maps some channels of some tiles of the images at the first pointer, into planes at the second one.
pub(super) type ToPointsFunction = unsafe fn(&ToPoints, Range<usize>, Range<usize>, *const f32, *mut f32);

versions!(
    to_points_of,
    [M: Map<IN, POINTS>, const IN: usize],
    to_points,
    [M, IN],
    (job: &ToPoints, channels: Range<usize>, tiles: Range<usize>, images: *const f32, planes: *mut f32) -> ()
);

/// The function for tiles of `IN` by `IN` numbers.
pub(super) fn to_points_by<M: Map<IN, POINTS>, const IN: usize>(isa: Isa) -> ToPointsFunction {
    to_points_of::<M, IN>(isa)
}

/// # Safety
///
/// The tiles are some of the grid, the images as large as the job says; there is room for the planes.
#[inline(always)]
unsafe fn to_points<V: Lanes, M: Map<IN, POINTS>, const IN: usize>(
    job: &ToPoints,
    channels: Range<usize>,
    tiles: Range<usize>,
    images: *const f32,
    planes: *mut f32,
) {
    let ToPoints { grid, image, before, planes: layout } = job;
    let pixels_of = |tile: TilePlace| Pixels::of(tile, images.cast_mut(), *image, *before);
    let mut place = grid.place(tiles.start);
    let mut pixels = pixels_of(place);
    for tile in 0..tiles.len() {
        place = grid.after(place);
        let next = pixels_of(place);
        for channel in channels.clone().step_by(V::COUNT) {
            for y in IN - TILE..IN {
                for x in IN - TILE..IN {
                    prefetch(next.at(y, x).wrapping_add(channel));
                }
            }
            // SAFETY: there is a row for the tile in each plane.
            unsafe {
                let points = planes.add(tile * layout.row + channel - channels.start);
                map_square::<V, M, IN, POINTS>(pixels.channel(channel), layout.square(points));
            }
        }
        pixels = next;
    }
}

/// Asks for a number that will be read soon, if there is one.
#[inline(always)]
fn prefetch(at: *const f32) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint, whatever the address.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(at.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = at;
}
