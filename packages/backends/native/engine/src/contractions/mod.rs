//! Matrix products.
//!
//! [`shape`] reads what is multiplied, [`sections`] divides it among threads, and each section is computed as [`tiles`] or,
//! where both operands lie that way, as [`dots`] of rows. [`output`] knows where results go and does the epilogue while
//! they are in the cache. Batches without their zeros have ways of their own: [`compressed`].

mod compressed;
mod dots;
mod measured;
mod output;
mod packing;
mod product;
mod sections;
mod shape;
mod tiles;

#[cfg(test)]
mod tests;

pub use measured::MeasuredProduct;

use crate::error::Result;
use crate::plan::{Kernel, TaskContext};
use crate::program::ContractionTask;
use compressed::CompressedProduct;
use product::MatrixProduct;

/// The kernel of a `BatchMatMul` and its epilogue.
pub(crate) fn matrix_product(task: &ContractionTask, context: &TaskContext<'_>) -> Result<Box<dyn Kernel>> {
    let is_compressible = task.contraction.inputs.first().is_some_and(|a| context.is_compressible(*a));
    Ok(if is_compressible {
        Box::new(CompressedProduct::build(task, context)?)
    } else {
        Box::new(MatrixProduct::build(task, context)?)
    })
}
