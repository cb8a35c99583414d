use super::gather::clamped;
use super::runs::copy_run;
use super::units::{Units, divided};
use super::values::{check_elements, check_indices, input, output, size_of};
use crate::error::Result;
use crate::lanes::Lanes;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;
use crate::require;
use crate::versions;
use std::ops::Range;

/// The kernel of `GatherNd`: inputs `params`, `indices`. Slices at given coordinates; those out of range take the nearest
/// slice.
pub(super) fn gather_nd(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let (table, indices) = (input(operation, 0)?, input(operation, 1)?);
    let result = output(operation, 0)?;
    check_elements(operation, context)?;
    check_indices(operation, context, indices, "indices")?;
    let (shape, index_shape) = (context.shape(table), context.shape(indices));
    let depth = index_shape.last().copied().unwrap_or(0);
    require!(depth > 0 && depth <= shape.len(), "GatherNd has indices of {depth} coordinates");
    let slices = context.value(indices).size() / depth;
    let inner = size_of(&shape[depth..]);
    let size = context.value(result).size();
    require!(slices.checked_mul(inner) == Some(size), "GatherNd has a result of another size");
    let work = GatherNd {
        table: context.operand(table)?,
        indices: context.operand(indices)?,
        result: context.operand(result)?,
        outer: shape[..depth].into(),
        inner,
        slices: gather_slices_of(context.isa()),
    };
    Ok(divided(context, size, slices, work))
}

/// Units are slices.
struct GatherNd {
    table: Operand,
    indices: Operand,
    result: Operand,
    /// Sizes of the axes that indices have coordinates for.
    outer: Box<[usize]>,
    inner: usize,
    slices: unsafe fn(*const f32, *const i32, *mut f32, usize, &[usize], usize),
}

impl Units for GatherNd {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let GatherNd { outer, inner, .. } = self;
        // SAFETY: there are as many indices and slices of the result.
        unsafe {
            let indices = frame.at(&self.indices).add(units.start * outer.len()).cast();
            let result = frame.at(&self.result).add(units.start * inner);
            (self.slices)(frame.at(&self.table), indices, result, units.len(), outer, *inner);
        }
    }
}

versions!(
    gather_slices_of, gather_slices,
    (table: *const f32, indices: *const i32, result: *mut f32, count: usize, outer: &[usize], inner: usize) -> ()
);

#[inline(always)]
unsafe fn gather_slices<V: Lanes>(
    table: *const f32,
    indices: *const i32,
    result: *mut f32,
    count: usize,
    outer: &[usize],
    inner: usize,
) {
    for i in 0..count {
        // SAFETY: coordinates are clamped to the table, the rest is up to the caller.
        unsafe {
            let mut slice = 0;
            for (axis, length) in outer.iter().enumerate() {
                slice = slice * length + clamped(indices.add(i * outer.len() + axis).read(), *length);
            }
            copy_run::<V>(table.add(slice * inner), result.add(i * inner), inner);
        }
    }
}
