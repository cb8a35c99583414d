use super::runs::copy_run;
use super::units::{Units, divided};
use super::values::{AxisSplit, check_elements, check_indices, input, output, size_of};
use crate::error::Result;
use crate::lanes::Lanes;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;
use crate::require;
use crate::versions;
use std::ops::Range;

/// The kernel of `GatherV2`: inputs `x`, `indices`. Entries of one axis at given places; indices out of range take the
/// nearest entry.
pub(super) fn gather(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let (table, indices) = (input(operation, 0)?, input(operation, 1)?);
    let result = output(operation, 0)?;
    check_elements(operation, context)?;
    check_indices(operation, context, indices, "indices")?;
    let size_or_zero =
        |name| if operation.attributes.has(name) { operation.attributes.size(name) } else { Ok(0) };
    let (axis, batch_axes) = (size_or_zero("axis")?, size_or_zero("batchDims")?);
    let (shape, index_shape) = (context.shape(table), context.shape(indices));
    let split = AxisSplit::around(shape, axis)?;
    require!(batch_axes <= axis && batch_axes <= index_shape.len(), "GatherV2 has too many batch axes");
    require!(shape[..batch_axes] == index_shape[..batch_axes], "GatherV2 has other batches of indices");
    let sizes = Sizes {
        outer: size_of(&shape[batch_axes..axis]),
        indices: size_of(&index_shape[batch_axes..]),
        length: split.length,
        inner: split.inner,
    };
    let groups = size_of(&shape[..axis]);
    let size = context.value(result).size();
    let wanted = sizes.indices.checked_mul(groups * sizes.inner);
    require!(wanted == Some(size), "GatherV2 has a result of another size");
    let work = Gather {
        table: context.operand(table)?,
        indices: context.operand(indices)?,
        result: context.operand(result)?,
        sizes,
        rows: gather_rows_of(context.isa()),
    };
    Ok(divided(context, size, groups * sizes.indices, work))
}

#[derive(Clone, Copy)]
struct Sizes {
    /// Entries before the axis, in a batch.
    outer: usize,
    /// Indices of a batch.
    indices: usize,
    length: usize,
    inner: usize,
}

/// Units are runs of the result.
struct Gather {
    table: Operand,
    indices: Operand,
    result: Operand,
    sizes: Sizes,
    rows: unsafe fn(*const f32, *const i32, *mut f32, usize, [usize; 2]),
}

impl Units for Gather {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let Sizes { outer, indices, length, inner } = self.sizes;
        let mut unit = units.start;
        while unit < units.end {
            let (group, first) = (unit / indices, unit % indices);
            let count = (indices - first).min(units.end - unit);
            // SAFETY: the group is one of all batches and entries before the axis, and has so many indices.
            unsafe {
                let table = frame.at(&self.table).add(group * length * inner);
                let places = frame.at(&self.indices).add(group / outer * indices + first).cast();
                let result = frame.at(&self.result).add(unit * inner);
                (self.rows)(table, places, result, count, [length, inner]);
            }
            unit += count;
        }
    }
}

versions!(
    gather_rows_of, gather_rows,
    (table: *const f32, places: *const i32, result: *mut f32, count: usize, sizes: [usize; 2]) -> ()
);

/// Copies as many rows of a table as there are places.
#[inline(always)]
unsafe fn gather_rows<V: Lanes>(
    table: *const f32,
    places: *const i32,
    result: *mut f32,
    count: usize,
    [length, inner]: [usize; 2],
) {
    for i in 0..count {
        // SAFETY: the place is clamped to the table, the rest is up to the caller.
        unsafe {
            let row = clamped(places.add(i).read(), length);
            copy_run::<V>(table.add(row * inner), result.add(i * inner), inner);
        }
    }
}

/// The nearest index that there is. (tfjs throws for others.)
pub(super) fn clamped(index: i32, length: usize) -> usize {
    (index.max(0) as usize).min(length - 1)
}
