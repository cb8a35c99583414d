//! Kernels that add rows to rows of the result, in order.
//!
//! Every part goes through all rows, so that sums do not depend on the number of threads. Of wide rows, parts do some columns
//! each: rows that come more often than others are then shared evenly. Of narrow ones, parts do some rows of the result.

use super::parts_for;
use super::runs::{Combination, FloatSum, IntSum, add_run};
use super::values::{check_elements, check_indices, input, output, size_of};
use crate::error::{Error, Result};
use crate::lanes::Lanes;
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::{DataType, Operation, ValueId};
use crate::require;
use crate::versions;
use std::ops::Range;

/// The kernel of `UnsortedSegmentSum`: inputs `x`, `segmentIds`. Sums of the rows that belong to the same segment.
pub(super) fn unsorted_segment_sum(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    let (source, places) = (input(operation, 0)?, input(operation, 1)?);
    check_indices(operation, context, places, "segmentIds")?;
    scatter(operation, context, source, places, 1)
}

/// The kernel of `ScatterNd`: inputs `indices`, `updates`. Slices added up at given coordinates.
pub(super) fn scatter_nd(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let (places, source) = (input(operation, 0)?, input(operation, 1)?);
    check_indices(operation, context, places, "indices")?;
    let depth = match *context.shape(places) {
        [.., _, depth] => depth,
        _ => 1,
    };
    scatter(operation, context, source, places, depth)
}

/// `depth` coordinates name a row.
fn scatter(
    operation: &Operation,
    context: &TaskContext<'_>,
    source: ValueId,
    places: ValueId,
    depth: usize,
) -> Result<Box<dyn Kernel>> {
    let name = operation.kernel.name();
    let result = output(operation, 0)?;
    check_elements(operation, context)?;
    let dtype = context.value(result).dtype;
    if dtype == DataType::Bool {
        return Err(Error::unsupported(name, "sums of bool"));
    }
    require!(context.value(source).dtype == dtype, "{name} adds numbers of another type");
    let shape = context.shape(result);
    require!(depth > 0 && depth <= shape.len(), "{name} has {depth} coordinates");
    let rows = context.value(places).size() / depth;
    let inner = size_of(&shape[depth..]);
    let size = context.value(source).size();
    require!(rows.checked_mul(inner) == Some(size), "{name} has another number of rows than places");
    let targets = size_of(&shape[..depth]);
    let is_wide = inner >= COLUMNS * context.threads();
    let units = if is_wide { inner.div_ceil(COLUMNS) } else { targets };
    Ok(Box::new(Scatter {
        source: context.operand(source)?,
        places: context.operand(places)?,
        result: context.operand(result)?,
        plan: ScatterPlan { rows, inner, outer: shape[..depth].into() },
        targets,
        is_wide,
        parts: parts_for(context, size + targets * inner, units),
        add: match dtype {
            DataType::Int32 => add_rows_of::<IntSum>(context.isa()),
            _ => add_rows_of::<FloatSum>(context.isa()),
        },
    }))
}

/// Columns that stay together: a cache line.
const COLUMNS: usize = 16;

struct Scatter {
    source: Operand,
    places: Operand,
    result: Operand,
    plan: ScatterPlan,
    /// Rows of the result.
    targets: usize,
    /// Whether parts are columns.
    is_wide: bool,
    parts: usize,
    add: AddRows,
}

pub(super) struct ScatterPlan {
    /// Rows that are added, of `inner` elements.
    rows: usize,
    inner: usize,
    /// Sizes of the axes of the result that there are coordinates for.
    outer: Box<[usize]>,
}

type AddRows = unsafe fn(&ScatterPlan, *const f32, *const i32, *mut f32, Range<usize>, Range<usize>);

impl Kernel for Scatter {
    fn parts(&self) -> usize {
        self.parts
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        let (mut targets, mut columns) = (0..self.targets, 0..self.plan.inner);
        if self.is_wide {
            columns = share(self.plan.inner, part, self.parts, COLUMNS);
        } else {
            targets = share(self.targets, part, self.parts, 1);
        }
        let [source, places, result] = [&self.source, &self.places, &self.result].map(|one| frame.at(one));
        // SAFETY: the plan was made for the sizes of these operands; parts have different targets or columns.
        unsafe { (self.add)(&self.plan, source, places.cast(), result, targets, columns) };
    }
}

versions!(
    add_rows_of, [C: Combination], add_rows, [C],
    (plan: &ScatterPlan, source: *const f32, places: *const i32, result: *mut f32, targets: Range<usize>,
     columns: Range<usize>) -> ()
);

/// Zeros some rows and columns of the result, and adds to them what belongs there. Rows for places that are not there are
/// left out.
#[inline(always)]
unsafe fn add_rows<V: Lanes, C: Combination>(
    ScatterPlan { rows, inner, outer }: &ScatterPlan,
    source: *const f32,
    places: *const i32,
    result: *mut f32,
    targets: Range<usize>,
    columns: Range<usize>,
) {
    // SAFETY: all targets and columns exist, coordinates are checked, the rest is up to the caller.
    unsafe {
        if columns.len() == *inner {
            result.add(targets.start * inner).write_bytes(0, targets.len() * inner);
        } else {
            for target in targets.clone() {
                result.add(target * inner + columns.start).write_bytes(0, columns.len());
            }
        }
        for row in 0..*rows {
            let Some(target) = target_of(places.add(row * outer.len()), outer) else { continue };
            if targets.contains(&target) {
                let from = source.add(row * inner + columns.start);
                add_run::<V, C>(from, result.add(target * inner + columns.start), columns.len());
            }
        }
    }
}

/// The row of the result with these coordinates; none if one of them is out of range.
#[inline(always)]
unsafe fn target_of(place: *const i32, outer: &[usize]) -> Option<usize> {
    let mut target = 0;
    for (axis, size) in outer.iter().enumerate() {
        // Negative ones become too large.
        // SAFETY: the caller has as many coordinates.
        let coordinate = unsafe { place.add(axis).read() } as u32 as usize;
        if coordinate >= *size {
            return None;
        }
        target = target * size + coordinate;
    }
    Some(target)
}
