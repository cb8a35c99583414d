//! Products of a batch whose rows may be stored without their zeros.
//!
//! Words of a text that are there or not, pixels of a drawing: most numbers of such rows are 0, and a product with the
//! weights need not look at them. Entries are added up in order, as all columns would be.

mod column_ranges;
mod gradient;
mod weighted_rows;

#[cfg(test)]
mod tests;

use super::output::{Block, Output};
use super::product::MatrixProduct;
use crate::error::{Error, Result};
use crate::memory::{CompressedRows, Frame, Operand};
use crate::plan::{Kernel, TaskContext, share};
use crate::program::ContractionTask;
use crate::require;
use column_ranges::column_range;
use gradient::{Gradient, GradientFunction, gradient_function};
use weighted_rows::{WeightedRows, WeightedRowsFunction, weighted_rows_function};

/// `x · W` or `xᵀ · dY` for a batch `x` that is stored either way, which shows when the kernel runs.
pub(super) struct CompressedProduct {
    /// For a batch with its zeros.
    dense: MatrixProduct,
    batch: Operand,
    other: Operand,
    output: Output,
    batch_rows: usize,
    /// Numbers in a row of the batch.
    features: usize,
    /// Of the other operand and of the result.
    columns: usize,
    method: Method,
    parts: usize,
}

enum Method {
    /// Rows of the result, each a sum of rows of `W`.
    Rows(WeightedRowsFunction),
    /// Rows of the result grow by multiples of rows of `dY`.
    Gradient(GradientFunction),
}

/// Rows of the result that are finished at a time, while they are in the cache.
const ROWS_AT_A_TIME: usize = 32;

impl CompressedProduct {
    pub fn build(task: &ContractionTask, context: &TaskContext<'_>) -> Result<CompressedProduct> {
        let dense = MatrixProduct::build(task, context)?;
        let operation = &task.contraction;
        let [batch, other] = [operation.inputs[0], operation.inputs[1]];
        let ([batch_rows, features], [_, columns]) = (context.shape(batch), context.shape(other)) else {
            return Err(Error::malformed("a compressed batch in a product of many matrices"));
        };
        require!(!operation.attributes.flag("transposeB")?, "a compressed batch times a transposed matrix");
        let (batch_rows, features, columns) = (*batch_rows, *features, *columns);
        let (batch, other) = (context.operand(batch)?, context.operand(other)?);
        require!(batch.offset == 0 && batch.moves.is_empty(), "a part of a compressed batch");
        let output = Output::build(task, columns, context)?;
        let isa = context.isa();
        let (method, rows, rows_at_a_time) = if operation.attributes.flag("transposeA")? {
            (Method::Gradient(gradient_function(isa)), features, features)
        } else {
            (Method::Rows(weighted_rows_function(isa)), batch_rows, ROWS_AT_A_TIME)
        };
        context.need_scratch(4 * output.scratch_words(rows_at_a_time * columns));
        let parts = if dense.parts() > 1 { context.threads().min(rows) } else { 1 };
        Ok(CompressedProduct { dense, batch, other, output, batch_rows, features, columns, method, parts })
    }

    /// # Safety
    ///
    /// As for [`Kernel::run`].
    unsafe fn run_rows(
        &self,
        function: WeightedRowsFunction,
        batch: &CompressedRows,
        part: usize,
        frame: &Frame<'_>,
    ) {
        let own = share(self.batch_rows, part, self.parts, 1);
        let weights = frame.at(&self.other).cast_const();
        for begin in own.clone().step_by(ROWS_AT_A_TIME) {
            let rows = begin..(begin + ROWS_AT_A_TIME).min(own.end);
            let block = Block { begin: begin * self.columns, rows: rows.len(), columns: self.columns };
            // SAFETY: the rows are in the result and in the batch.
            unsafe {
                let destination = self.output.destination(frame, block);
                function(&WeightedRows {
                    batch,
                    rows,
                    features: self.features,
                    weights,
                    columns: self.columns,
                    result: destination.at,
                });
                self.output.finish(frame, block, destination);
            }
        }
    }

    /// # Safety
    ///
    /// As for [`Kernel::run`].
    unsafe fn run_gradient(
        &self,
        function: GradientFunction,
        batch: &CompressedRows,
        part: usize,
        frame: &Frame<'_>,
    ) {
        // SAFETY: the rows are in the batch.
        let own = unsafe { column_range(batch, self.batch_rows, self.features, part, self.parts) };
        let block = Block { begin: own.start * self.columns, rows: own.len(), columns: self.columns };
        // SAFETY: the columns of the batch are rows of the result.
        unsafe {
            let destination = self.output.destination(frame, block);
            function(&Gradient {
                batch,
                batch_rows: self.batch_rows,
                features: own,
                part: (part, self.parts),
                slopes: frame.at(&self.other),
                columns: self.columns,
                result: destination.at,
            });
            self.output.finish(frame, block, destination);
        }
    }
}

impl Kernel for CompressedProduct {
    fn parts(&self) -> usize {
        self.parts.max(self.dense.parts())
    }

    unsafe fn run(&self, part: usize, frame: &Frame<'_>) {
        // SAFETY: up to the caller; a batch has as many rows, stored either way.
        unsafe {
            match frame.compressed(&self.batch) {
                None if part < self.dense.parts() => self.dense.run(part, frame),
                Some(batch) if part < self.parts && batch.rows() >= self.batch_rows => match self.method {
                    Method::Rows(function) => self.run_rows(function, batch, part, frame),
                    Method::Gradient(function) => self.run_gradient(function, batch, part, frame),
                },
                _ => {}
            }
        }
    }
}
