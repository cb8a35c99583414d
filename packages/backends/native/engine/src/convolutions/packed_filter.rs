//! The weights of a correlation in the order in which tiles read them.

use super::geometry::{ConvolutionShape, Direction, TapAxis};
use super::tiles::Panel;
use crate::lanes::{Isa, Lanes, MOST_LANES};
use crate::versions;

/// Rows that are transposed together: as many as a cache line has numbers.
const TRANSPOSED_ROWS: usize = 16;

/// For each class of results and each panel of their channels: tap after tap, in each channel after channel of the source, a
/// row of the panel, in whole vectors.
pub(super) struct PackedFilter {
    matrices: Vec<Matrix>,
    pack: unsafe fn(&Matrix, *const f32, *mut f32),
    words: usize,
}

/// A matrix, of a tap and a panel: rows are channels of the source.
pub(super) struct Matrix {
    /// Its first element in the filter, and the distances of its elements.
    from: usize,
    row_step: usize,
    column_step: usize,
    to: usize,
    rows: usize,
    panel: Panel,
}

impl PackedFilter {
    /// Lays out the weights of some classes; also returns where those of each begin, panel by panel.
    pub fn build(
        shape: &ConvolutionShape,
        direction: Direction,
        classes: &[(TapAxis, TapAxis)],
        panels: &[Panel],
        isa: Isa,
    ) -> (PackedFilter, Vec<Vec<usize>>) {
        let &ConvolutionShape { channels, filters, .. } = shape;
        let (rows, row_step, column_step) = match direction {
            Direction::Forward => (channels, filters, 1),
            Direction::Backward => (filters, 1, filters),
        };
        let (mut matrices, mut offsets, mut to) = (Vec::new(), Vec::new(), 0);
        for (vertical, horizontal) in classes {
            let mut of_class = Vec::new();
            for panel in panels {
                of_class.push(to);
                for y in 0..vertical.taps {
                    for x in 0..horizontal.taps {
                        let place = vertical.place(y) * shape.horizontal.kernel + horizontal.place(x);
                        let from = place * channels * filters + panel.column * column_step;
                        matrices.push(Matrix { from, row_step, column_step, to, rows, panel: *panel });
                        to += rows * panel.width;
                    }
                }
            }
            offsets.push(of_class);
        }
        let words = to.next_multiple_of(MOST_LANES);
        (PackedFilter { matrices, pack: pack_of(isa), words }, offsets)
    }

    /// Words that the packed weights take: what lies behind them is aligned to 64 bytes, as they are.
    pub fn words(&self) -> usize {
        self.words
    }

    /// # Safety
    ///
    /// `filter` is the filter, and there are [`PackedFilter::words`] words at `to`.
    pub unsafe fn pack(&self, filter: *const f32, to: *mut f32) {
        for matrix in &self.matrices {
            // SAFETY: the matrix lies in the filter, and its copy among the packed words.
            unsafe { (self.pack)(matrix, filter.add(matrix.from), to.add(matrix.to)) };
        }
    }
}

versions!(pack_of, pack, (matrix: &Matrix, from: *const f32, to: *mut f32) -> ());

/// # Safety
///
/// `from` and `to` are the first elements of the matrix and of its copy.
#[inline(always)]
unsafe fn pack<V: Lanes>(matrix: &Matrix, from: *const f32, to: *mut f32) {
    let &Matrix { row_step, column_step, rows, panel, .. } = matrix;
    let last = panel.width - V::COUNT;
    // SAFETY: up to the caller; only the last vector of a row reaches beyond the columns.
    unsafe {
        if column_step == 1 {
            for row in 0..rows {
                let (from, to) = (from.add(row * row_step), to.add(row * panel.width));
                for column in (0..last).step_by(V::COUNT) {
                    V::load(from.add(column)).store(to.add(column));
                }
                V::load_partial(from.add(last), panel.last).store(to.add(last));
            }
        } else {
            for row in 0..rows {
                V::zero().store(to.add(row * panel.width + last));
            }
            // Some rows at a time, so that cache lines are read as a whole.
            for first in (0..rows).step_by(TRANSPOSED_ROWS) {
                for column in 0..panel.columns {
                    for row in first..rows.min(first + TRANSPOSED_ROWS) {
                        *to.add(row * panel.width + column) =
                            *from.add(column * column_step + row * row_step);
                    }
                }
            }
        }
    }
}
