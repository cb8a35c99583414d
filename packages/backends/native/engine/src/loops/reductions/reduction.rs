use super::kinds::{
    All, Any, Kind, Largest, LargestInt, Product, ProductInt, Smallest, SmallestInt, Sum, SumInt,
};
use super::reduce::{CombineRows, Take, rows_of, take_of};
use crate::error::{Error, Result};
use crate::lanes::Isa;
use crate::loops::access::{Access, Runs};
use crate::loops::graph::checked_size;
use crate::memory::Operand;
use crate::plan::TaskContext;
use crate::program::{DataType, KernelName, Operation, ReductionName, ValueId};
use crate::require;
use std::ops::Range;

/// One reduction: how its result lies along the space, and the functions that make it.
pub(super) struct Reduction {
    pub functions: Functions,
    /// Of the result.
    pub runs: Runs,
    pub result: Operand,
    /// Elements of the space.
    size: usize,
    /// Elements of the result.
    pub length: usize,
    /// Elements of the space that belong to an entry of the outermost axis.
    pub unit: usize,
    /// Elements of the result that belong to one; 0 if the outermost axis is reduced.
    outer_step: usize,
}

#[derive(Clone, Copy)]
pub(super) struct Functions {
    pub take: Take,
    pub combine_rows: CombineRows,
    /// The bits of what changes nothing when combined.
    pub identity: u32,
}

impl Reduction {
    pub fn build(operation: &Operation, size: usize, context: &TaskContext<'_>) -> Result<Reduction> {
        let KernelName::Reduction(name) = operation.kernel else {
            return Err(Error::malformed(format!("{} is no reduction", operation.kernel.name())));
        };
        let (input, output) = ends(operation)?;
        let shape = context.shape(input);
        require!(checked_size(shape) == Some(size), "{} of something of another size", name.name());
        let mut kept = shape.to_vec();
        for axis in operation.attributes.sizes("axis")? {
            require!(axis < kept.len(), "{} over an axis that is not there", name.name());
            kept[axis] = 1;
        }
        let length = context.value(output).size();
        require!(checked_size(&kept) == Some(length), "a result of {} has another size", name.name());
        let whole = |step| Runs { length: size.max(1), step, outer: Vec::new() };
        let runs = match Access::of(shape, &kept, &kept)? {
            Access::Scalar => whole(0),
            Access::Contiguous => whole(1),
            Access::Runs(runs) => runs,
        };
        let (outermost, outer_step) = runs.outer.last().copied().unwrap_or((runs.length, runs.step));
        Ok(Reduction {
            functions: functions(name, context.value(input).dtype, context.isa())?,
            result: context.operand(output)?,
            unit: size / outermost.max(1),
            outer_step,
            size,
            length,
            runs,
        })
    }

    /// Whether different stretches of the outermost axis make parts of the same elements.
    pub fn is_partial(&self) -> bool {
        self.outer_step == 0
    }

    /// The elements of the result that a stretch of the space makes, which begins and ends with entries of the outermost
    /// axis.
    pub fn made_by(&self, stretch: &Range<usize>) -> Range<usize> {
        let is_whole = stretch.start == 0 && stretch.end == self.size;
        if self.is_partial() || is_whole {
            return 0..self.length;
        }
        let at = |element: usize| element / self.unit * self.outer_step;
        at(stretch.start)..at(stretch.end)
    }
}

/// Input and result.
pub(super) fn ends(operation: &Operation) -> Result<(ValueId, ValueId)> {
    match (operation.inputs.as_slice(), operation.outputs.as_slice()) {
        ([input], [output]) => Ok((*input, *output)),
        _ => Err(Error::malformed(format!("{} has one input and one result", operation.kernel.name()))),
    }
}

fn functions(name: ReductionName, dtype: DataType, isa: Isa) -> Result<Functions> {
    use DataType::{Bool, Float32, Int32};
    use ReductionName as N;
    match (name, dtype) {
        (N::Sum, Float32) => Ok(of::<Sum>(isa)),
        (N::Prod, Float32) => Ok(of::<Product>(isa)),
        (N::Max, Float32) => Ok(of::<Largest>(isa)),
        (N::Min, Float32) => Ok(of::<Smallest>(isa)),
        (N::Sum, Int32) => Ok(of::<SumInt>(isa)),
        (N::Prod, Int32) => Ok(of::<ProductInt>(isa)),
        (N::Max, Int32) => Ok(of::<LargestInt>(isa)),
        (N::Min, Int32) => Ok(of::<SmallestInt>(isa)),
        (N::All | N::Min, Bool) => Ok(of::<All>(isa)),
        (N::Any | N::Max, Bool) => Ok(of::<Any>(isa)),
        _ => Err(Error::unsupported(name.name(), format!("of {dtype:?}"))),
    }
}

fn of<K: Kind>(isa: Isa) -> Functions {
    Functions { take: take_of::<K>(isa), combine_rows: rows_of::<K>(isa), identity: K::IDENTITY }
}
