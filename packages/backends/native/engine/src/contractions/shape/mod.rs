mod batch;

pub(super) use batch::Batch;

use crate::error::{Error, Result};
use crate::plan::TaskContext;
use crate::program::{DataType, Operation};
use crate::require;

/// What a `BatchMatMul` multiplies: sizes, and how the elements of its operands lie in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProductShape {
    /// Of `a` and of the result.
    pub rows: usize,
    /// Of `b` and of the result.
    pub columns: usize,
    /// Terms of each sum.
    pub inner: usize,
    pub a: Strides,
    pub b: Strides,
    pub batch: Batch,
    /// Whether `a` is the second operand of the operation, and `b` the first.
    pub is_swapped: bool,
}

/// Elements from one element of a matrix to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Strides {
    /// Along the rows or columns that the result has too.
    pub outer: usize,
    /// Along the sums.
    pub inner: usize,
}

impl Strides {
    /// Of a matrix that lies in rows of `inner` elements; transposed, in rows of `outer` elements. Where there is but one
    /// row or column, both are the same.
    fn new(outer: usize, inner: usize, is_transposed: bool) -> Strides {
        if is_transposed && outer > 1 && inner > 1 {
            Strides { outer: 1, inner: outer }
        } else {
            Strides { outer: inner, inner: 1 }
        }
    }

    /// Between rows or columns, whichever lie apart.
    pub fn distance(self) -> usize {
        self.outer.max(self.inner)
    }
}

impl ProductShape {
    /// # Errors
    ///
    /// The operation is no product of matrices of float32, or its shapes do not fit together.
    pub fn new(operation: &Operation, context: &TaskContext<'_>) -> Result<ProductShape> {
        let ([a, b], [result]) = (operation.inputs.as_slice(), operation.outputs.as_slice()) else {
            return Err(Error::malformed("a product has two operands and a result"));
        };
        for id in [a, b, result] {
            require!(context.value(*id).dtype == DataType::Float32, "a product of other than float32");
        }
        let is_transposed = operation.attributes.flag("transposeA")?;
        let (batch_a, rows, inner) = matrices(context.shape(*a), is_transposed)?;
        let is_by_columns = operation.attributes.flag("transposeB")?;
        let (batch_b, columns, inner_b) = matrices(context.shape(*b), !is_by_columns)?;
        require!(inner == inner_b, "sums of {inner} and of {inner_b} terms");
        let mut expected = Batch::broadcast(batch_a, batch_b)?;
        expected.extend([rows, columns]);
        let found = context.shape(*result);
        require!(found == expected, "a product of shape {found:?} instead of {expected:?}");
        if expected.contains(&0) || inner == 0 {
            return Err(Error::unsupported("BatchMatMul", "a matrix without elements"));
        }
        let batch = Batch::new(batch_a, batch_b, rows * inner, columns * inner);
        let a = Strides::new(rows, inner, is_transposed);
        let b = Strides::new(columns, inner, !is_by_columns);
        Ok(ProductShape { rows, columns, inner, a, b, batch, is_swapped: false }.into_tall().into_row())
    }

    /// Many matrices times one: a single tall matrix.
    fn into_tall(self) -> ProductShape {
        let is_dense = self.a.inner == 1 && self.batch.is_tall(self.rows * self.inner);
        if !is_dense {
            return self;
        }
        let rows = self.rows * self.batch.count();
        let a = Strides { outer: self.inner, inner: 1 };
        ProductShape { rows, a, batch: Batch::single(), ..self }
    }

    /// A matrix times a vector: a vector times the transposed matrix, which lies in memory alike.
    fn into_row(self) -> ProductShape {
        if self.columns > 1 {
            return self;
        }
        let ProductShape { rows, columns, inner, a, b, batch, .. } = self;
        let batch = batch.swapped();
        ProductShape { rows: columns, columns: rows, inner, a: b, b: a, batch, is_swapped: true }
    }

    /// Whether the terms of the sums of `b` lie one after the other, so that columns do not.
    pub fn is_by_columns(&self) -> bool {
        self.b.outer != 1
    }
}

/// Axes of the batch, rows and columns; the latter the other way round if transposed.
fn matrices(shape: &[usize], is_transposed: bool) -> Result<(&[usize], usize, usize)> {
    let [batch @ .., first, second] = shape else {
        return Err(Error::malformed(format!("a matrix of shape {shape:?}")));
    };
    Ok(if is_transposed { (batch, *second, *first) } else { (batch, *first, *second) })
}
