use super::runs::fill_run;
use super::units::{Units, divided};
use super::values::{check_elements, check_indices, element_bits, input, number_or, output};
use crate::error::Result;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext};
use crate::program::Operation;
use crate::require;
use crate::versions;
use std::ops::Range;

/// The kernel of `OneHot`: a row for each index, `onValue` at its place, `offValue` elsewhere; nowhere for indices that
/// are out of range.
pub(super) fn one_hot(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let (indices, result) = (input(operation, 0)?, output(operation, 0)?);
    check_elements(operation, context)?;
    check_indices(operation, context, indices, "indices")?;
    let depth = operation.attributes.size("depth")?;
    let rows = context.value(indices).size();
    let size = context.value(result).size();
    require!(rows.checked_mul(depth) == Some(size), "OneHot has a result of another size");
    let dtype = context.value(result).dtype;
    let work = OneHot {
        indices: context.operand(indices)?,
        result: context.operand(result)?,
        depth,
        on: element_bits(number_or(operation, "onValue", 1.0)?, dtype),
        off: element_bits(number_or(operation, "offValue", 0.0)?, dtype),
        fill: fill_of(context.isa()),
    };
    Ok(divided(context, size, rows, work))
}

/// Units are rows.
struct OneHot {
    indices: Operand,
    result: Operand,
    depth: usize,
    on: u32,
    off: u32,
    fill: unsafe fn(*mut f32, usize, u32),
}

impl Units for OneHot {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        // SAFETY: there are as many indices and rows, and only places in a row are written.
        unsafe {
            let indices: *const i32 = frame.at(&self.indices).add(units.start).cast();
            let result = frame.at(&self.result).add(units.start * self.depth);
            (self.fill)(result, units.len() * self.depth, self.off);
            for row in 0..units.len() {
                // Negative ones become too large.
                let index = indices.add(row).read() as u32 as usize;
                if index < self.depth {
                    result.add(row * self.depth + index).write(f32::from_bits(self.on));
                }
            }
        }
    }
}

versions!(fill_of, fill_run, (to: *mut f32, count: usize, bits: u32) -> ());
