//! From the points of a gradient to the filter.

use super::maps::PointsToKernel;
use super::planes::Planes;
use super::squares::{Write, map_square};
use super::tile_grid::{KERNEL, POINTS};
use crate::lanes::Lanes;
use crate::versions;

/// Some rows of each place of a filter: a row for each channel, with a number for each of `filters`.
#[derive(Clone, Copy)]
pub(super) struct KernelRows {
    pub rows: usize,
    pub filters: usize,
    pub planes: Planes,
    /// Elements from the rows of a place to those of the next one.
    pub place: usize,
}

versions!(
    /// Maps planes at the first pointer into rows at the second one.
    kernel_results_of,
    kernel_results,
    (job: &KernelRows, planes: *const f32, results: *mut f32) -> ()
);

/// # Safety
///
/// There are planes for all rows, and room for these.
#[inline(always)]
unsafe fn kernel_results<V: Lanes>(job: &KernelRows, planes: *const f32, results: *mut f32) {
    for row in 0..job.rows {
        for filter in (0..job.filters).step_by(V::COUNT) {
            // SAFETY: up to the caller.
            unsafe {
                let points = job.planes.square(planes.add(row * job.planes.row + filter).cast_mut());
                let places = Places {
                    first: results.add(row * job.filters + filter),
                    distance: job.place,
                    filters: job.filters - filter,
                };
                map_square::<V, PointsToKernel, POINTS, KERNEL>(points, places);
            }
        }
    }
}

/// A number of each place of the filter.
struct Places {
    first: *mut f32,
    distance: usize,
    /// Filters that are written, if so many lanes.
    filters: usize,
}

impl Write for Places {
    #[inline(always)]
    unsafe fn write<V: Lanes>(&self, y: usize, x: usize, number: V) {
        // SAFETY: up to the caller.
        unsafe {
            number
                .store_partial(self.first.add((y * KERNEL + x) * self.distance), self.filters.min(V::COUNT));
        }
    }
}
