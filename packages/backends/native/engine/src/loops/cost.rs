//! How long operations take, to know whether more than one thread is worth it.

use crate::plan::TaskContext;
use crate::program::{BinaryName, KernelName, Operation, UnaryName};

/// Parts for which a thread has less to do than this, in additions, are not worth the wait for each other and for what the
/// other core has written: some five microseconds.
const LEAST: usize = 300_000;

/// Parts into which a loop is divided.
///
/// # Parameters
///
/// - `size`: elements of the space
/// - `each`: time for an element, in additions
pub(super) fn parts(size: usize, each: usize, context: &TaskContext<'_>) -> usize {
    let most = size.saturating_mul(each) / LEAST;
    most.clamp(1, context.threads())
}

/// Time of all operations for an element.
pub(super) fn each(operations: &[Operation]) -> usize {
    operations.iter().map(cost_of).sum()
}

/// Time of an operation for an element, in that of an addition.
fn cost_of(operation: &Operation) -> usize {
    match operation.kernel {
        KernelName::Unary(name) => match name {
            UnaryName::Sqrt | UnaryName::Reciprocal | UnaryName::Rsqrt => 5,
            UnaryName::Exp | UnaryName::Expm1 | UnaryName::Cosh | UnaryName::Sinh | UnaryName::Tanh => 10,
            UnaryName::Log | UnaryName::Log1p | UnaryName::Sigmoid | UnaryName::Erf | UnaryName::Softplus => {
                12
            }
            UnaryName::Sin | UnaryName::Cos => 20,
            UnaryName::Tan | UnaryName::Asin | UnaryName::Acos | UnaryName::Atan => 200,
            _ => 1,
        },
        KernelName::Binary(name) => match name {
            BinaryName::RealDiv => 5,
            BinaryName::Pow | BinaryName::Mod => 40,
            BinaryName::Atan2 => 200,
            _ => 1,
        },
        KernelName::Philox => 15,
        _ => 1,
    }
}
