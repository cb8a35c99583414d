//! What kernels are told of their operands.

use crate::error::{Error, Result};
use crate::plan::TaskContext;
use crate::program::{DataType, Operation, ValueId};
use crate::require;

/// Input number `index`; inputs come in the order of tfjs-core's names for them.
pub(super) fn input(operation: &Operation, index: usize) -> Result<ValueId> {
    let input = operation.inputs.get(index).copied();
    input.ok_or_else(|| Error::malformed(format!("{} has no input {index}", operation.kernel.name())))
}

/// Output number `index`.
pub(super) fn output(operation: &Operation, index: usize) -> Result<ValueId> {
    let output = operation.outputs.get(index).copied();
    output.ok_or_else(|| Error::malformed(format!("{} has no output {index}", operation.kernel.name())))
}

/// Refuses operands without elements: kernels may count on every size being at least 1.
pub(super) fn check_elements(operation: &Operation, context: &TaskContext<'_>) -> Result<()> {
    let mut all = operation.inputs.iter().chain(&operation.outputs);
    if all.any(|id| context.value(*id).size() == 0) {
        return Err(Error::unsupported(operation.kernel.name(), "it has no elements"));
    }
    Ok(())
}

/// Refuses indices that are not int32.
pub(super) fn check_indices(
    operation: &Operation,
    context: &TaskContext<'_>,
    id: ValueId,
    name: &str,
) -> Result<()> {
    if context.value(id).dtype != DataType::Int32 {
        return Err(Error::unsupported(operation.kernel.name(), format!("{name} that are not int32")));
    }
    Ok(())
}

/// An axis, all axes before it and all axes behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AxisSplit {
    pub outer: usize,
    pub length: usize,
    pub inner: usize,
}

impl AxisSplit {
    /// Around the axis that the attribute names.
    pub fn of(operation: &Operation, shape: &[usize]) -> Result<AxisSplit> {
        AxisSplit::around(shape, operation.attributes.size("axis")?)
    }

    pub fn around(shape: &[usize], axis: usize) -> Result<AxisSplit> {
        require!(axis < shape.len(), "there is no axis {axis}");
        Ok(AxisSplit {
            outer: size_of(&shape[..axis]),
            length: shape[axis],
            inner: size_of(&shape[axis + 1..]),
        })
    }
}

/// Number of elements.
pub(super) fn size_of(shape: &[usize]) -> usize {
    shape.iter().product()
}

/// The bits of a number as an element of this type.
pub(super) fn element_bits(number: f64, dtype: DataType) -> u32 {
    match dtype {
        DataType::Float32 => (number as f32).to_bits(),
        DataType::Int32 => number as i32 as u32,
        DataType::Bool => {
            if number == 0.0 {
                0
            } else {
                u32::MAX
            }
        }
    }
}

/// A number, or another one where nothing is said.
pub(super) fn number_or(operation: &Operation, name: &str, otherwise: f64) -> Result<f64> {
    if operation.attributes.has(name) { operation.attributes.number(name) } else { Ok(otherwise) }
}
