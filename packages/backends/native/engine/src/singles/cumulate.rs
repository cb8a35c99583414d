use super::runs::{Combination, FloatProduct, FloatSum, IntProduct, IntSum, load, store};
use super::units::{Units, divided};
use super::values::{AxisSplit, check_elements, input, output};
use crate::error::{Error, Result};
use crate::lanes::{IntLanes, Isa, Lanes};
use crate::memory::{Frame, Operand};
use crate::plan::{Kernel, TaskContext};
use crate::program::{DataType, Operation};
use crate::require;
use crate::versions;
use std::ops::Range;

/// The kernel of `Cumsum`: sums of all elements so far, along an axis.
pub(super) fn cumulative_sum(operation: &Operation, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    cumulate(operation, context, along_axis_of::<FloatSum>, along_axis_of::<IntSum>)
}

/// The kernel of `Cumprod`.
pub(super) fn cumulative_product(
    operation: &Operation,
    context: &TaskContext<'_>,
) -> Result<Box<dyn Kernel>> {
    cumulate(operation, context, along_axis_of::<FloatProduct>, along_axis_of::<IntProduct>)
}

fn cumulate(
    operation: &Operation,
    context: &TaskContext<'_>,
    of_floats: fn(Isa) -> AlongAxis,
    of_ints: fn(Isa) -> AlongAxis,
) -> Result<Box<dyn Kernel>> {
    let name = operation.kernel.name();
    let (source, result) = (input(operation, 0)?, output(operation, 0)?);
    check_elements(operation, context)?;
    let value = context.value(source);
    require!(context.value(result).size() == value.size(), "{name} has a result of another size");
    let along = match value.dtype {
        DataType::Float32 => of_floats(context.isa()),
        DataType::Int32 => of_ints(context.isa()),
        DataType::Bool => return Err(Error::unsupported(name, "a bool input")),
    };
    let AxisSplit { outer, length, inner } = AxisSplit::of(operation, &value.shape)?;
    let work = Cumulate {
        source: context.operand(source)?,
        result: context.operand(result)?,
        length,
        inner,
        is_reverse: operation.attributes.flag("reverse")?,
        is_exclusive: operation.attributes.flag("exclusive")?,
        along,
    };
    Ok(divided(context, 2 * value.size(), outer * inner.div_ceil(NEIGHBORS), work))
}

/// Neighbors behind the axis that stay together.
const NEIGHBORS: usize = 64;

/// Units are some neighbors each, all along the axis.
struct Cumulate {
    source: Operand,
    result: Operand,
    length: usize,
    inner: usize,
    is_reverse: bool,
    is_exclusive: bool,
    along: AlongAxis,
}

impl Units for Cumulate {
    unsafe fn run(&self, units: Range<usize>, frame: &Frame<'_>) {
        let Cumulate { length, inner, .. } = *self;
        let groups = inner.div_ceil(NEIGHBORS);
        let (mut first, mut step) = (0, inner as isize);
        if self.is_reverse {
            (first, step) = (inner * (length - 1), -step);
        }
        for unit in units {
            let column = unit % groups * NEIGHBORS;
            let begin = unit / groups * length * inner + column + first;
            // SAFETY: these columns exist, and the steps stay within the axis.
            unsafe {
                let (from, to) = (frame.at(&self.source).add(begin), frame.at(&self.result).add(begin));
                let columns = NEIGHBORS.min(inner - column);
                (self.along)(from, to, columns, length, step, self.is_exclusive);
            }
        }
    }
}

type AlongAxis = unsafe fn(*const f32, *mut f32, usize, usize, isize, bool);

versions!(
    along_axis_of, [C: Combination], along_axis, [C],
    (from: *const f32, to: *mut f32, columns: usize, length: usize, step: isize, is_exclusive: bool) -> ()
);

#[inline(always)]
unsafe fn along_axis<V: Lanes, C: Combination>(
    from: *const f32,
    to: *mut f32,
    columns: usize,
    length: usize,
    step: isize,
    is_exclusive: bool,
) {
    for column in (0..columns).step_by(V::COUNT) {
        let lanes = V::COUNT.min(columns - column);
        // SAFETY: up to the caller.
        unsafe {
            let mut total = V::from_bits(V::Int::splat(C::START as i32));
            for place in 0..length as isize {
                let at = column as isize + place * step;
                let next = C::combine(total, load(from.offset(at), lanes));
                store(if is_exclusive { total } else { next }, to.offset(at), lanes);
                total = next;
            }
        }
    }
}
