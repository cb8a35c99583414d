//! Images made larger or smaller by mixing the four pixels around each place, and the derivative.

use super::resized_axis::Neighbors;
use super::resizing::{Resizing, require_floats};
use super::runs::{load, store};
use super::units::{Units, divided};
use super::values::input;
use crate::error::Result;
use crate::lanes::Lanes;
use crate::memory::Frame;
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;
use crate::versions;
use std::ops::Range;

/// The kernel of `ResizeBilinear`: input `images`.
pub(super) fn resize_bilinear(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    require_floats(operation, context, input(operation, 0)?)?;
    let mixing = Mixing::of(Resizing::forward(operation, context)?);
    let (visits, rows) = (4 * mixing.sizes.visits(), mixing.sizes.images * mixing.rows.len());
    Ok(divided(context, visits, rows, Resize { mixing, row: mix_row_of(context.isa()) }))
}

/// The kernel of `ResizeBilinearGrad`: inputs `dy`, `images`.
pub(super) fn resize_bilinear_gradient(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let mixing = Mixing::of(Resizing::backward(operation, context)?);
    let (visits, images) = (4 * mixing.sizes.visits(), mixing.sizes.images);
    Ok(divided(context, visits, images, Gradient { mixing, row: spread_row_of(context.isa()) }))
}

struct Mixing {
    sizes: Resizing,
    rows: Box<[Neighbors]>,
    columns: Box<[Neighbors]>,
}

impl Mixing {
    fn of(sizes: Resizing) -> Mixing {
        Mixing { rows: sizes.rows.neighbors(), columns: sizes.columns.neighbors(), sizes }
    }
}

/// Units are new rows of all images.
struct Resize {
    mixing: Mixing,
    row: unsafe fn(*const f32, *mut f32, &Resizing, &Neighbors, &[Neighbors]),
}

impl Units for Resize {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let Mixing { sizes, rows, columns } = &self.mixing;
        for unit in units {
            let (image, row) = (unit / rows.len(), unit % rows.len());
            // SAFETY: there is such an image and row.
            unsafe {
                let old = frame.at(&sizes.source).add(image * sizes.old_image());
                let new = frame.at(&sizes.result).add(unit * sizes.new_row());
                (self.row)(old, new, sizes, &rows[row], columns);
            }
        }
    }
}

/// Units are images.
struct Gradient {
    mixing: Mixing,
    row: unsafe fn(*mut f32, *const f32, &Resizing, &Neighbors, &[Neighbors]),
}

impl Units for Gradient {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let Mixing { sizes, rows, columns } = &self.mixing;
        for image in units {
            // SAFETY: there is such an image.
            unsafe {
                let old = frame.at(&sizes.result).add(image * sizes.old_image());
                let new = frame.at(&sizes.source).add(image * sizes.new_image());
                old.write_bytes(0, sizes.old_image());
                for (i, row) in rows.iter().enumerate() {
                    (self.row)(old, new.add(i * sizes.new_row()), sizes, row, columns);
                }
            }
        }
    }
}

/// Where the four pixels around a place begin: above left and right, below left and right.
fn corners(sizes: &Resizing, row: &Neighbors, column: &Neighbors) -> [usize; 4] {
    let at = |y: usize, x: usize| y * sizes.old_row() + x * sizes.channels;
    [at(row.low, column.low), at(row.low, column.high), at(row.high, column.low), at(row.high, column.high)]
}

versions!(
    mix_row_of, mix_row,
    (old: *const f32, new: *mut f32, sizes: &Resizing, row: &Neighbors, columns: &[Neighbors]) -> ()
);

#[inline(always)]
unsafe fn mix_row<V: Lanes>(
    old: *const f32,
    new: *mut f32,
    sizes: &Resizing,
    row: &Neighbors,
    columns: &[Neighbors],
) {
    for (i, column) in columns.iter().enumerate() {
        let corners = corners(sizes, row, column);
        for channel in (0..sizes.channels).step_by(V::COUNT) {
            let lanes = V::COUNT.min(sizes.channels - channel);
            // SAFETY: corners lie in the image, the rest is up to the caller.
            unsafe {
                let down = V::splat(row.fraction as f32);
                let right = V::splat(column.fraction as f32);
                let mut pixels = [V::zero(); 4];
                for (pixel, corner) in pixels.iter_mut().zip(corners) {
                    *pixel = load(old.add(corner + channel), lanes);
                }
                let [a, b, c, d] = pixels;
                let mixed = between(between(a, b, right), between(c, d, right), down);
                store(mixed, new.add(i * sizes.channels + channel), lanes);
            }
        }
    }
}

/// `a + (b - a) · part`.
#[inline(always)]
unsafe fn between<V: Lanes>(a: V, b: V, part: V) -> V {
    // SAFETY: up to the caller.
    unsafe { a.add(b.sub(a).mul(part)) }
}

versions!(
    spread_row_of, spread_row,
    (old: *mut f32, new: *const f32, sizes: &Resizing, row: &Neighbors, columns: &[Neighbors]) -> ()
);

/// Adds the slopes of a new row to the pixels that they come from. One corner after the other: at the border two of them
/// are the same pixel.
#[inline(always)]
unsafe fn spread_row<V: Lanes>(
    old: *mut f32,
    new: *const f32,
    sizes: &Resizing,
    row: &Neighbors,
    columns: &[Neighbors],
) {
    for (i, column) in columns.iter().enumerate() {
        let (down, right) = (row.fraction, column.fraction);
        let shares = [(1.0 - down) * (1.0 - right), (1.0 - down) * right, down * (1.0 - right), down * right];
        for (corner, share) in corners(sizes, row, column).into_iter().zip(shares) {
            for channel in (0..sizes.channels).step_by(V::COUNT) {
                let lanes = V::COUNT.min(sizes.channels - channel);
                // SAFETY: corners lie in the image, the rest is up to the caller.
                unsafe {
                    let pixel = old.add(corner + channel);
                    let slope = load::<V>(new.add(i * sizes.channels + channel), lanes);
                    let sum = load::<V>(pixel, lanes).add(slope.mul(V::splat(share as f32)));
                    store(sum, pixel, lanes);
                }
            }
        }
    }
}
