use crate::error::Result;
use crate::require;

/// The matrices that a product multiplies one by one: how operands move from one to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Batch {
    /// As few axes as possible, the outermost first.
    axes: Vec<BatchAxis>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BatchAxis {
    size: usize,
    /// Elements of the operands; 0 where an operand is the same along the axis.
    a: usize,
    b: usize,
}

impl Batch {
    pub fn single() -> Batch {
        Batch { axes: Vec::new() }
    }

    /// The axes that those of two operands are broadcast to.
    ///
    /// # Errors
    ///
    /// Their sizes do not fit together.
    pub fn broadcast(a: &[usize], b: &[usize]) -> Result<Vec<usize>> {
        let rank = a.len().max(b.len());
        let mut shape = Vec::with_capacity(rank);
        for axis in 0..rank {
            let (a, b) = (size(a, rank, axis), size(b, rank, axis));
            require!(a == b || a == 1 || b == 1, "batches of {a} and of {b} matrices");
            shape.push(if a == 1 { b } else { a });
        }
        Ok(shape)
    }

    /// For axes that can be broadcast; `a_matrix` and `b_matrix` are the elements of one matrix.
    pub fn new(a: &[usize], b: &[usize], a_matrix: usize, b_matrix: usize) -> Batch {
        let rank = a.len().max(b.len());
        let (mut a_stride, mut b_stride) = (a_matrix, b_matrix);
        let mut axes: Vec<BatchAxis> = Vec::new();
        for axis in (0..rank).rev() {
            let (a_size, b_size) = (size(a, rank, axis), size(b, rank, axis));
            let next = BatchAxis {
                size: a_size.max(b_size),
                a: if a_size == 1 { 0 } else { a_stride },
                b: if b_size == 1 { 0 } else { b_stride },
            };
            a_stride *= a_size;
            b_stride *= b_size;
            match axes.first_mut() {
                _ if next.size == 1 => {}
                Some(last) if next.a == last.a * last.size && next.b == last.b * last.size => {
                    last.size *= next.size;
                }
                _ => axes.insert(0, next),
            }
        }
        Batch { axes }
    }

    /// The same with the operands exchanged.
    pub fn swapped(mut self) -> Batch {
        for axis in &mut self.axes {
            (axis.a, axis.b) = (axis.b, axis.a);
        }
        self
    }

    /// Number of products.
    pub fn count(&self) -> usize {
        self.axes.iter().map(|axis| axis.size).product()
    }

    /// Whether all matrices `a`, of so many elements, lie one after the other, and `b` is but one.
    pub fn is_tall(&self, a_matrix: usize) -> bool {
        match self.axes.as_slice() {
            [] => true,
            [only] => only.b == 0 && only.a == a_matrix,
            _ => false,
        }
    }

    /// Elements from the first matrices to those of a product.
    #[inline(always)]
    pub fn offsets(&self, product: usize) -> (usize, usize) {
        if let [only] = self.axes.as_slice() {
            return (product * only.a, product * only.b);
        }
        let mut rest = product;
        let (mut a, mut b) = (0, 0);
        for axis in self.axes.iter().rev() {
            let index = rest % axis.size;
            rest /= axis.size;
            a += index * axis.a;
            b += index * axis.b;
        }
        (a, b)
    }
}

/// Size of an axis of a shape that is filled up with ones in front.
fn size(shape: &[usize], rank: usize, axis: usize) -> usize {
    (axis + shape.len()).checked_sub(rank).map_or(1, |own| shape[own])
}

#[cfg(test)]
mod tests {
    use super::Batch;

    #[test]
    fn axes_are_broadcast_from_the_last_one_on() {
        assert_eq!(Batch::broadcast(&[4, 1], &[3]).unwrap(), [4, 3]);
        assert_eq!(Batch::broadcast(&[], &[2, 3]).unwrap(), [2, 3]);
        assert!(Batch::broadcast(&[4], &[3]).is_err());
    }

    #[test]
    fn offsets_follow_the_axes_that_an_operand_has() {
        let batch = Batch::new(&[2, 1, 3], &[4, 1], 10, 100);
        assert_eq!(batch.count(), 24);
        assert_eq!(batch.offsets(0), (0, 0));
        assert_eq!(batch.offsets(2), (20, 0));
        assert_eq!(batch.offsets(3), (0, 100));
        assert_eq!(batch.offsets(23), (50, 300));
    }

    #[test]
    fn axes_that_both_operands_walk_alike_become_one() {
        let batch = Batch::new(&[2, 3], &[2, 3], 10, 100);
        assert_eq!(batch, Batch::new(&[6], &[6], 10, 100));
        assert!(Batch::new(&[2, 3], &[1], 10, 100).is_tall(10));
        assert!(!Batch::new(&[2, 3], &[3], 10, 100).is_tall(10));
    }
}
