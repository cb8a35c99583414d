//! Images made larger or smaller by taking the nearest pixel, and the derivative.

use super::resizing::Resizing;
use super::runs::{FloatSum, add_run, copy_run};
use super::units::{Units, divided};
use crate::error::Result;
use crate::memory::Frame;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;
use crate::versions;
use std::ops::Range;

/// The kernel of `ResizeNearestNeighbor`: input `images`.
pub(super) fn resize_nearest(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let nearest = Nearest::of(Resizing::forward(operation, context)?, copy_run_of(context.isa()));
    let (visits, rows) = (nearest.sizes.visits(), nearest.sizes.images * nearest.rows.len());
    Ok(divided(context, visits, rows, Resize(nearest)))
}

/// The kernel of `ResizeNearestNeighborGrad`: inputs `dy`, `images`.
pub(super) fn resize_nearest_gradient(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let nearest = Nearest::of(Resizing::backward(operation, context)?, add_floats_of(context.isa()));
    let (visits, images) = (nearest.sizes.visits(), nearest.sizes.images);
    Ok(divided(context, visits, images, Gradient(nearest)))
}

struct Nearest {
    sizes: Resizing,
    /// The old row of each new one.
    rows: Box<[usize]>,
    columns: Box<[usize]>,
    /// What is done with a pixel: it is copied or added, from, to, channels.
    pixel: unsafe fn(*const f32, *mut f32, usize),
}

impl Nearest {
    fn of(sizes: Resizing, pixel: unsafe fn(*const f32, *mut f32, usize)) -> Nearest {
        Nearest { rows: sizes.rows.nearest(), columns: sizes.columns.nearest(), sizes, pixel }
    }
}

versions!(copy_run_of, copy_run, (from: *const f32, to: *mut f32, count: usize) -> ());
versions!(add_of, [C: super::runs::Combination], add_run, [C], (from: *const f32, to: *mut f32, count: usize) -> ());

fn add_floats_of(isa: crate::lanes::Isa) -> unsafe fn(*const f32, *mut f32, usize) {
    add_of::<FloatSum>(isa)
}

/// Units are new rows of all images.
struct Resize(Nearest);

impl Units for Resize {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let Nearest { sizes, rows, columns, pixel } = &self.0;
        for unit in units {
            let (image, row) = (unit / rows.len(), unit % rows.len());
            // SAFETY: there is such an image and row; the tables hold rows and columns of the original.
            unsafe {
                let line = image * sizes.old_image() + rows[row] * sizes.old_row();
                let from = frame.at(&sizes.source).add(line);
                let to = frame.at(&sizes.result).add(unit * sizes.new_row());
                for (i, column) in columns.iter().enumerate() {
                    pixel(from.add(column * sizes.channels), to.add(i * sizes.channels), sizes.channels);
                }
            }
        }
    }
}

/// Units are images.
struct Gradient(Nearest);

impl Units for Gradient {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let Nearest { sizes, rows, columns, pixel } = &self.0;
        for image in units {
            // SAFETY: there is such an image; the tables hold rows and columns of the original.
            unsafe {
                let slopes = frame.at(&sizes.source).add(image * sizes.new_image());
                let gradient = frame.at(&sizes.result).add(image * sizes.old_image());
                gradient.write_bytes(0, sizes.old_image());
                for (i, row) in rows.iter().enumerate() {
                    let from = slopes.add(i * sizes.new_row());
                    let to = gradient.add(row * sizes.old_row());
                    for (j, column) in columns.iter().enumerate() {
                        let to = to.add(column * sizes.channels);
                        pixel(from.add(j * sizes.channels), to, sizes.channels);
                    }
                }
            }
        }
    }
}
